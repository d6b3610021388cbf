"""Receipts of the fee account: recorded, handed over, refunded (RZ-2.2.d)."""

from datetime import date

from services.finance.domain import fee_account_rules as rules
from services.finance.domain.fee_account import FEE_ACCOUNT, FeeAccount, Receipt
from services.finance.domain.fund import FINANCE
from services.finance.domain.retention import WHOLE, retained, terms_of
from shared.aggregate import (
    COUNTY,
    COUNTY_DEPARTMENTS,
    SYSTEM,
    Context,
    organisation,
    refuse,
)
from shared.schemas.finance.fee_account import (
    ClearFeeFlag,
    FeeFlagCleared,
    FeeHandedOver,
    FeeRecorded,
    FeeRefunded,
    FeeRetained,
    HandOverFee,
    Offset,
    RecordFee,
    RefundFee,
)
from shared.schemas.text import named_once

CLAUSE = rules.CLAUSE
TAX = organisation("tax")
KEEPERS = [FINANCE, TAX, COUNTY, COUNTY_DEPARTMENTS]

Events = list[object]


@FEE_ACCOUNT.command(title="登记配套费", clause=CLAUSE, by=KEEPERS, creates=None)
def record_fee(account: FeeAccount, cmd: RecordFee, context: Context) -> Events:
    """The receipt as collected, and at once what of it stays, term by term."""
    county = _check_receipt(account, cmd, context)
    recorded = FeeRecorded(
        cmd.town, county, cmd.receipt, cmd.collector, cmd.payer, cmd.components, cmd.shares,
        sum(c.amount_fen for c in cmd.components), cmd.collected_on, cmd.project, cmd.document,
    )  # fmt: skip
    in_force = _in_force(cmd.collected_on, context)
    terms = terms_of(cmd.components, cmd.shares, {}, in_force=in_force)
    stays = retained(terms)
    days = context.parameter("finance.fee_handover_days")
    offset = min(account.credit_fen, stays)
    return [
        recorded,
        FeeRetained(cmd.town, cmd.receipt, terms, stays, offset, cmd.collected_on, days, in_force),
    ]


@FEE_ACCOUNT.command(title="划转配套费", clause=CLAUSE, by=KEEPERS)
def hand_over_fee(account: FeeAccount, cmd: HandOverFee, context: Context) -> Events:
    receipt, by = _receipt(account, cmd.receipt), context.actor.organisation
    if by not in ("finance", receipt.recorded.collector):
        refuse(rules.COLLECTOR_HANDS_OVER, collector=receipt.recorded.collector)
    if cmd.use != "infrastructure":
        refuse(rules.FEES_ARE_FOR_INFRASTRUCTURE)
    due = receipt.due_fen
    if cmd.amount_fen > due:
        refuse(rules.WITHIN_RETENTION, available=due, needs=cmd.amount_fen - due)
    return [
        FeeHandedOver(
            cmd.town, cmd.receipt, cmd.amount_fen, cmd.use, by, context.today, cmd.document
        )
    ]


@FEE_ACCOUNT.command(title="退付配套费", clause=CLAUSE, by=KEEPERS)
def refund_fee(account: FeeAccount, cmd: RefundFee, context: Context) -> Events:
    """The payer's money goes back; what the town had of it is set off against other receipts."""
    receipt = _receipt(account, cmd.receipt)
    refunded = _refunds(receipt, cmd)
    terms = terms_of(
        receipt.recorded.components, receipt.recorded.shares, refunded, in_force=receipt.in_force
    )
    stays = retained(terms)
    returned = max(0, receipt.settled_fen - stays)
    return [
        FeeRefunded(
            town=cmd.town,
            receipt=cmd.receipt,
            components=cmd.components,
            refunded_fen=sum(c.amount_fen for c in cmd.components),
            terms=terms,
            retained_fen=stays,
            no_longer_retained_fen=receipt.retained_fen - stays,
            returned_fen=returned,
            offsets=_offsets(account, cmd.receipt, returned),
            reason=cmd.reason,
            refunded_on=context.today,
            document=cmd.document,
        )
    ]


@FEE_ACCOUNT.command(title="解除配套费超期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_fee_flag(account: FeeAccount, cmd: ClearFeeFlag, _: Context) -> Events:
    if cmd.key not in account.flags:
        refuse(rules.FLAG_STANDS, key=cmd.key)
    return [FeeFlagCleared(cmd.town, cmd.key, cmd.issue)]


def _check_receipt(account: FeeAccount, cmd: RecordFee, context: Context) -> str:
    """The town's county; refused unless the receipt is new, whole and of this place."""
    town, towns = context.town(cmd.town), context.parameter("finance.retention_towns")
    if town is None or cmd.town not in towns:
        refuse(rules.TOWN_RETAINS_FEES, towns="、".join(towns), town=cmd.town)
    if cmd.receipt in account.receipts:
        refuse(rules.RECEIPT_IS_NEW, receipt=cmd.receipt)
    own = (town.county, "finance", "tax")
    if cmd.collector not in own and not cmd.collector.startswith(f"{town.county}-"):
        refuse(rules.COLLECTOR_IS_OF_THE_PLACE, collector=cmd.collector)
    if cmd.collected_on > context.today:
        refuse(rules.COLLECTED_BEFORE_RECORDED, collected_on=cmd.collected_on)
    names = [component.name for component in cmd.components]
    if not names or not named_once(names):
        refuse(rules.COMPONENTS_ARE_NAMED_ONCE, names="、".join(names))
    levels, total = {s.level for s in cmd.shares}, sum(s.share for s in cmd.shares)
    if total != WHOLE or len(levels) < len(cmd.shares):
        refuse(rules.SHARES_MAKE_UP_THE_WHOLE, total=total)
    return town.county


def _in_force(collected_on: date, context: Context) -> bool:
    """Reading 1 of the text: no end by default; another reading ends with the increments."""
    until = context.parameter("finance.fee_reading_until")
    return not until or collected_on <= date.fromisoformat(until)


def _receipt(account: FeeAccount, id: str) -> Receipt:
    receipt = account.receipts.get(id)
    if receipt is None:
        refuse(rules.RECEIPT_IS_RECORDED, receipt=id)
    return receipt


def _refunds(receipt: Receipt, cmd: RefundFee) -> dict[str, int]:
    """What was refunded of each component, this refund included."""
    names = [part.name for part in cmd.components]
    if not names or not named_once(names):
        refuse(rules.COMPONENTS_ARE_NAMED_ONCE, names="、".join(names))
    paid = {c.name: c.amount_fen for c in receipt.recorded.components}
    refunded = dict(receipt.refunded)
    for part in cmd.components:
        available = paid.get(part.name, 0) - refunded.get(part.name, 0)
        if part.amount_fen > available:
            refuse(rules.WITHIN_WHAT_WAS_PAID, component=part.name, available=available)
        refunded[part.name] = refunded.get(part.name, 0) + part.amount_fen
    return refunded


def _offsets(account: FeeAccount, refunded: str, returned: int) -> tuple[Offset, ...]:
    """What the town must give back, set off against what it still gets, oldest receipts first."""
    others = [(id, account.receipts[id]) for id in account.owing if id != refunded]
    offsets = []
    for id, receipt in sorted(others, key=lambda r: (r[1].recorded.collected_on, r[0])):
        part = min(returned, receipt.due_fen)
        if part:
            offsets.append(Offset(id, part))
            returned -= part
    return tuple(offsets)
