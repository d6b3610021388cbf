"""RZ-3.3.c: a flag stands from lateness until supervision resolved its issue; then it falls, once."""

from datetime import date
from typing import Any

import pytest

from services.empowerment.domain.delegation import DELEGATION
from services.empowerment.domain.pilot_reform import PILOT_REFORM
from services.empowerment.domain.power_list import POWER_LIST
from services.empowerment.reactions.supervision import resolved_issue_clears_the_flag
from services.empowerment.views.delegations import Delegations
from shared.kernel.aggregate import FLAG_STANDS, Aggregate
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.empowerment import pilot_reform as reforms
from shared.schemas.empowerment import power_list as powers
from shared.schemas.supervision.issue import IssueResolved
from tests.given import NOON, given
from tests.rows import about, rows
from tests.unit.empowerment.powers import ASSESSED, DELEGATED

DAY = date(2024, 3, 15)
ORGAN = "donggang-natural-resources"
LIST = powers.PowerListStepOverdue(
    "donggang", edition=1, step="legality", organisation="donggang-justice", due_on=DAY
)
STEP = delegations.DelegationStepOverdue(
    "planning-taoluo", town="taoluo", step="handover", organisation=ORGAN, due_on=DAY
)
SUPPORT = running.SupportOverdue(
    "planning-taoluo", town="taoluo", support="s-1", kind="staff", organisation=ORGAN, due_on=DAY
)
REFORM = reforms.ReformStepOverdue(
    "r-1", town="taoluo", county="donggang", step="report", organisation="taoluo", due_on=DAY
)
LATE: list[tuple[Aggregate[Any], str, Any, str]] = [
    (POWER_LIST, "donggang", LIST, "legality"),
    (DELEGATION, "planning-taoluo", STEP, "handover"),
    (DELEGATION, "planning-taoluo", SUPPORT, "support:s-1"),
    (PILOT_REFORM, "r-1", REFORM, "report"),
]


@pytest.mark.parametrize(
    ("aggregate", "id", "late", "key"), LATE, ids=[f"{a.category}-{key}" for a, _, _, key in LATE]
)
def test_the_flag_falls_once_its_issue_is_resolved(
    aggregate: Aggregate[Any], id: str, late: Any, key: str
) -> None:
    resolved = IssueResolved(
        "issue-1", town="taoluo", resolved_on=NOON.date(), cause_service="empowerment",
        cause_stream=f"{aggregate.category}-{id}", cause_key=key,
    )  # fmt: skip
    [clear] = resolved_issue_clears_the_flag(resolved, about(resolved))
    [cleared] = given(aggregate, id, late).when(clear, by="system").events
    again = given(aggregate, id, late, cleared)
    assert again.state.flags == frozenset()
    again.when(clear, by="system").refused(FLAG_STANDS)


def test_what_was_late_elsewhere_clears_nothing_here() -> None:
    resolved = IssueResolved(
        "issue-1", town="taoluo", resolved_on=DAY, cause_service="talent",
        cause_stream="secondment-s-1", cause_key="end",
    )  # fmt: skip
    assert list(resolved_issue_clears_the_flag(resolved, about(resolved))) == []


def test_the_ledger_keeps_the_flag_of_another_step() -> None:
    def cleared(key: str) -> delegations.DelegationFlagCleared:
        return delegations.DelegationFlagCleared(
            "planning-taoluo", key=key, issue="issue-1", town="taoluo"
        )

    of = rows(Delegations, ASSESSED, DELEGATED, STEP, cleared("support:s-1"))
    assert of["planning-taoluo"].overdue_step == "handover"
    of = rows(Delegations, ASSESSED, DELEGATED, STEP, cleared("handover"))
    assert of["planning-taoluo"].overdue_step is None
