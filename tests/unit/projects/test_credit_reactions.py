"""RZ-2.4.e, f and i: what credit brings to a project is noted here, each loan under its number."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.projects.reactions import credit
from services.projects.views.project_readiness import ProjectReadiness
from shared.schemas.credit.demand_answers import CreditApproved, LoanMade
from shared.schemas.credit.guarantee_course import GuaranteeDisbursed
from shared.schemas.credit.intent import IntentDrawn
from shared.schemas.credit.opportunity import PartnershipSigned, PartnershipTerminated
from shared.schemas.projects.readiness import (
    FinancingEndNoted,
    FinancingNoted,
    NoteFinancing,
    NoteFinancingEnded,
)
from tests.rows import about, rows

ON = date(2024, 3, 1)
RURAL = "institution-rural"
GRANTED = CreditApproved(
    "d-1", institution=RURAL, town="taoluo", amount_fen=900, annual_rate=435, until=ON,
    decided_on=ON, entered_by=RURAL, project="p-1",
)  # fmt: skip
LENT = LoanMade(
    "d-1", institution=RURAL, loan="l-1", amount_fen=500, months=12, lent_on=ON, town="taoluo",
    entered_by=RURAL, project="p-1",
)  # fmt: skip
GUARANTEED = GuaranteeDisbursed(
    "g-1", loan="l-1", amount_fen=500, lent_on=ON, ends_on=date(2025, 3, 1), town="taoluo",
    project="p-1", guaranteed_fen=400, entered_by=RURAL,
)  # fmt: skip
DRAWN = IntentDrawn(
    "i-1", use="u-1", drawdown="w-1", amount_fen=300, drawn_on=ON, town="taoluo", project="p-1",
    entered_by="institution-policy",
)  # fmt: skip
SIGNED = PartnershipSigned(
    "x-1", amount_fen=200, signed_on=ON, fixed_return=False, buy_back=False,
    government_guarantee=False, document="演示-协议-1", proposal="q-1", project="p-1", town="taoluo",
)  # fmt: skip
ENDED = PartnershipTerminated(
    "x-1", reason="退出", settlement="移交", document="演示-终止-1", project="p-1", town="taoluo",
    amount_fen=200, terminated_on=ON,
)  # fmt: skip


def note(kind: Any, number: str, fen: int) -> NoteFinancing:
    return NoteFinancing("p-1", kind=kind, financing=number, amount_fen=fen)


@pytest.mark.parametrize(
    ("reaction", "event", "noted"),
    [
        (credit.granted_credit_is_noted, GRANTED, note("credit", f"d-1-{RURAL}", 900)),
        (credit.loan_is_noted, LENT, note("loan", "l-1", 500)),
        (credit.guaranteed_loan_is_noted, GUARANTEED, note("loan", "l-1", 500)),
        (credit.drawdown_is_noted, DRAWN, note("intent", "w-1", 300)),
        (credit.partnership_is_noted, SIGNED, note("partner", "x-1", 200)),
        (
            credit.ended_partnership_is_noted,
            ENDED,
            NoteFinancingEnded("p-1", kind="partner", financing="x-1"),
        ),
    ],
)
def test_what_credit_tells_is_noted_at_the_project(reaction: Any, event: Any, noted: Any) -> None:
    assert [*reaction(event, about(event))] == [noted]


def test_money_of_no_project_is_noted_nowhere() -> None:
    for reaction, event in (
        (credit.granted_credit_is_noted, GRANTED),
        (credit.loan_is_noted, LENT),
        (credit.guaranteed_loan_is_noted, GUARANTEED),
    ):
        other: Any = replace(event, project=None)
        told: Any = reaction
        assert [*told(other, about(other))] == []


def test_the_project_is_financed_by_what_is_lent_and_not_by_what_is_only_granted() -> None:
    granted = FinancingNoted.of(note("credit", "d-1", 900), town="taoluo")
    [row] = rows(ProjectReadiness, granted).values()
    assert (row.credit_fen, row.financing_fen, row.financed) == (900, 0, False)
    partner = FinancingNoted.of(note("partner", "x-1", 200), town="taoluo")
    [row] = rows(ProjectReadiness, granted, partner).values()
    assert (row.financing_fen, row.financed) == (200, True)
    end = NoteFinancingEnded("p-1", kind="partner", financing="x-1")
    ended = FinancingEndNoted.of(end, town="taoluo", amount_fen=200)
    [row] = rows(ProjectReadiness, granted, partner, ended).values()
    assert (row.financing_fen, row.financed) == (0, False)
