"""RZ-2.2.c: finance's own word on whether money may follow a project."""

from dataclasses import replace
from datetime import date

from services.finance.domain.eligibility import ELIGIBILITY, Eligibility
from services.finance.domain.fund.rules import ADJUSTMENT_IS_CONFIRMED, CODE_BEFORE_MONEY
from shared.kernel.aggregate.deciding import ALREADY_EXISTS, NOTHING_CHANGES
from shared.schemas.finance.eligibility import (
    EligibilityEnded,
    EligibilityRecognised,
    EligibilityResumed,
    EligibilitySuspended,
    EndEligibility,
    NoteProjectCode,
    ProjectCodeNoted,
    RecogniseEligibility,
    ResumeEligibility,
    SuspendEligibility,
)
from shared.schemas.finance.fund import (
    AllocateFunds,
)
from shared.schemas.finance.fund_contract import (
    CommitFunds,
    PayAdvance,
    VerifyWork,
)
from tests.given import given
from tests.unit.finance.funds import ALLOCATED, APPROPRIATED, COMMITTED, ID, PAYEE, fund

RECOGNISED = EligibilityRecognised(
    "p-1", name="演示-冷链", town="taoluo", county="donggang", admitted_on=date(2024, 2, 1),
    kind="social",
)  # fmt: skip
RECOGNISE = RecogniseEligibility(
    "p-1", name="演示-冷链", town="taoluo", county="donggang", admitted_on=date(2024, 2, 1),
    kind="social",
)  # fmt: skip
END = EndEligibility("p-1", reason="项目出库")
ENDED = EligibilityEnded("p-1", town="taoluo", reason="项目出库")


def test_an_admitted_project_becomes_eligible() -> None:
    given(ELIGIBILITY, "p-1").when(RECOGNISE, by="system").then(RECOGNISED)


def test_eligibility_is_recognised_once() -> None:
    given(ELIGIBILITY, "p-1", RECOGNISED).when(RECOGNISE, by="system").refused(ALREADY_EXISTS)


def test_a_project_that_left_is_no_longer_eligible() -> None:
    story = given(ELIGIBILITY, "p-1", RECOGNISED)
    story.when(END, by="system").then(ENDED)
    assert story.state.live
    assert given(ELIGIBILITY, "p-1", RECOGNISED, ENDED).state == Eligibility(
        "taoluo", "donggang", "social", live=False
    )


def test_eligibility_ends_once() -> None:
    story = given(ELIGIBILITY, "p-1", RECOGNISED, ENDED)
    story.when(END, by="system").refused(NOTHING_CHANGES)


def test_no_person_decides_eligibility() -> None:
    given(ELIGIBILITY, "p-1").when(RECOGNISE, by="finance").not_permitted()
    given(ELIGIBILITY, "p-1", RECOGNISED).when(END, by="finance").not_permitted()


SUSPEND = SuspendEligibility("p-1", reason="选址调整", adjusted_on=date(2024, 3, 1))
SUSPENDED = EligibilitySuspended(
    "p-1", town="taoluo", reason="选址调整", adjusted_on=date(2024, 3, 1)
)
RESUME = ResumeEligibility("p-1", reason="已核对", document="日财建〔2024〕5号")


def test_an_adjusted_project_waits_until_finance_or_its_county_confirms() -> None:
    given(ELIGIBILITY, "p-1", RECOGNISED).when(SUSPEND, by="system").then(SUSPENDED)
    story = given(ELIGIBILITY, "p-1", RECOGNISED, SUSPENDED)
    story.when(SUSPEND, by="system").refused(NOTHING_CHANGES)
    resumed = EligibilityResumed(
        "p-1", town="taoluo", reason="已核对", document="日财建〔2024〕5号"
    )
    for by in ("finance", "donggang"):
        story.when(RESUME, by=by).then(resumed)
    story.when(RESUME, by="taoluo").not_permitted()
    after = given(ELIGIBILITY, "p-1", RECOGNISED, SUSPENDED, resumed)
    assert after.state.live and not after.state.suspended
    after.when(RESUME, by="finance").refused(NOTHING_CHANGES)


def test_a_project_that_left_is_not_suspended() -> None:
    story = given(ELIGIBILITY, "p-1", RECOGNISED, ENDED)
    story.when(SUSPEND, by="system").refused(NOTHING_CHANGES)


def test_an_adjusted_project_gets_no_new_money_while_contracts_in_force_go_on() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED).and_given(
        ELIGIBILITY, "p-1", RECOGNISED, SUSPENDED
    )
    for command in (
        AllocateFunds(ID, project="p-1", amount_fen=10),
        CommitFunds(
            ID,
            project="p-1",
            town="taoluo",
            amount_fen=10,
            document=None,
            contract="c-1",
            payee=PAYEE,
        ),
        PayAdvance(ID, project="p-1", amount_fen=10, payee="演示-施工单位"),
    ):
        story.when(command, by="finance").refused(ADJUSTMENT_IS_CONFIRMED)
    assert not story.when(
        VerifyWork(ID, project="p-1", town="taoluo", amount_fen=10), by="taoluo"
    ).refusal


def test_no_money_follows_a_project_before_its_code_is_on_record() -> None:
    awaiting = replace(RECOGNISED, code_awaited=True)
    noted = ProjectCodeNoted("p-1", town="taoluo")
    cmd = AllocateFunds(ID, project="p-1", amount_fen=100)
    before = fund(APPROPRIATED).and_given(ELIGIBILITY, "p-1", awaiting)
    before.when(cmd, by="finance").refused(CODE_BEFORE_MONEY)
    after = fund(APPROPRIATED).and_given(ELIGIBILITY, "p-1", awaiting, noted)
    assert after.when(cmd, by="finance").events
    note = NoteProjectCode("p-1")
    given(ELIGIBILITY, "p-1", awaiting).when(note, by="system").then(noted)
    for story in ((), (RECOGNISED,), (awaiting, noted)):
        given(ELIGIBILITY, "p-1", *story).when(note, by="system").refused(NOTHING_CHANGES)


def test_a_project_admitted_without_a_code_waits_for_it() -> None:
    given(ELIGIBILITY, "p-1").when(replace(RECOGNISE, code_awaited=True), by="system").then(
        replace(RECOGNISED, code_awaited=True)
    )
