"""What commands require of a quota ledger, and what a project's request takes of it (RZ-2.3.h)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from services.land.domain.quota_ledger import rules
from services.land.domain.quota_ledger.holdings import Lot
from services.land.domain.quota_ledger.state import QuotaLedger
from shared.kernel.aggregate import refuse
from shared.schemas.land import quota_ledger

SOME_AREA = {"area": Decimal("0.01")}
"""The least that is asked of a lot or of a need, in m²."""


def use_quota(
    ledger: QuotaLedger, lot: str | None, request: str, project: str, area: Decimal, today: date
) -> quota_ledger.QuotaUsed:
    """The ledger's event for land that a project's request gets from the town's quota."""
    id = require_usable(ledger, lot, area)
    require_new_id(request, ledger.uses)
    return quota_ledger.QuotaUsed(
        ledger.town, lot=id, use=request, area=area, purpose="project", need=None,
        project=project, used_on=today,
    )  # fmt: skip


def require_usable(ledger: QuotaLedger, lot: str | None, area: Decimal) -> str:
    """A lot that has so much left, which the town does not need itself."""
    if lot is None:
        refuse(rules.LOT_IS_NAMED, lots=", ".join(sorted(ledger.lots)) or "—")
    require_remaining(ledger, lot, area)
    require_local_needs(ledger, area)
    return lot


def require_lot(ledger: QuotaLedger, id: str) -> Lot:
    if id not in ledger.lots:
        refuse(rules.LOT_IS_ACCEPTED, lots=", ".join(sorted(ledger.lots)) or "—")
    return ledger.lots[id]


def require_remaining(ledger: QuotaLedger, id: str, area: Decimal) -> None:
    left = require_lot(ledger, id).remaining
    if area > left:
        refuse(rules.QUOTA_REMAINS, lot=id, available=left, needs=area - left)


def require_local_needs(ledger: QuotaLedger, area: Decimal) -> None:
    left = ledger.remaining - area
    if left < ledger.open_needs:
        refuse(rules.LOCAL_NEEDS_FIRST, open=ledger.open_needs, left=left)


def require_new_id(id: str, known: Iterable[str]) -> None:
    if id in known:
        refuse(rules.ID_IS_NEW, id=id)
