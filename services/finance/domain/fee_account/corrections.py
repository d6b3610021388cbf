"""更正 and 冲销 of receipts and hand-overs: new events, with reason and what stood (RZ-2.2.d)."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.finance.domain.fee_account import rules
from services.finance.domain.fee_account.debts import Debts, Owners, debts_of, owners_in
from services.finance.domain.fee_account.handover import require_owned
from services.finance.domain.fee_account.receipts import (
    KEEPERS,
    check_components,
    check_day,
    is_sentence_in_force,
    require_named_once,
    require_receipt,
    require_refunds_within_paid,
    treasuries_of,
)
from services.finance.domain.fee_account.retention import sum_retained, terms_of
from services.finance.domain.fee_account.settling import own_fen, settle_within_purse
from services.finance.domain.fee_account.shares import require_shares
from services.finance.domain.fee_account.state import FEE_ACCOUNT, FeeAccount, Receipt
from services.finance.domain.fee_receipt import FEE_RECEIPT, free_number
from services.finance.domain.organisations import FINANCE
from services.finance.domain.treasury import TREASURY
from shared.kernel.aggregate import COUNTY, COUNTY_DEPARTMENTS, Context, Events, guard, pick, refuse
from shared.schemas.copying import replace
from shared.schemas.finance import fee_account_correction as fee_correction
from shared.schemas.finance import fee_account_values as fee_values
from shared.schemas.words import say


@dataclass(frozen=True, slots=True)
class _Entry:
    """A receipt as it is to stand, before its debts are settled."""

    figures: fee_values.FeeFigures
    debts: Debts
    owners: Owners
    in_force: bool
    cancelled: bool = False


def _require_collector(
    account: FeeAccount, cmd: fee_correction.CorrectFee | fee_correction.CancelFee, context: Context
) -> Receipt:
    receipt = require_receipt(account, cmd.receipt)
    collector = receipt.recorded.collector
    if context.actor.organisation not in (collector, "finance"):
        refuse(rules.COLLECTOR_CORRECTS, collector=collector)
    return receipt


def _require_keeper(
    account: FeeAccount, cmd: fee_correction.CorrectFeeHandover, context: Context
) -> tuple[Receipt, set[fee_values.Level]]:
    """The receipt, and the levels whose treasury the caller keeps."""
    receipt = require_receipt(account, cmd.receipt)
    return receipt, {d.level for d in require_owned(receipt, context.actor.organisation, None)}


@FEE_ACCOUNT.command(
    title="更正配套费票据",
    clause=rules.CLAUSE,
    by=KEEPERS,
    guards=[guard(TREASURY)],
    picks=[pick("receipt", _require_collector)],
)
def correct_fee(account: FeeAccount, cmd: fee_correction.CorrectFee, context: Context) -> Events:
    """What was collected, or refunded, was entered wrongly; the shares follow the right day."""
    receipt = _require_collector(account, cmd, context)
    before = _figures(account, receipt)
    day, components = cmd.collected_on or before.collected_on, cmd.components
    check_day(day, context)
    if components is not None:
        check_components(components)
    if cmd.refunded:
        require_named_once(cmd.refunded)
    now = replace(
        before,
        payer=cmd.payer or before.payer,
        collected_on=day,
        components=before.components if components is None else components,
        refunded=before.refunded if cmd.refunded is None else _sort_by_name(cmd.refunded),
        project=cmd.project or before.project,
    )
    require_refunds_within_paid(now.components, now.refunded)
    if now == before:
        return []
    owners: Owners = owners_in(receipt.debts)
    in_force = receipt.in_force
    if day != before.collected_on:
        now = replace(now, shares=require_shares(account, cmd.town, day).shares)
        owners = treasuries_of(cmd.town, receipt.recorded.county, day, context)
        in_force = is_sentence_in_force(day, context)
    entry = _Entry(now, receipt.debts, owners, in_force)
    return [_correct(account, cmd, before, entry, context)]


@FEE_ACCOUNT.command(
    title="更正配套费划转",
    clause=rules.CLAUSE,
    by=[FINANCE, COUNTY, COUNTY_DEPARTMENTS],
    picks=[pick("receipt", _require_keeper)],
)
def correct_fee_handover(
    account: FeeAccount, cmd: fee_correction.CorrectFeeHandover, context: Context
) -> Events:
    """What was handed over out of the giver's own treasury was entered wrongly."""
    receipt, own = _require_keeper(account, cmd, context)
    right = {part.level: part.amount_fen for part in cmd.handed_over}
    if len(right) < len(cmd.handed_over) or not right.keys() <= own:
        refuse(
            rules.LEVELS_ARE_THE_RECEIPTS,
            levels=", ".join(part.level for part in cmd.handed_over),
            levels_zh=say(fee_values.Level, *(part.level for part in cmd.handed_over)),
            known=", ".join(sorted(own)),
            known_zh=say(fee_values.Level, *sorted(own)),
        )
    debts = tuple(
        replace(
            debt,
            handed_over_fen=right.get(debt.level, 0),
            settled_fen=debt.settled_fen + right.get(debt.level, 0) - debt.handed_over_fen,
        )
        if debt.level in own
        else debt
        for debt in receipt.debts
    )
    if debts == receipt.debts:
        return []
    before = _figures(account, receipt)
    now = replace(before, handed_over=_parts(debts))
    entry = _Entry(now, debts, owners_in(receipt.debts), receipt.in_force)
    return [_correct(account, cmd, before, entry, context)]


@FEE_ACCOUNT.command(
    title="冲销配套费票据",
    clause=rules.CLAUSE,
    by=KEEPERS,
    guards=[guard(FEE_RECEIPT, "receipt")],
    picks=[pick("receipt", _require_collector)],
)
def cancel_fee(account: FeeAccount, cmd: fee_correction.CancelFee, context: Context) -> Events:
    """The receipt never was: recorded twice, in the wrong town, or for the wrong collector.

    What the town had of it is set off as with a refund; the number may be recorded again.
    """
    receipt = _require_collector(account, cmd, context)
    before = _figures(account, receipt)
    now = replace(before, components=(), refunded=())
    entry = _Entry(now, receipt.debts, owners_in(receipt.debts), receipt.in_force, cancelled=True)
    return [
        _correct(account, cmd, before, entry, context),
        *free_number(cmd.receipt, cmd.town, context),
    ]


def _correct(
    account: FeeAccount,
    cmd: fee_correction.CorrectFee | fee_correction.CorrectFeeHandover | fee_correction.CancelFee,
    before: fee_values.FeeFigures,
    entry: _Entry,
    context: Context,
) -> fee_correction.FeeCorrected:
    now, collector = entry.figures, account.receipts[cmd.receipt].recorded.collector
    refunded = {part.name: part.amount_fen for part in now.refunded}
    terms = terms_of(now.components, now.shares, refunded, in_force=entry.in_force)
    debts = debts_of(terms, entry.owners, entry.debts)
    found = settle_within_purse(account, cmd.receipt, collector, debts)
    return fee_correction.FeeCorrected(
        town=cmd.town,
        receipt=cmd.receipt,
        previous=before,
        corrected=replace(
            now,
            amount_fen=sum(component.amount_fen for component in now.components),
            refunded_fen=sum(refunded.values()),
            handed_over_fen=sum(part.amount_fen for part in now.handed_over),
            retained_fen=sum_retained(terms),
            own_fen=found.own_fen,
        ),
        terms=terms,
        debts=found.debts,
        credits=found.credits,
        offsets=found.offsets,
        reversed=found.reversed,
        returned_fen=found.returned_fen,
        in_force=entry.in_force,
        cancelled=entry.cancelled,
        reason=cmd.reason,
        corrected_by=context.actor.organisation,
        corrected_on=context.today,
        document=cmd.document,
    )


def _figures(account: FeeAccount, receipt: Receipt) -> fee_values.FeeFigures:
    recorded, refunded = receipt.recorded, receipt.refunded
    parts = _parts(receipt.debts)
    return fee_values.FeeFigures(
        payer=recorded.payer,
        collected_on=recorded.collected_on,
        components=recorded.components,
        refunded=_sort_by_name(
            fee_values.RefundedComponent(name, amount_fen=fen) for name, fen in refunded.items()
        ),
        handed_over=parts,
        shares=recorded.shares,
        amount_fen=recorded.amount_fen,
        refunded_fen=sum(refunded.values()),
        handed_over_fen=sum(part.amount_fen for part in parts),
        retained_fen=receipt.retained_fen,
        own_fen=own_fen(account, receipt.debts),
        project=recorded.project,
    )


def _parts(debts: Debts) -> tuple[fee_values.FeePart, ...]:
    return tuple(
        fee_values.FeePart(debt.level, amount_fen=debt.handed_over_fen)
        for debt in debts
        if debt.handed_over_fen
    )


def _sort_by_name(
    parts: Iterable[fee_values.RefundedComponent],
) -> tuple[fee_values.RefundedComponent, ...]:
    return tuple(sorted(parts, key=lambda part: part.name))
