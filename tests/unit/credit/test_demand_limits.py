"""RZ-2.4.a: who must act on a demand by when; silence is told, no bank is pressed to lend."""

from datetime import date

from services.credit.domain.demand import DEMAND
from shared.kernel.aggregate import FLAG_STANDS
from shared.schemas.credit import demand as demands
from shared.schemas.credit import demand_answers as answers
from tests.given import given
from tests.unit.credit.demands import (
    ASKED,
    CITY,
    CONSENTED,
    CREDITED,
    LENT,
    PUSHED,
    RURAL,
    TODAY,
    demand,
    pushed,
)

DUE = date(2024, 3, 15)
SILENT = answers.DemandUnanswered(
    "d-1", town="taoluo", stage="decision", institution=RURAL, organisation="local-finance",
    key=f"decision-{RURAL}", due_on=DUE, name="演示-茶园改造",
)  # fmt: skip
DECLINED = answers.CreditDeclined(
    "d-1", institution=RURAL, town="taoluo", refusal="unviable", remark=None, decided_on=TODAY,
    entered_by=RURAL,
)  # fmt: skip


def test_the_town_asks_for_consent_then_local_finance_pushes_then_the_institution_answers() -> None:
    assert demand().turns == {("taoluo", "next")}
    assert demand(CONSENTED).turns == {
        ("local-finance", f"push-{RURAL}"),
        ("donggang-local-finance", f"push-{RURAL}"),
    }
    assert demand(CONSENTED, PUSHED).turns == {
        (RURAL, f"contact-{RURAL}"),
        (RURAL, f"decision-{RURAL}"),
    }
    assert demand(CONSENTED, PUSHED, DECLINED).turns == {("taoluo", "next")}
    assert demand(CONSENTED, PUSHED, CREDITED).turns == set()


def test_local_finance_enters_what_one_answers_that_has_not_joined() -> None:
    alone = demand(CONSENTED, pushed(joined=False))
    assert {who for who, _ in alone.turns} == {"local-finance"}


def test_the_limits_are_in_working_days_and_stop_when_answered() -> None:
    waiting = demand(CONSENTED, PUSHED)
    limits = {limit.key: (limit.days, limit.unit) for limit in waiting.deadlines}
    assert limits == {
        f"contact-{RURAL}": (3, "working"),
        f"decision-{RURAL}": (10, "working"),
        f"consent-{RURAL}": (180, "calendar"),
    }
    assert [*demand(CONSENTED, PUSHED, CREDITED).deadlines] == []


def test_silence_is_told_once_and_laid_to_local_finance() -> None:
    waiting = demand(CONSENTED, PUSHED)
    waiting.when_passed(f"decision-{RURAL}", DUE).then(SILENT)
    late = demand(CONSENTED, PUSHED, SILENT)
    assert f"decision-{RURAL}" not in {limit.key for limit in late.deadlines}
    assert (RURAL, f"decision-{RURAL}") in late.turns


def test_a_demand_that_nobody_pushed_is_told_too() -> None:
    [event] = demand(CONSENTED).when_passed(f"push-{RURAL}", date(2024, 3, 4)).events
    assert isinstance(event, answers.DemandUnanswered)
    assert (event.stage, event.organisation) == ("push", "local-finance")


def test_a_consent_runs_out() -> None:
    due = date(2024, 8, 28)
    expired = demands.ConsentExpired(
        "d-1", institution=RURAL, town="taoluo", key=f"consent-{RURAL}", due_on=due
    )
    demand(CONSENTED, PUSHED).when_passed(f"consent-{RURAL}", due).then(expired)
    assert demand(CONSENTED, PUSHED, expired).state.reader(RURAL) is None


def test_a_flag_is_cleared_once() -> None:
    clear = answers.ClearDemandFlag("d-1", key=SILENT.key, issue="late-1")
    cleared = answers.DemandFlagCleared.of(clear, town="taoluo")
    demand(CONSENTED, PUSHED, SILENT).when(clear, by="system").then(cleared)
    demand(CONSENTED, PUSHED, SILENT, cleared).when(clear, by="system").refused(FLAG_STANDS)


def test_a_loan_ends_the_matter_while_others_owe_nothing() -> None:
    done = given(DEMAND, "d-1", ASKED, CONSENTED, PUSHED, CREDITED, LENT)
    assert done.turns == set()
    assert CITY not in {limit.key for limit in done.deadlines}
