"""Set a wrong entry of a fund right (RZ-2.2.c): no correction breaks the chain, each says why."""

from collections.abc import Callable
from dataclasses import dataclass

from services.finance.domain.fund import contract_rules, holder_rules, rules
from services.finance.domain.fund.allocation import require_usable, require_within
from services.finance.domain.fund.allotments import Allotment
from services.finance.domain.fund.approvals import require_approvers
from services.finance.domain.fund.contracts import Contract
from services.finance.domain.fund.entries import Entry
from services.finance.domain.fund.state import CAPACITY_FEN, CORRECTED_ACTS, FUND, Fund
from services.finance.domain.organisations import HOLDERS
from shared.kernel.aggregate import COUNTY_DEPARTMENTS, TOWN, Context, Events, money, refuse
from shared.schemas.finance import fund_correction


@dataclass(frozen=True, slots=True)
class _Wrong:
    """The entry, and the figure that it should have had: `more` than it said, or less."""

    fund: Fund
    number: int
    entry: Entry
    more: int
    context: Context

    @property
    def had(self) -> Allotment:
        return self.fund.of(self.entry.of)

    @property
    def contract(self) -> Contract:
        return self.had.contract(self.entry.contract)


@FUND.command(title="更正资金分录", clause=rules.CLAUSE, by=[*HOLDERS, TOWN, COUNTY_DEPARTMENTS])
def correct_fund_entry(
    fund: Fund, cmd: fund_correction.CorrectFundEntry, context: Context
) -> Events:
    """更正, or 冲销 to nothing: within what stands before and after it in the chain."""
    of = "" if cmd.entry == "appropriation" else cmd.project or cmd.town or ""
    known = fund.entries.of(cmd.entry, of)
    if cmd.number > len(known):
        listed = "、".join(f"{n}（{money(e.amount_fen)}）" for n, e in enumerate(known, 1)) or "—"
        refuse(contract_rules.ENTRY_IS_ON_RECORD, known=listed)
    entry = known[cmd.number - 1]
    _require_corrector(fund, cmd, context)
    wrong = _Wrong(fund, cmd.number, entry, cmd.amount_fen - entry.amount_fen, context)
    CHECKS[cmd.entry](wrong)
    payee = cmd.payee if cmd.entry == "commitment" else None
    if not wrong.more and payee in (None, wrong.contract.payee):
        return
    both: tuple[str, ...] = ()
    if wrong.more > 0 and (act := CORRECTED_ACTS.get(cmd.entry)):
        both = require_approvers(fund, act, of, wrong.more, context)
    before, after = _set_off_anew(wrong) if cmd.entry == "verification" else (0, 0)
    yield fund_correction.FundEntryCorrected(
        fund=cmd.fund, entry=cmd.entry, number=cmd.number, previous_fen=entry.amount_fen,
        amount_fen=cmd.amount_fen, reason=cmd.reason, document=cmd.document,
        acted_on=context.today, project=cmd.project if of else None,
        town=(wrong.had.town or cmd.town) if of else None,
        contract=entry.contract, retention=entry.retention, previous_offset_fen=before,
        offset_fen=after, previous_payee=wrong.contract.payee if payee else None, payee=payee,
        kind=fund.kind, year=fund.year, approvers=both,
    )  # fmt: skip


def _require_corrector(fund: Fund, cmd: fund_correction.CorrectFundEntry, context: Context) -> None:
    """Contracts and work: whoever commits and verifies. Money: who holds it."""
    town = fund.of(cmd.project or "").town
    if town and cmd.town not in (None, town):
        refuse(contract_rules.TOWN_OF_THE_PROJECT, town=town)
    if cmd.entry in ("commitment", "verification"):
        return
    if context.actor.organisation not in (fund.holder, fund.county):
        refuse(holder_rules.HOLDER_DISPOSES, holder=fund.holder)


def _check_appropriation(wrong: _Wrong) -> None:
    room = CAPACITY_FEN - wrong.fund.appropriated_fen
    require_within(rules.WITHIN_CAPACITY, room, wrong.more)
    require_within(contract_rules.CORRECTION_KEEPS_THE_CHAIN, wrong.fund.free_fen, -wrong.more)


def _check_allocation(wrong: _Wrong) -> None:
    require_within(
        contract_rules.CORRECTION_KEEPS_THE_CHAIN, wrong.had.uncommitted_fen, -wrong.more
    )
    _check_more_placed(wrong.fund, wrong.more, wrong.context)


def _check_transfer(wrong: _Wrong) -> None:
    _check_more_placed(wrong.fund, wrong.more, wrong.context)


def _check_recall(wrong: _Wrong) -> None:
    require_within(rules.ONLY_UNCOMMITTED_RETURNS, wrong.had.uncommitted_fen, wrong.more)
    _check_more_placed(wrong.fund, -wrong.more, wrong.context)


def _check_more_placed(fund: Fund, fen: int, context: Context) -> None:
    if fen > 0:
        require_usable(fund, context)
        require_within(rules.WITHIN_APPROPRIATION, fund.free_fen, fen)


def _check_commitment(wrong: _Wrong) -> None:
    contract = wrong.contract
    require_within(contract_rules.WITHIN_ALLOCATION, wrong.had.uncommitted_fen, wrong.more)
    room = contract.committed_fen - contract.worked_fen
    require_within(contract_rules.NOT_BELOW_THE_WORK, room, -wrong.more)


def _check_advance(wrong: _Wrong) -> None:
    contract = wrong.contract
    percent = wrong.context.parameter("finance.advance_limit_percent")
    limit = contract.committed_fen * percent // 100 - contract.advanced_fen
    room = max(0, min(limit, contract.committed_fen - contract.worked_fen))
    require_within(contract_rules.WITHIN_ADVANCE_LIMIT, room, wrong.more, percent=percent)
    require_within(contract_rules.CORRECTION_KEEPS_THE_CHAIN, contract.outstanding_fen, -wrong.more)


def _check_verification(wrong: _Wrong) -> None:
    """Never below what was paid for it and what is kept of it."""
    contract, number = wrong.contract, wrong.number
    room = contract.committed_fen - contract.verified_fen
    require_within(contract_rules.WITHIN_COMMITMENT, room, wrong.more)
    unsettled = _find_unsettled(contract, number)
    require_within(contract_rules.CORRECTION_KEEPS_THE_CHAIN, unsettled, -wrong.more)


def _check_payment(wrong: _Wrong) -> None:
    """Never below what has been returned of it."""
    contract = wrong.contract
    if wrong.entry.retention:
        paid = contract.retention_paid_fen
        released = contract.released_fen(wrong.context.today)
        require_within(contract_rules.RETENTION_IS_RELEASED, released, wrong.more)
    else:
        paid = contract.work_paid_fen
        require_within(contract_rules.WITHIN_VERIFICATION, contract.work_due_fen, wrong.more)
    require_within(contract_rules.CORRECTION_KEEPS_THE_CHAIN, paid, -wrong.more)


def _find_unsettled(contract: Contract, number: int) -> int:
    """What of a verification is neither paid nor kept: what was set off can be set off again."""
    had = contract.verifications[number]
    settled = {n: paid for n, _, paid in contract.spread_payments()}[number]
    return had.amount_fen - had.retained_fen - settled


def _set_off_anew(wrong: _Wrong) -> tuple[int, int]:
    """The advance set off before, and after: no more than the work left to it, and no less than
    what the work still to come could not earn."""
    contract, had = wrong.contract, wrong.contract.verifications[wrong.number]
    if wrong.more <= 0:
        return had.offset_fen, min(
            had.offset_fen, _find_unsettled(contract, wrong.number) + wrong.more
        )
    unearned = max(0, contract.worked_fen + wrong.more - contract.committed_fen)
    return had.offset_fen, had.offset_fen + unearned


CHECKS: dict[str, Callable[[_Wrong], None]] = {
    "appropriation": _check_appropriation,
    "allocation": _check_allocation,
    "preliminary": _check_allocation,
    "transfer": _check_transfer,
    "recall": _check_recall,
    "commitment": _check_commitment,
    "advance": _check_advance,
    "verification": _check_verification,
    "payment": _check_payment,
}
