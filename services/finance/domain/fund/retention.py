"""质保金: what of verified work is kept until the defects liability period ends (RZ-2.2.c)."""

from datetime import date, timedelta

from services.finance.domain.fund import contract_rules as rules
from services.finance.domain.fund.allocation import require_within
from services.finance.domain.fund.contracts import Contract
from shared.kernel.aggregate import Context, refuse
from shared.schemas.finance import fund_contract


def require_retention(
    contract: Contract,
    cmd: fund_contract.VerifyWork,
    offset_fen: int,
    delivered_on: date,
    context: Context,
) -> int | None:
    """In how many days after its release the retained money is due; None if nothing is retained.

    Refused beyond the share of all verified work that may be kept, beyond what is due for this
    work, and without a day of release within the longest period.
    """
    if not cmd.retained_fen:
        if cmd.release_on is not None:
            _refuse_day(delivered_on, context)
        return None
    percent = context.parameter("finance.retention_limit_percent")
    most = (contract.verified_fen + cmd.amount_fen) * percent // 100 - contract.retained_fen
    available = max(0, min(most, cmd.amount_fen - offset_fen))
    require_within(rules.RETENTION_WITHIN_LIMIT, available, cmd.retained_fen, percent=percent)
    if cmd.release_on is None or not delivered_on <= cmd.release_on <= _latest_day(
        delivered_on, context
    ):
        _refuse_day(delivered_on, context)
    days: int = context.parameter("finance.retention_release_days")
    return days


def _latest_day(delivered_on: date, context: Context) -> date:
    longest: int = context.parameter("finance.retention_days_at_most")
    return delivered_on + timedelta(days=longest)


def _refuse_day(delivered_on: date, context: Context) -> None:
    latest = _latest_day(delivered_on, context)
    refuse(rules.RETENTION_HAS_ITS_DAY, earliest=delivered_on, latest=latest)
