"""Receipts of the fee account: recorded, refunded (RZ-2.2.d)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.finance.domain.fee_account import rules
from services.finance.domain.fee_account.debts import Owners, debts_of, owners_in, owners_of
from services.finance.domain.fee_account.retention import EXEMPTS, sum_retained, terms_of
from services.finance.domain.fee_account.settling import own_fen, settle_within_purse
from services.finance.domain.fee_account.shares import require_shares, require_town
from services.finance.domain.fee_account.state import FEE_ACCOUNT, FeeAccount, Receipt
from services.finance.domain.fee_receipt import FEE_RECEIPT, take_number
from services.finance.domain.organisations import FINANCE, TAX
from services.finance.domain.treasury import TREASURY, Treasury
from shared.kernel.aggregate import (
    COUNTY,
    COUNTY_DEPARTMENTS,
    SYSTEM,
    Context,
    Events,
    guard,
    pick,
    refuse,
    require_flag,
)
from shared.schemas.finance import fee_account
from shared.schemas.finance import fee_account_values as fee_values

CLAUSE = rules.CLAUSE
KEEPERS = [FINANCE, TAX, COUNTY, COUNTY_DEPARTMENTS]


@FEE_ACCOUNT.command(
    title="登记配套费",
    clause=CLAUSE,
    by=KEEPERS,
    guards=[guard(TREASURY), guard(FEE_RECEIPT, "receipt")],
    creates=None,
)
def record_fee(account: FeeAccount, cmd: fee_account.RecordFee, context: Context) -> Events:
    """The receipt as collected, and at once what of it stays, term by term, and who owes it."""
    county = _check_receipt(account, cmd, context)
    published = require_shares(account, cmd.town, cmd.collected_on, cmd.shares)
    in_force = is_sentence_in_force(cmd.collected_on, context)
    terms = terms_of(cmd.components, published.shares, {}, in_force=in_force)
    owners = treasuries_of(cmd.town, county, cmd.collected_on, context)
    found = settle_within_purse(account, cmd.receipt, cmd.collector, debts_of(terms, owners))
    return [
        fee_account.FeeRecorded.of(
            cmd,
            county=county,
            shares=published.shares,
            amount_fen=sum(c.amount_fen for c in cmd.components),
            shares_document=published.document,
        ),
        fee_account.FeeRetained(
            cmd.town, receipt=cmd.receipt, terms=terms, retained_fen=sum_retained(terms),
            offset_fen=found.offset_fen, collected_on=cmd.collected_on,
            handover_days=context.parameter("finance.fee_handover_days"), in_force=in_force,
            debts=found.debts, credits=found.credits, own_fen=found.own_fen,
        ),
        *take_number(cmd.receipt, cmd.town, context),
    ]  # fmt: skip


def _require_collector(
    account: FeeAccount, cmd: fee_account.RefundFee, context: Context
) -> Receipt:
    receipt = require_receipt(account, cmd.receipt)
    collector = receipt.recorded.collector
    if context.actor.organisation != collector:
        refuse(rules.REFUND_FOLLOWS_ITS_COLLECTOR, collector=collector)
    return receipt


@FEE_ACCOUNT.command(
    title="退付配套费", clause=CLAUSE, by=KEEPERS, picks=[pick("receipt", _require_collector)]
)
def refund_fee(account: FeeAccount, cmd: fee_account.RefundFee, context: Context) -> Events:
    """The payer's money goes back; what the town had of it is set off against other receipts."""
    receipt = _require_collector(account, cmd, context)
    collector = receipt.recorded.collector
    refunded = _sum_refunds(receipt, cmd)
    terms = terms_of(
        receipt.recorded.components, receipt.recorded.shares, refunded, in_force=receipt.in_force
    )
    debts = debts_of(terms, owners_in(receipt.debts), receipt.debts)
    found = settle_within_purse(account, cmd.receipt, collector, debts)
    return [
        fee_account.FeeRefunded.of(
            cmd,
            refunded_fen=sum(c.amount_fen for c in cmd.components),
            terms=terms,
            retained_fen=sum_retained(terms),
            no_longer_retained_fen=receipt.retained_fen - sum_retained(terms),
            returned_fen=found.returned_fen,
            offsets=found.offsets,
            refunded_on=context.today,
            debts=found.debts,
            credits=found.credits,
            no_longer_own_fen=own_fen(account, receipt.debts) - found.own_fen,
        )
    ]


@FEE_ACCOUNT.command(title="解除配套费超期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_fee_flag(account: FeeAccount, cmd: fee_account.ClearFeeFlag, _: Context) -> Events:
    require_flag(account.flags, cmd.key)
    return [fee_account.FeeFlagCleared.of(cmd)]


def require_receipt(account: FeeAccount, id: str) -> Receipt:
    """The receipt as it stands; refused where there is none, or none any more."""
    receipt = account.receipts.get(id)
    if receipt is None or receipt.cancelled:
        refuse(rules.RECEIPT_IS_RECORDED, receipt=id)
    return receipt


def check_components(components: Sequence[fee_values.FeeComponent]) -> None:
    """Each named once; who says that one is exempt says by which document."""
    require_named_once(components)
    for component in components:
        if (component.designated_by in EXEMPTS) != bool(component.designating_document):
            refuse(rules.EXEMPTION_IS_DOCUMENTED, component=component.name)


def require_named_once(components: Sequence[Any]) -> None:
    names = [component.name for component in components]
    if not names or len(set(names)) < len(names):
        refuse(rules.COMPONENTS_ARE_NAMED_ONCE, names="、".join(names))


def check_day(collected_on: date, context: Context) -> None:
    if collected_on > context.today:
        refuse(rules.COLLECTED_BEFORE_RECORDED, collected_on=collected_on)


def require_refunds_within_paid(
    components: Sequence[fee_values.FeeComponent], refunded: Sequence[fee_values.RefundedComponent]
) -> None:
    """Refused where more of a component was given back than was paid."""
    paid = {component.name: component.amount_fen for component in components}
    for part in refunded:
        if part.amount_fen > paid.get(part.name, 0):
            refuse(
                rules.WITHIN_WHAT_WAS_PAID, component=part.name, available=paid.get(part.name, 0)
            )


def is_sentence_in_force(collected_on: date, context: Context) -> bool:
    """Reading 1 of the text: no end by default; another reading ends with the increments."""
    until = context.parameter("finance.fee_reading_until")
    return not until or collected_on <= date.fromisoformat(until)


def treasuries_of(town: str, county: str, day: date, context: Context) -> Owners:
    """Who keeps each level's treasury on the day of collection."""
    opened_on = context.guard(Treasury, town).opened_on
    return owners_of(town, county, own_treasury=opened_on is not None and opened_on <= day)


def _check_receipt(account: FeeAccount, cmd: fee_account.RecordFee, context: Context) -> str:
    """The town's county; refused unless the receipt is new, whole and of this place."""
    county = require_town(cmd.town, cmd.collected_on, context).county
    known = account.receipts.get(cmd.receipt)
    if known is not None and not known.cancelled:
        refuse(rules.RECEIPT_IS_NEW, receipt=cmd.receipt)
    own = (county, "finance", "tax")
    if cmd.collector not in own and not cmd.collector.startswith(f"{county}-"):
        refuse(rules.COLLECTOR_IS_OF_THE_PLACE, collector=cmd.collector)
    check_day(cmd.collected_on, context)
    check_components(cmd.components)
    return county


def _sum_refunds(receipt: Receipt, cmd: fee_account.RefundFee) -> dict[str, int]:
    """What was refunded of each component, this refund included."""
    require_named_once(cmd.components)
    paid = {c.name: c.amount_fen for c in receipt.recorded.components}
    refunded = dict(receipt.refunded)
    for part in cmd.components:
        available = paid.get(part.name, 0) - refunded.get(part.name, 0)
        if part.amount_fen > available:
            refuse(rules.WITHIN_WHAT_WAS_PAID, component=part.name, available=available)
        refunded[part.name] = refunded.get(part.name, 0) + part.amount_fen
    return refunded
