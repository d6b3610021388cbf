"""QuotaLedger (`quota-<town>`): linked quotas of a town, lot by lot, RZ-2.3.h.

Always, for each lot: used + transferred + remaining = filed ≤ accepted. Farmers' and rural needs
on record come before projects and transfers. Areas in square metres.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from immutables import Map

from services.land.domain.quota_ledger import rules
from services.land.domain.quota_ledger.accounts import Proceeds, evolve_proceeds
from shared.kernel.aggregate import Aggregate, refuse, to_named, to_town
from shared.schemas.land import quota_ledger
from shared.schemas.land import quota_ledger_correction as quota_correction
from shared.schemas.land import quota_ledger_handover as quota_handover
from shared.schemas.land import quota_ledger_proceeds as quota_proceeds
from shared.schemas.land import quota_ledger_proceeds_correction as proceeds_correction

CLAUSE = rules.CLAUSE
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Lot:
    """`mode` and `investor_percent` come from the contract of a socially funded lot."""

    accepted: Decimal
    filed: Decimal = NOTHING
    used: Decimal = NOTHING
    transferred: Decimal = NOTHING
    mode: quota_ledger.QuotaMode | None = None
    investor_percent: int = 0

    @property
    def remaining(self) -> Decimal:
        return self.filed - self.used - self.transferred


@dataclass(frozen=True, slots=True)
class Need:
    """What is still open of a need of farmers or villages."""

    purpose: quota_ledger.LocalPurpose
    open: Decimal


@dataclass(frozen=True, slots=True)
class Offer:
    """`answer` is empty, kept, released, lapsed or, once it served a transfer, spent."""

    lot: str
    area: Decimal
    offered_on: date
    days: int
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    lot: str
    area: Decimal
    price_fen: int
    investor_percent: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class QuotaLedger:
    """`uses` by id: a need's own use or a project's request."""

    town: str = ""
    county: str = ""
    lots: Map[str, Lot] = Map()
    needs: Map[str, Need] = Map()
    uses: Map[str, quota_ledger.QuotaUsed] = Map()
    offers: Map[str, Offer] = Map()
    transfers: Map[str, Transfer] = Map()
    proceeds: Proceeds = Proceeds()

    @property
    def remaining(self) -> Decimal:
        return sum((lot.remaining for lot in self.lots.values()), NOTHING)

    @property
    def open_needs(self) -> Decimal:
        return sum((need.open for need in self.needs.values()), NOTHING)


QuotaLedgerEvent = (
    quota_ledger.Event
    | quota_correction.Event
    | quota_handover.Event
    | quota_proceeds.Event
    | proceeds_correction.Event
)

QUOTA_LEDGER = Aggregate(
    "quota",
    QuotaLedger(),
    key="town",
    title="增减挂钩指标台账",
    sight=[to_town(), to_named()],
)


@QUOTA_LEDGER.evolve
def evolve(ledger: QuotaLedger, event: QuotaLedgerEvent) -> QuotaLedger:
    match event:
        case quota_ledger.QuotaGenerated(lot=id):
            lot = Lot(
                event.area,
                mode=event.contract_mode,
                investor_percent=event.investor_percent or 0,
            )
            return replace(
                ledger, town=event.town, county=event.county, lots=ledger.lots.set(id, lot)
            )
        case quota_ledger.QuotaFiled(lot=id):
            return _with_lot(ledger, id, filed=ledger.lots[id].filed + event.area)
        case quota_correction.ReclamationCorrected(lot=id):
            return _with_lot(ledger, id, accepted=event.area)
        case quota_correction.FilingCorrected(lot=id):
            return _with_lot(ledger, id, filed=event.area)
        case quota_ledger.RuralNeedRecorded(need=need):
            return replace(ledger, needs=ledger.needs.set(need, Need(event.purpose, event.area)))
        case quota_ledger.RuralNeedClosed(need=need):
            closed = replace(ledger.needs[need], open=NOTHING)
            return replace(ledger, needs=ledger.needs.set(need, closed))
        case quota_ledger.QuotaUsed(lot=id, use=use, need=need):
            after = _with_lot(ledger, id, used=ledger.lots[id].used + event.area)
            needs = after.needs
            if need is not None:
                left = needs[need].open - event.area
                needs = needs.set(need, replace(needs[need], open=left))
            return replace(after, uses=after.uses.set(use, event), needs=needs)
        case quota_ledger.QuotaReturned(lot=id):
            return _returned(_with_lot(ledger, id, used=ledger.lots[id].used - event.area), event)
        case quota_ledger.QuotaOffered(offer=id):
            made = Offer(event.lot, event.area, event.offered_on, event.answer_working_days)
            return replace(ledger, offers=ledger.offers.set(id, made))
        case quota_ledger.QuotaOfferAnswered(offer=id, keeps=keeps):
            return _with_offer(ledger, id, "kept" if keeps else "released")
        case quota_ledger.QuotaOfferLapsed(offer=id):
            return _with_offer(ledger, id, "lapsed")
        case quota_ledger.QuotaTransferred(lot=id, transfer=transfer):
            lot = ledger.lots[id]
            after = _with_lot(ledger, id, transferred=lot.transferred + event.area)
            sold = Transfer(event.lot, event.area, event.price_fen, lot.investor_percent)
            after = replace(after, transfers=after.transfers.set(transfer, sold))
            return _with_offer(after, event.offer, "spent") if event.offer else after
        case proceeds_correction.TransferPriceCorrected(transfer=id):
            sold = replace(ledger.transfers[id], price_fen=event.price_fen)
            return replace(ledger, transfers=ledger.transfers.set(id, sold))
        case proceeds_correction.QuotaTransferCancelled(lot=id, transfer=transfer):
            after = _with_lot(ledger, id, transferred=ledger.lots[id].transferred - event.area)
            sold = replace(ledger.transfers[transfer], cancelled=True)
            return replace(after, transfers=ledger.transfers.set(transfer, sold))
    return replace(ledger, proceeds=evolve_proceeds(ledger.proceeds, event))


def quota_used(
    ledger: QuotaLedger, lot: str | None, request: str, project: str, area: Decimal, today: date
) -> quota_ledger.QuotaUsed:
    """The ledger's event for land that a project's request gets from the town's quota."""
    if lot is None:
        refuse(rules.LOT_IS_NAMED, lots=", ".join(sorted(ledger.lots)) or "—")
    new_id(request, ledger.uses)
    require_remaining(ledger, lot, area)
    require_local_needs(ledger, area)
    return quota_ledger.QuotaUsed(
        ledger.town, lot=lot, use=request, area=area, purpose="project", need=None,
        project=project, used_on=today,
    )  # fmt: skip


def lot_of(ledger: QuotaLedger, id: str) -> Lot:
    if id not in ledger.lots:
        refuse(rules.LOT_IS_ACCEPTED, lots=", ".join(sorted(ledger.lots)) or "—")
    return ledger.lots[id]


def require_remaining(ledger: QuotaLedger, id: str, area: Decimal) -> None:
    left = lot_of(ledger, id).remaining
    if area > left:
        refuse(rules.QUOTA_REMAINS, lot=id, available=left, needs=area - left)


def require_local_needs(ledger: QuotaLedger, area: Decimal) -> None:
    left = ledger.remaining - area
    if left < ledger.open_needs:
        refuse(rules.LOCAL_NEEDS_FIRST, open=ledger.open_needs, left=left)


def new_id(id: str, known: Iterable[str]) -> None:
    if id in known:
        refuse(rules.ID_IS_NEW, id=id)


def _returned(ledger: QuotaLedger, event: quota_ledger.QuotaReturned) -> QuotaLedger:
    """A use ends with the last of what it took; a need may wait again for what came back."""
    use, needs = ledger.uses[event.use], ledger.needs
    left = use.area - event.area
    kept = ledger.uses.set(event.use, replace(use, area=left)) if left else None
    if event.need is not None and event.reopens:
        need = needs[event.need]
        needs = needs.set(event.need, replace(need, open=need.open + event.area))
    uses = ledger.uses.delete(event.use) if kept is None else kept
    return replace(ledger, uses=uses, needs=needs)


def _with_lot(ledger: QuotaLedger, id: str, **changes: Decimal) -> QuotaLedger:
    lot = replace(ledger.lots[id], **changes)  # type: ignore[arg-type]
    return replace(ledger, lots=ledger.lots.set(id, lot))


def _with_offer(ledger: QuotaLedger, id: str, answer: str) -> QuotaLedger:
    return replace(ledger, offers=ledger.offers.set(id, replace(ledger.offers[id], answer=answer)))
