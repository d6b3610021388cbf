"""RZ-2.2.c: a wrong entry is set right by a new event, within what stands before and after it."""

from dataclasses import replace
from datetime import date

import pytest

from services.finance.domain.fund import contract_rules as rules
from services.finance.domain.fund import holder_rules
from services.finance.domain.fund import rules as fund_rules
from services.finance.views.allocations_by_project import AllocationsByProject
from services.finance.views.fund_contracts import FundContracts
from services.finance.views.fund_ledger import FundLedger
from services.finance.views.transfer_comparison import TransferComparison
from services.projects.reactions import finance as noted
from shared.kernel.aggregate import Rule
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.finance.fund import (
    FundsAllocated,
    FundsAppropriated,
    FundsRecalled,
    TransferAllocated,
)
from shared.schemas.finance.fund_contract import (
    AdvancePaid,
    CommitFunds,
    FundsCommitted,
    Pay,
    PaymentMade,
    PaymentReturned,
    WorkVerified,
)
from shared.schemas.finance.fund_correction import CorrectFundEntry, FundEntryCorrected
from shared.schemas.projects.readiness import NoteFundsAllocated, NoteFundsRecalled
from tests.given import Given
from tests.rows import about, rows
from tests.unit.finance.funds import ID, PAYEE, REGISTERED, TODAY, fund

OF = {"fund": ID, "project": "p-1", "town": "taoluo"}
BY = {"contract": "works"}
COURSE = [
    FundsAppropriated(
        ID, amount_fen=5000, document=None, budget_approved_on=date(2024, 1, 20), allocation_days=60
    ),
    FundsAllocated(**OF, amount_fen=2000, kind="special", year=2024),
    FundsRecalled(**OF, amount_fen=200, reason="调整", kind="special", year=2024),
    FundsCommitted(**OF, amount_fen=1000, payee=PAYEE, **BY),
    AdvancePaid(**OF, amount_fen=300, payee=PAYEE, acted_on=TODAY, **BY),
    WorkVerified(
        **OF, amount_fen=600, document=None, offset_fen=300, delivered_on=TODAY, payment_days=30,
        **BY,
    ),
    PaymentMade(**OF, amount_fen=250, payee=PAYEE, acted_on=TODAY, **BY),
]  # fmt: skip
FIX = CorrectFundEntry(
    ID, entry="payment", number=1, amount_fen=150, reason="录入有误", document="日财更〔2024〕1号",
    project="p-1",
)  # fmt: skip


def course(*events: object) -> Given:
    return fund(*COURSE, *events)


def fix(entry: str, fen: int, number: int = 1) -> CorrectFundEntry:
    project = None if entry == "appropriation" else "p-1"
    return replace(FIX, entry=entry, number=number, amount_fen=fen, project=project)


def test_a_correction_says_what_was_before_and_why() -> None:
    course().when(FIX, by="finance").then(
        FundEntryCorrected(
            ID, entry="payment", number=1, previous_fen=250, amount_fen=150, reason="录入有误",
            document="日财更〔2024〕1号", acted_on=TODAY, project="p-1", town="taoluo",
            contract="works", kind="special", year=2024,
        )
    )  # fmt: skip


def test_a_payment_struck_out_is_due_again_from_its_first_day() -> None:
    """退汇: the bank sent 250 back, the payee never had them."""
    struck = course().when(fix("payment", 0), by="finance").events
    after = course(*struck)
    assert after.state.of("p-1").contract("works").work_due_fen == 300
    assert [(d.key, d.starts_on) for d in after.deadlines if "payment" in d.key] == [
        ("payment-p-1-1", TODAY)
    ]
    assert not after.when(Pay(ID, project="p-1", amount_fen=300, payee=PAYEE), by="finance").refusal


def test_a_payment_of_which_a_part_came_back_comes_down_no_further_than_that_part() -> None:
    """250 paid, 100 of them returned: 150 are with the payee, and may be struck out, no more."""
    back = PaymentReturned(
        ID, project="p-1", town="taoluo", contract="works", of="verification", amount_fen=100,
        payee=PAYEE, reason="核减", document=None, verification=1,
    )  # fmt: skip
    returned = course(back)
    assert returned.when(fix("payment", 100), by="finance").refusal is None
    refused = returned.when(fix("payment", 99), by="finance")
    assert refused.refusal is not None
    assert refused.refusal.rule is rules.CORRECTION_KEEPS_THE_CHAIN


CASES = {
    # entry, the last figure that passes, the first that does not, by which rule
    "appropriation down to what is placed": (
        "appropriation", 1800, 1799, rules.CORRECTION_KEEPS_THE_CHAIN,
    ),
    "allocation down to what is committed": (
        "allocation", 1200, 1199, rules.CORRECTION_KEEPS_THE_CHAIN,
    ),
    "allocation up to what is free": (
        "allocation", 5200, 5201, fund_rules.WITHIN_APPROPRIATION,
    ),
    "recall up to what is uncommitted": (
        "recall", 1000, 1001, fund_rules.ONLY_UNCOMMITTED_RETURNS,
    ),
    "commitment down to the work": ("commitment", 600, 599, rules.NOT_BELOW_THE_WORK),
    "commitment up to the allocation": (
        "commitment", 1800, 1801, rules.WITHIN_ALLOCATION,
    ),
    "advance not below what was set off": (
        "advance", 300, 299, rules.CORRECTION_KEEPS_THE_CHAIN,
    ),
    "advance up to the limit": ("advance", 300, 301, rules.WITHIN_ADVANCE_LIMIT),
    "verification down to what was paid": (
        "verification", 250, 249, rules.CORRECTION_KEEPS_THE_CHAIN,
    ),
    "verification up to the commitment": (
        "verification", 1000, 1001, rules.WITHIN_COMMITMENT,
    ),
    "payment up to what is due": ("payment", 300, 301, rules.WITHIN_VERIFICATION),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_correction_breaks_what_rests_on_the_entry(case: tuple[str, int, int, Rule]) -> None:
    entry, last, beyond, rule = case
    course().when(fix(entry, beyond), by="finance").refused(rule)
    outcome = course().when(fix(entry, last), by="finance")
    if outcome.refusal:  # the figure that already stands
        outcome.refused(NOTHING_CHANGES)
    else:
        had = course(*outcome.events).state.of("p-1")
        contract = had.contract("works")
        assert contract.worked_fen <= contract.committed_fen <= had.allocated_fen
        assert contract.paid_fen <= contract.worked_fen


def test_a_verification_set_lower_gives_back_of_the_advance_what_it_can_no_longer_set_off() -> None:
    """600 verified, 300 set off, 250 paid: of 400 there are 150 left to set off."""
    (event,) = course().when(fix("verification", 400), by="finance").events
    assert (event.previous_offset_fen, event.offset_fen) == (300, 150)
    contract = course(event).state.of("p-1").contract("works")
    assert (contract.outstanding_fen, contract.work_due_fen) == (150, 0)


def test_a_payee_that_was_wrong_is_set_right_with_the_commitment() -> None:
    cmd = replace(fix("commitment", 1000), payee="演示-新名称")
    (event,) = course().when(cmd, by="finance").events
    assert (event.previous_payee, event.payee) == (PAYEE, "演示-新名称")
    after = course(event)
    after.when(Pay(ID, project="p-1", amount_fen=10, payee=PAYEE), by="finance").refused(
        rules.PAYEE_OF_THE_CONTRACT
    )
    assert not after.when(
        Pay(ID, project="p-1", amount_fen=10, payee="演示-新名称"), by="finance"
    ).refusal


def test_a_correction_names_an_entry_on_record_and_changes_something() -> None:
    outcome = course().when(replace(FIX, number=2), by="finance")
    assert "1（2.50 元）" in outcome.refused(rules.ENTRY_IS_ON_RECORD).refusal.zh
    course().when(fix("payment", 250), by="finance").refused(NOTHING_CHANGES)


def test_a_second_correction_starts_from_the_first() -> None:
    (first,) = course().when(FIX, by="finance").events
    (second,) = course(first).when(fix("payment", 200), by="finance").events
    assert (second.previous_fen, second.amount_fen) == (150, 200)
    returned = PaymentReturned(
        **OF, contract="works", of="payment", amount_fen=50, payee=PAYEE, reason="审计",
        document="单", verification=1,
    )  # fmt: skip
    (third,) = course(returned).when(fix("verification", 560), by="finance").events
    assert third.previous_fen == 550


def test_money_is_corrected_by_who_holds_it_and_work_by_who_verifies_it() -> None:
    town = {"town": "taoluo"}
    course().when(replace(FIX, **town), by="taoluo").refused(holder_rules.HOLDER_DISPOSES)
    course().when(replace(FIX, **town), by="donggang-finance").refused(holder_rules.HOLDER_DISPOSES)
    work = replace(fix("verification", 500), **town)
    for by in ("taoluo", "donggang-housing", "finance"):
        assert not course().when(work, by=by).refusal
    other = replace(work, town="zhaoxian")
    course().when(other, by="zhaoxian").refused(rules.TOWN_OF_THE_PROJECT)


def test_a_large_increase_takes_two_people() -> None:
    rich = replace(COURSE[0], amount_fen=10**10)
    story = fund(rich, COURSE[1])
    story.when(fix("allocation", 600_000_000), by="finance").refused(holder_rules.TWO_APPROVERS)


def test_a_transfer_is_corrected_by_its_town() -> None:
    general = replace(REGISTERED, kind="general")
    sent = TransferAllocated(ID, town="taoluo", amount_fen=700, kind="general", year=2024)
    story = fund(COURSE[0], sent, registered=general)
    cmd = replace(FIX, entry="transfer", project=None, town="taoluo", amount_fen=70)
    (event,) = story.when(cmd, by="finance").events
    after = fund(COURSE[0], sent, event, registered=general).state
    assert (after.free_fen, after.transferred_fen) == (4930, 70)
    compared = rows(TransferComparison, sent, event)["taoluo.2024"]
    assert compared.general_fen == 70


def test_a_correction_of_an_appropriation_is_of_no_town_and_of_no_project() -> None:
    named = replace(fix("appropriation", 4000), town="taoluo", project="p-1")
    (event,) = fund(*COURSE).when(named, by="finance").events
    assert (event.town, event.project) == (None, None)


def test_a_corrected_appropriation_is_met_by_what_it_should_have_been() -> None:
    placed = replace(COURSE[1], amount_fen=4000)
    assert "allocation-1" in [d.key for d in fund(COURSE[0], placed).deadlines]
    story = fund(COURSE[0], placed)
    (event,) = story.when(fix("appropriation", 4000), by="finance").events
    assert "allocation-1" not in [d.key for d in fund(COURSE[0], placed, event).deadlines]


def test_the_ledgers_and_the_projects_readiness_follow_a_correction() -> None:
    fixed: list[object] = []
    for cmd in (fix("allocation", 1900), fix("verification", 500), fix("payment", 100)):
        fixed += course(*fixed).when(cmd, by="finance").events
    fund_row = rows(FundLedger, REGISTERED, *COURSE, *fixed)[ID]
    assert (fund_row.allocated_fen, fund_row.unallocated_fen) == (1700, 3300)
    assert (fund_row.verified_fen, fund_row.paid_fen, fund_row.outstanding_fen) == (500, 400, 50)
    project = rows(AllocationsByProject, *COURSE[1:], *fixed)[f"p-1.{ID}"]
    assert (project.allocated_fen, project.uncommitted_fen) == (1700, 700)
    assert (project.verified_fen, project.paid_fen, project.payable_fen) == (500, 400, 150)
    contract = rows(FundContracts, *COURSE[3:], *fixed)[f"{ID}.p-1.works"]
    assert (contract.verified_fen, contract.paid_fen, contract.payable_fen) == (500, 400, 150)
    told = [c for event in fixed for c in noted.correction_is_noted(event, about(event))]
    assert told == [NoteFundsRecalled("p-1", fund=ID, amount_fen=100)]
    (more,) = course().when(fix("allocation", 2100), by="finance").events
    assert list(noted.correction_is_noted(more, about(more))) == [
        NoteFundsAllocated("p-1", fund=ID, amount_fen=100)
    ]


def test_what_was_stored_before_contracts_is_corrected_too() -> None:
    old = [
        COURSE[0],
        COURSE[1],
        FundsCommitted(**OF, amount_fen=1000),
        WorkVerified(**OF, amount_fen=600),
    ]
    (event,) = fund(*old).when(fix("verification", 500), by="finance").events
    assert fund(*old, event).state.of("p-1").contract("unnamed").verified_fen == 500
    assert CommitFunds(**OF, amount_fen=1).contract is None
