"""What contracts bind of a fund's money, command by command: 承诺, 核减, 预付, 计量, 拨付, 退款."""

from services.finance.domain.eligibility import ELIGIBILITY, Eligibility
from services.finance.domain.fund import contract_rules, rules
from services.finance.domain.fund.allocation import (
    require_live_project,
    require_usable,
    require_within,
)
from services.finance.domain.fund.allotments import Allotment
from services.finance.domain.fund.approvals import require_approvers
from services.finance.domain.fund.authority import AUTHORITY, may_dispose, require_authority
from services.finance.domain.fund.contracts import Contract
from services.finance.domain.fund.retention import require_retention
from services.finance.domain.fund.state import FUND, Fund
from services.finance.domain.organisations import FINANCE, HOLDERS
from shared.kernel.aggregate import (
    COUNTY_DEPARTMENTS,
    TOWN,
    Context,
    Events,
    guard,
    pick,
    pick_id,
    refuse,
)
from shared.kernel.aggregate.reforms import OF_REFORMS
from shared.schemas.finance import fund as funds
from shared.schemas.finance import fund_contract, fund_keeping

CLAUSE = rules.CLAUSE
A_FEN = {"amount_fen": 1}
"""The least that may be asked of a contract."""
TO_ANYBODY = {**A_FEN, "payee": ""}
RETURNED = {**TO_ANYBODY, "verification": None}
OfContract = (
    fund_contract.ReduceCommitment | fund_contract.PayAdvance | fund_contract.VerifyWork
    | fund_contract.Pay | fund_contract.ReturnPayment
)  # fmt: skip


def _require_bindable(fund: Fund, project: str, context: Context) -> None:
    """Work before admission may go on until the project is admitted; then the project counts."""
    never_admitted = not context.guard(Eligibility, project).town
    if not (fund.of(project).preliminary and never_admitted):
        require_live_project(project, context)


def _require_contracts(fund: Fund, project: str, _: Context) -> None:
    if not fund.of(project).contracts:
        refuse(contract_rules.CONTRACT_IS_NAMED, contracts="—")


OF_CONTRACTS = pick_id("project", _require_contracts)


def _require_allocated(fund: Fund, cmd: fund_contract.CommitFunds, _: Context) -> None:
    free = fund.of(cmd.project).uncommitted_fen
    require_within(contract_rules.WITHIN_ALLOCATION, free, cmd.amount_fen)


@FUND.command(
    title="支出承诺",
    clause=CLAUSE,
    by=[FINANCE, TOWN, COUNTY_DEPARTMENTS],
    guards=[guard(ELIGIBILITY), OF_REFORMS],
    when=[require_usable],
    picks=[pick_id("project", _require_bindable), pick("project", _require_allocated, A_FEN)],
)
def commit_funds(fund: Fund, cmd: fund_contract.CommitFunds, context: Context) -> Events:
    """A contract binds money that was allocated; none is bound once the project has left."""
    if fund.kind == "general":
        refuse(contract_rules.GENERAL_ENDS_AT_ALLOCATION, fund=cmd.fund)
    _require_bindable(fund, cmd.project, context)
    if cmd.contract is None or cmd.payee is None:
        refuse(contract_rules.COMMITMENT_NAMES_ITS_CONTRACT)
    had = _require_allotment(fund, cmd.project, cmd.town)
    _require_payee(had.contract(cmd.contract), cmd.contract, cmd.payee)
    _require_allocated(fund, cmd, context)
    return [fund_contract.FundsCommitted.of(cmd)]


def _require_unworked(fund: Fund, cmd: fund_contract.ReduceCommitment, _: Context) -> str:
    id, contract = _require_contract(fund, cmd)
    free = contract.committed_fen - contract.worked_fen
    require_within(contract_rules.NOT_BELOW_THE_WORK, free, cmd.amount_fen)
    return id


@FUND.command(
    title="核减支出承诺",
    clause=CLAUSE,
    by=[FINANCE, TOWN, COUNTY_DEPARTMENTS],
    guards=[guard(ELIGIBILITY), OF_REFORMS],
    picks=[OF_CONTRACTS, pick("contract", _require_unworked, A_FEN)],
)
def reduce_commitment(fund: Fund, cmd: fund_contract.ReduceCommitment, context: Context) -> Events:
    """Settlement, change or termination frees what the contract no longer needs. It returns at
    once where the project has left; where the years are over, it is surplus."""
    had = _require_allotment(fund, cmd.project, cmd.town)
    _require_contracts(fund, cmd.project, context)
    id = _require_unworked(fund, cmd, context)
    yield fund_contract.CommitmentReduced.of(cmd, contract=id)
    eligibility = context.guard(Eligibility, cmd.project)
    if fund.kept.closed or (eligibility.town and not eligibility.live):
        yield funds.FundsRecalled(
            cmd.fund, project=cmd.project, town=had.town, amount_fen=cmd.amount_fen,
            reason=cmd.reason, kind=fund.kind, year=fund.year,
        )  # fmt: skip
    if fund.kept.closed:
        yield fund_keeping.FundsBecameSurplus(
            cmd.fund, amount_fen=cmd.amount_fen, became_on=context.today
        )


def _require_advanceable(fund: Fund, cmd: fund_contract.PayAdvance, context: Context) -> str:
    id, contract = _require_contract(fund, cmd)
    _require_payee(contract, id, cmd.payee)
    percent = context.parameter("finance.advance_limit_percent")
    limit = contract.committed_fen * percent // 100 - contract.advanced_fen
    unworked = contract.committed_fen - contract.worked_fen
    available = max(0, min(limit, unworked))
    require_within(contract_rules.WITHIN_ADVANCE_LIMIT, available, cmd.amount_fen, percent=percent)
    return id


@FUND.command(
    title="预付资金",
    clause=CLAUSE,
    by=[*HOLDERS, TOWN],
    guards=[guard(ELIGIBILITY), AUTHORITY],
    when=[may_dispose],
    picks=[
        pick_id("project", _require_bindable),
        OF_CONTRACTS,
        pick("contract", _require_advanceable, TO_ANYBODY),
    ],
)
def pay_advance(fund: Fund, cmd: fund_contract.PayAdvance, context: Context) -> Events:
    """A share of the commitment may be paid before work is verified, never more than the work
    that is still to come."""
    _require_bindable(fund, cmd.project, context)
    had = fund.of(cmd.project)
    require_authority(fund, cmd, "advance", cmd.project, had.town, cmd.amount_fen, context)
    _require_contracts(fund, cmd.project, context)
    id = _require_advanceable(fund, cmd, context)
    both = require_approvers(fund, "advance", cmd.project, cmd.amount_fen, context)
    return [
        fund_contract.AdvancePaid(
            cmd.fund, project=cmd.project, town=had.town, amount_fen=cmd.amount_fen,
            payee=cmd.payee, document=cmd.document, approvers=both, acted_on=context.today,
            contract=id, matter=cmd.matter,
        )
    ]  # fmt: skip


def _require_unverified(
    fund: Fund, cmd: fund_contract.VerifyWork, _: Context
) -> tuple[str, Contract]:
    id, contract = _require_contract(fund, cmd)
    unverified = contract.committed_fen - contract.verified_fen
    require_within(contract_rules.WITHIN_COMMITMENT, unverified, cmd.amount_fen)
    return id, contract


@FUND.command(
    title="计量验收",
    clause=CLAUSE,
    by=[FINANCE, TOWN, COUNTY_DEPARTMENTS],
    picks=[OF_CONTRACTS, pick("contract", _require_unverified, A_FEN)],
)
def verify_work(fund: Fund, cmd: fund_contract.VerifyWork, context: Context) -> Events:
    """Contracts in force go to settlement, also after the project has left."""
    _require_allotment(fund, cmd.project, cmd.town)
    _require_contracts(fund, cmd.project, context)
    id, contract = _require_unverified(fund, cmd, context)
    delivered_on = cmd.delivered_on or cmd.confirmed_on or context.today
    if delivered_on > context.today:
        refuse(contract_rules.DELIVERED_BEFORE_VERIFIED, delivered_on=delivered_on)
    if cmd.confirmed_on and not delivered_on <= cmd.confirmed_on <= context.today:
        refuse(contract_rules.CONFIRMED_AFTER_DELIVERY, earliest=delivered_on, latest=context.today)
    days = context.parameter("finance.payment_days")
    if cmd.agreed_payment_days is not None:
        days, longest = cmd.agreed_payment_days, context.parameter("finance.payment_days_at_most")
        if days > longest:
            refuse(contract_rules.PAYMENT_WITHIN_THE_LAWS_LIMIT, longest=longest, days=days)
    offset = contract.offset_of(cmd.amount_fen)
    release_days = require_retention(contract, cmd, offset, delivered_on, context)
    return [
        fund_contract.WorkVerified(
            cmd.fund, project=cmd.project, town=cmd.town, amount_fen=cmd.amount_fen,
            document=cmd.document, offset_fen=offset, delivered_on=delivered_on,
            payment_days=days, contract=id, confirmed_on=cmd.confirmed_on,
            retained_fen=cmd.retained_fen, release_on=cmd.release_on, release_days=release_days,
        )
    ]  # fmt: skip


def _require_payable(fund: Fund, cmd: fund_contract.Pay, context: Context) -> str:
    id, contract = _require_contract(fund, cmd)
    _require_payee(contract, id, cmd.payee)
    if cmd.retention:
        released = contract.released_fen(context.today)
        require_within(contract_rules.RETENTION_IS_RELEASED, released, cmd.amount_fen)
    else:
        require_within(contract_rules.WITHIN_VERIFICATION, contract.work_due_fen, cmd.amount_fen)
    return id


@FUND.command(
    title="拨付资金",
    clause=CLAUSE,
    by=[*HOLDERS, TOWN],
    guards=[AUTHORITY],
    when=[may_dispose],
    picks=[
        OF_CONTRACTS,
        pick(
            "contract", _require_payable, *({**TO_ANYBODY, "retention": r} for r in (False, True))
        ),
    ],
)
def pay(fund: Fund, cmd: fund_contract.Pay, context: Context) -> Events:
    """Verified work, or 质保金 whose day has come: the two are paid apart."""
    had = fund.of(cmd.project)
    require_authority(fund, cmd, "payment", cmd.project, had.town, cmd.amount_fen, context)
    _require_contracts(fund, cmd.project, context)
    id = _require_payable(fund, cmd, context)
    both = require_approvers(fund, "payment", cmd.project, cmd.amount_fen, context)
    return [
        fund_contract.PaymentMade(
            cmd.fund, project=cmd.project, town=had.town, amount_fen=cmd.amount_fen,
            payee=cmd.payee, document=cmd.document, approvers=both, acted_on=context.today,
            contract=id, retention=cmd.retention, matter=cmd.matter,
        )
    ]  # fmt: skip


def _require_paid(
    fund: Fund, cmd: fund_contract.ReturnPayment, _: Context
) -> tuple[str, int | None]:
    """The contract, and of a payment the verification whose sum comes down."""
    id, contract = _require_contract(fund, cmd)
    _require_payee(contract, id, cmd.payee)
    number = None
    if cmd.of == "advance":
        available = contract.outstanding_fen
    else:
        paid = {n: fen for n, _, fen in contract.spread_payments() if fen}
        number = cmd.verification or max(paid, default=0)
        if cmd.verification is not None and number not in contract.verifications:
            known = "、".join(map(str, sorted(contract.verifications))) or "—"
            refuse(contract_rules.VERIFICATION_OF_THE_CONTRACT, contract=id, known=known)
        available = paid.get(number, 0)
    require_within(contract_rules.WITHIN_WHAT_WAS_PAID, available, cmd.amount_fen)
    return id, number


@FUND.command(
    title="退款",
    clause=CLAUSE,
    by=HOLDERS,
    picks=[
        OF_CONTRACTS,
        pick("contract", _require_paid, *({**RETURNED, "of": of} for of in ("advance", "payment"))),
    ],
)
def return_payment(fund: Fund, cmd: fund_contract.ReturnPayment, context: Context) -> Events:
    """The payee gives back an advance that no work will earn, or what was paid for work that was
    not there: then the verification comes down with the payment."""
    had = fund.of(cmd.project)
    _require_contracts(fund, cmd.project, context)
    id, number = _require_paid(fund, cmd, context)
    return [
        fund_contract.PaymentReturned(
            cmd.fund, project=cmd.project, town=had.town, contract=id, of=cmd.of,
            amount_fen=cmd.amount_fen, payee=cmd.payee, reason=cmd.reason, document=cmd.document,
            verification=number,
        )
    ]  # fmt: skip


def _require_allotment(fund: Fund, project: str, town: str) -> Allotment:
    """The project's allotment. The town was named by who gave the command: it must be true."""
    had = fund.of(project)
    if had.town and had.town != town:
        refuse(contract_rules.TOWN_OF_THE_PROJECT, town=had.town)
    return had


def _require_contract(fund: Fund, cmd: OfContract) -> tuple[str, Contract]:
    """The contract that is named, or else the only one that the project has of this fund."""
    had = fund.of(cmd.project)
    known = sorted(had.contracts)
    id = known[0] if cmd.contract is None and len(known) == 1 else cmd.contract
    if id is None or id not in had.contracts:
        refuse(contract_rules.CONTRACT_IS_NAMED, contracts="、".join(known) or "—")
    return id, had.contracts[id]


def _require_payee(contract: Contract, id: str, payee: str) -> None:
    """What was committed before payees were named may be paid to whoever is named now. It
    isn't known yet who is, where no payee is given."""
    if payee and contract.payee and contract.payee != payee:
        refuse(contract_rules.PAYEE_OF_THE_CONTRACT, contract=id, payee=contract.payee)
