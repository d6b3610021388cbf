"""What stays of a fee is handed over to the town, by who keeps each level's treasury (RZ-2.2.d)."""

from services.finance.domain.fee_account import rules
from services.finance.domain.fee_account.debts import due, settle, sum_due
from services.finance.domain.fee_account.receipts import require_receipt
from services.finance.domain.fee_account.state import FEE_ACCOUNT, FeeAccount, Receipt, overdue_key
from services.finance.domain.organisations import FINANCE
from shared.kernel.aggregate import (
    COUNTY,
    COUNTY_DEPARTMENTS,
    Context,
    DeadlinePassed,
    Events,
    pick,
    refuse,
)
from shared.schemas.finance import fee_account
from shared.schemas.finance import fee_account_values as fee_values


def _require_retained(
    account: FeeAccount, cmd: fee_account.HandOverFee, context: Context
) -> tuple[Receipt, tuple[fee_values.FeeDebt, ...]]:
    """The receipt, and the debts that the caller hands over."""
    receipt = require_receipt(account, cmd.receipt)
    own = require_owned(receipt, context.actor.organisation, cmd.level)
    available = sum_due(own)
    if cmd.amount_fen > available:
        refuse(rules.WITHIN_RETENTION, available=available, needs=cmd.amount_fen - available)
    return receipt, own


@FEE_ACCOUNT.command(
    title="划转配套费",
    clause=rules.CLAUSE,
    by=[FINANCE, COUNTY, COUNTY_DEPARTMENTS],
    picks=[pick("receipt", _require_retained, {"amount_fen": 1, "level": None})],
)
def hand_over_fee(account: FeeAccount, cmd: fee_account.HandOverFee, context: Context) -> Events:
    receipt, own = _require_retained(account, cmd, context)
    if cmd.use != "infrastructure":
        refuse(rules.FEES_ARE_FOR_INFRASTRUCTURE)
    left, debts, parts = cmd.amount_fen, receipt.debts, []
    for debt in own:
        part = min(left, due(debt))
        if part:
            left -= part
            debts = settle(debts, debt.level, part, handed_over=True)
            parts.append(fee_values.FeePart(debt.level, amount_fen=part))
    return [
        fee_account.FeeHandedOver(
            cmd.town, receipt=cmd.receipt, amount_fen=cmd.amount_fen, use=cmd.use,
            organisation=context.actor.organisation, handed_over_on=context.today,
            document=cmd.document, parts=tuple(parts), debts=debts,
        )
    ]  # fmt: skip


@FEE_ACCOUNT.when_passed(clause=rules.CLAUSE)
def handover_is_late(account: FeeAccount, passed: DeadlinePassed, _: Context) -> Events:
    """Who keeps the treasury is late; a key stored before debts were told by level is a receipt."""
    for id in (passed.key.partition(".")[2], passed.key):
        receipt = account.receipts.get(id)
        if receipt is not None:
            return [
                fee_account.FeeHandoverOverdue(
                    account.town, county=receipt.recorded.county, receipt=id,
                    key=overdue_key(owner, id), organisation=owner,
                    amount_fen=receipt.due_from(owner), due_on=passed.due_on,
                    levels=_levels(receipt, owner),
                )
                for owner in sorted({debt.owner for debt in receipt.debts})
                if passed.key in (id, overdue_key(owner, id))
                and receipt.due_from(owner)
                and owner not in receipt.late
            ]  # fmt: skip
    return []


def require_owned(
    receipt: Receipt, organisation: str, level: fee_values.Level | None
) -> tuple[fee_values.FeeDebt, ...]:
    """The debts out of a treasury that the organisation keeps: a county's government acts for its
    finance department. Refused where there are none."""
    county = receipt.recorded.county
    keepers = {organisation, f"{county}-finance" if organisation == county else organisation}
    own = tuple(
        debt for debt in receipt.debts if debt.owner in keepers and level in (None, debt.level)
    )
    if not own:
        owners = "、".join(f"{debt.level} {debt.owner}" for debt in receipt.debts)
        refuse(rules.OWNER_HANDS_OVER, owners=owners or "—")
    return own


def _levels(receipt: Receipt, owner: str) -> tuple[fee_values.Level, ...]:
    return tuple(debt.level for debt in receipt.debts if debt.owner == owner and due(debt))
