"""RZ-2.2.c: what a contract binds, what comes off it, and what is set off and paid under it."""

from dataclasses import replace

import pytest

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund import contract_rules as rules
from services.finance.domain.fund import rules as fund_rules
from shared.schemas.finance.eligibility import EligibilityEnded
from shared.schemas.finance.fund import (
    FundsAllocated,
    FundsAppropriated,
    FundsRecalled,
    RecallFunds,
)
from shared.schemas.finance.fund_contract import (
    AdvancePaid,
    CommitFunds,
    CommitmentReduced,
    FundsCommitted,
    Pay,
    PayAdvance,
    PaymentMade,
    PaymentReturned,
    ReduceCommitment,
    ReturnPayment,
    VerifyWork,
    WorkVerified,
)
from shared.schemas.finance.fund_keeping import FundsBecameSurplus
from tests.given import Given
from tests.unit.finance.funds import ID, LIVE, TODAY, fund

OF = {"fund": ID, "project": "p-1", "town": "taoluo"}
BUILDER, SUPERVISOR = "演示-施工单位", "演示-监理单位"
BUDGET = [
    FundsAppropriated(ID, amount_fen=5000),
    FundsAllocated(**OF, amount_fen=2000, kind="special", year=2024),
]
BUILDING = FundsCommitted(**OF, amount_fen=1000, contract="works", payee=BUILDER)
SUPERVISION = FundsCommitted(**OF, amount_fen=200, contract="supervision", payee=SUPERVISOR)
ADVANCED = AdvancePaid(**OF, amount_fen=300, payee=BUILDER, contract="works")
REDUCE = ReduceCommitment(
    **OF, amount_fen=80, cause="settlement", reason="结算审减", document="演示-审字〔2024〕1号"
)
REDUCED = CommitmentReduced(
    **OF, contract="works", amount_fen=80, cause="settlement", reason="结算审减",
    document="演示-审字〔2024〕1号",
)  # fmt: skip
RETURN = ReturnPayment(
    ID, project="p-1", of="advance", amount_fen=80, payee=BUILDER, reason="退回预付款",
    document="演示-银行回单",
)  # fmt: skip


def verified(fen: int, contract: str = "works", **more: object) -> WorkVerified:
    return WorkVerified(
        **OF, amount_fen=fen, delivered_on=TODAY, payment_days=30, contract=contract, **more
    )


def paid(fen: int, payee: str = BUILDER, contract: str = "works") -> PaymentMade:
    return PaymentMade(**OF, amount_fen=fen, payee=payee, acted_on=TODAY, contract=contract)


def story(*events: object) -> Given:
    """Allocated 2000, and what comes after."""
    return fund(*BUDGET, *events)


def left(*events: object) -> Given:
    """The same, and the project has left the library."""
    gone = EligibilityEnded("p-1", town="taoluo", reason="项目出库")
    return story(*events).and_given(ELIGIBILITY, "p-1", LIVE, gone)


def test_what_the_settlement_cut_is_recalled_with_what_was_never_committed() -> None:
    """Allocated 2000, contract 1000, settled and paid 920: 1080 come back."""
    settled = [BUILDING, verified(920), paid(920)]
    recall = RecallFunds(ID, project="p-1", reason="结算结余收回", amount_fen=1080)
    story(*settled).when(recall, by="finance").refused(fund_rules.ONLY_UNCOMMITTED_RETURNS)
    story(*settled).when(REDUCE, by="taoluo").then(REDUCED)
    after = story(*settled, REDUCED)
    after.when(recall, by="finance").then(
        FundsRecalled(**OF, amount_fen=1080, reason="结算结余收回", kind="special", year=2024)
    )
    after.when(replace(recall, amount_fen=1081), by="finance").refused(
        fund_rules.ONLY_UNCOMMITTED_RETURNS
    )
    assert after.state.loose_fen == 5000 - 920


def test_a_commitment_never_comes_below_the_work_and_the_outstanding_advance() -> None:
    worked = [BUILDING, ADVANCED, verified(400, offset_fen=100)]
    cmd = replace(REDUCE, cause="change", amount_fen=1000 - 400 - 200)
    assert not story(*worked).when(cmd, by="taoluo").refusal
    outcome = story(*worked).when(replace(cmd, amount_fen=401), by="taoluo")
    assert outcome.refused(rules.NOT_BELOW_THE_WORK).refusal.values["needs"] == 1


def test_what_a_terminated_contract_frees_returns_at_once_once_the_project_has_left() -> None:
    """After exit: contract 1000, work 500, the other 500 come back."""
    cmd = replace(REDUCE, amount_fen=500, cause="termination")
    reduced = replace(REDUCED, amount_fen=500, cause="termination")
    left(BUILDING, verified(500)).when(cmd, by="taoluo").then(
        reduced, FundsRecalled(**OF, amount_fen=500, reason="结算审减", kind="special", year=2024)
    )


def test_what_is_freed_after_the_years_are_over_is_surplus() -> None:
    over = [
        BUILDING,
        FundsRecalled(**OF, amount_fen=1000, reason="转为结余资金", kind="special", year=2024),
        FundsBecameSurplus(ID, amount_fen=4000, became_on=TODAY),
    ]
    story(*over).when(REDUCE, by="taoluo").then(
        REDUCED,
        FundsRecalled(**OF, amount_fen=80, reason="结算审减", kind="special", year=2024),
        FundsBecameSurplus(ID, amount_fen=80, became_on=TODAY),
    )


def test_an_unearned_advance_is_returned_and_then_the_contract_can_be_ended() -> None:
    worked = [BUILDING, ADVANCED, verified(100, offset_fen=100)]
    cmd = replace(RETURN, amount_fen=200)
    returned = PaymentReturned(
        ID, project="p-1", town="taoluo", contract="works", of="advance", amount_fen=200,
        payee=BUILDER, reason="退回预付款", document="演示-银行回单",
    )  # fmt: skip
    story(*worked).when(cmd, by="finance").then(returned)
    story(*worked).when(replace(cmd, amount_fen=201), by="finance").refused(
        rules.WITHIN_WHAT_WAS_PAID
    )
    after = story(*worked, returned)
    assert after.state.paid_fen == 100
    assert not after.when(replace(REDUCE, amount_fen=900), by="taoluo").refusal


def test_what_was_overpaid_comes_back_and_its_verification_comes_down_with_it() -> None:
    """Contract 1000, verified and paid 1000; the audit finds 920."""
    audited = [BUILDING, verified(400), verified(600), paid(1000)]
    cmd = replace(RETURN, of="payment")
    outcome = story(*audited).when(cmd, by="finance")
    assert outcome.events[0].verification == 2
    after = story(*audited, *outcome.events)
    contract = after.state.of("p-1").contract("works")
    assert (contract.verified_fen, contract.paid_fen, contract.work_due_fen) == (920, 920, 0)
    assert [d for d in after.deadlines if d.key != "surplus"] == []
    assert not after.when(REDUCE, by="taoluo").refusal


def test_what_a_verification_was_not_paid_is_not_returned_from_it() -> None:
    half = [BUILDING, verified(400), verified(600), paid(500)]
    cmd = replace(RETURN, of="payment", amount_fen=101, verification=2)
    story(*half).when(cmd, by="finance").refused(rules.WITHIN_WHAT_WAS_PAID)
    cmd = replace(cmd, verification=7)
    story(*half).when(cmd, by="finance").refused(rules.VERIFICATION_OF_THE_CONTRACT)
    only = replace(RETURN, payee=SUPERVISOR)
    story(*half).when(only, by="finance").refused(rules.PAYEE_OF_THE_CONTRACT)


def test_an_advance_to_the_builder_is_not_set_off_against_the_supervisor() -> None:
    """施工 1000 + 监理 200, advance 300 to the builder, 100 of 监理 verified: 100 are due."""
    both = [BUILDING, SUPERVISION, ADVANCED]
    cmd = VerifyWork(**OF, amount_fen=100, contract="supervision")
    outcome = story(*both).when(cmd, by="taoluo").then(verified(100, "supervision"))
    after = story(*both, *outcome.events)
    assert [d.key for d in after.deadlines] == ["payment-p-1-1", "surplus"]
    pay = Pay(ID, project="p-1", amount_fen=100, payee=SUPERVISOR, contract="supervision")
    after.when(pay, by="finance").then(paid(100, SUPERVISOR, "supervision"))
    after.when(replace(pay, contract="works", payee=BUILDER), by="finance").refused(
        rules.WITHIN_VERIFICATION
    )


def test_who_is_paid_is_the_contracts_payee() -> None:
    both = [BUILDING, SUPERVISION, verified(100)]
    pay = Pay(ID, project="p-1", amount_fen=100, payee=SUPERVISOR, contract="works")
    story(*both).when(pay, by="finance").refused(rules.PAYEE_OF_THE_CONTRACT)
    advance = PayAdvance(ID, project="p-1", amount_fen=10, payee=SUPERVISOR, contract="works")
    story(*both).when(advance, by="finance").refused(rules.PAYEE_OF_THE_CONTRACT)


def test_which_of_several_contracts_is_named() -> None:
    pay = Pay(ID, project="p-1", amount_fen=100, payee=BUILDER)
    story(BUILDING, SUPERVISION, verified(100)).when(pay, by="finance").refused(
        rules.CONTRACT_IS_NAMED
    )
    story(BUILDING, verified(100)).when(pay, by="finance").then(paid(100))
    other = replace(pay, contract="nothing")
    story(BUILDING, verified(100)).when(other, by="finance").refused(rules.CONTRACT_IS_NAMED)


@pytest.mark.parametrize("missing", ["contract", "payee"])
def test_a_commitment_names_its_contract_and_payee(missing: str) -> None:
    cmd = replace(
        CommitFunds(**OF, amount_fen=100, document=None, contract="works", payee=BUILDER),
        **{missing: None},
    )
    story().when(cmd, by="taoluo").refused(rules.COMMITMENT_NAMES_ITS_CONTRACT)


def test_a_supplement_is_of_the_same_payee_and_keeps_what_was_agreed() -> None:
    cmd = CommitFunds(**OF, amount_fen=100, document=None, contract="works", payee=SUPERVISOR)
    story(BUILDING).when(cmd, by="taoluo").refused(rules.PAYEE_OF_THE_CONTRACT)
    agreed = replace(BUILDING, offset_percent=50, offset_from_fen=200)
    more = replace(BUILDING, amount_fen=100)
    contract = story(agreed, more).state.of("p-1").contract("works")
    assert (contract.committed_fen, contract.offset_percent, contract.offset_from_fen) == (
        1100, 50, 200,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("percent", "point", "works", "offsets"),
    [
        (None, None, (200, 200, 600), (200, 100, 0)),  # wholly, from the first fen
        (50, None, (200, 200, 600), (100, 100, 100)),  # half of each
        (10, None, (200, 200, 600), (20, 20, 260)),  # what the last work would not earn
        (100, 300, (200, 200, 600), (0, 100, 200)),  # from the agreed point
        (0, None, (200, 500, 300), (0, 0, 300)),  # with the settlement
    ],
)
def test_an_advance_is_set_off_by_the_agreed_share_from_the_agreed_point(
    percent: int | None, point: int | None, works: tuple[int, ...], offsets: tuple[int, ...]
) -> None:
    """Contract 1000, advance 300."""
    agreed = replace(BUILDING, offset_percent=percent, offset_from_fen=point)
    events: list[object] = [agreed, ADVANCED]
    for fen in works:
        events += story(*events).when(VerifyWork(**OF, amount_fen=fen), by="taoluo").events
    assert tuple(e.offset_fen for e in events[2:]) == offsets


def test_each_contract_has_its_own_limit_of_advances() -> None:
    cmd = PayAdvance(ID, project="p-1", amount_fen=60, payee=SUPERVISOR, contract="supervision")
    assert not story(BUILDING, SUPERVISION, ADVANCED).when(cmd, by="finance").refusal
    story(BUILDING, SUPERVISION).when(replace(cmd, amount_fen=61), by="finance").refused(
        rules.WITHIN_ADVANCE_LIMIT
    )


def test_what_was_recorded_before_contracts_had_ids_is_one_contract_of_its_project() -> None:
    """As it was stored: a commitment, an advance and work without a contract or a payee."""
    old = [
        FundsCommitted(**OF, amount_fen=1000, document="合同"),
        AdvancePaid(**OF, amount_fen=300, payee=BUILDER),
        WorkVerified(
            **OF, amount_fen=500, document=None, offset_fen=300, delivered_on=TODAY, payment_days=30
        ),
        PaymentMade(**OF, amount_fen=150, payee=BUILDER),
    ]
    then = story(*old)
    had = then.state.of("p-1")
    assert (had.committed_fen, had.paid_fen, had.payable_fen) == (1000, 450, 50)
    assert [d.key for d in then.deadlines] == ["payment-p-1-1", "surplus"]
    pay = Pay(ID, project="p-1", amount_fen=50, payee=BUILDER)
    then.when(pay, by="finance").then(replace(paid(50), contract="unnamed"))
    named = replace(pay, contract="unnamed")
    assert not story(*old, BUILDING).when(named, by="finance").refusal
