"""QuotaLedger (`quota-<town>`): linked quotas of a town, lot by lot, RZ-2.3.h.

Always, for each lot: used + transferred + remaining = filed ≤ accepted. Farmers' and rural needs
on record come before projects and transfers. Areas in square metres.
"""

from dataclasses import dataclass
from decimal import Decimal

from immutables import Map

from services.land.domain.quota_ledger import rules
from services.land.domain.quota_ledger.accounts import Proceeds, evolve_proceeds
from services.land.domain.quota_ledger.holdings import NOTHING, Lot, LotEvent, Need, Offer, Transfer
from shared.kernel.aggregate import Aggregate, to_named, to_town
from shared.schemas.copying import replace
from shared.schemas.land import quota_ledger
from shared.schemas.land import quota_ledger_correction as quota_correction
from shared.schemas.land import quota_ledger_handover as quota_handover
from shared.schemas.land import quota_ledger_proceeds as quota_proceeds
from shared.schemas.land import quota_ledger_proceeds_correction as proceeds_correction

CLAUSE = rules.CLAUSE


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
        case (
            quota_ledger.QuotaFiled()
            | quota_correction.ReclamationCorrected()
            | quota_correction.FilingCorrected()
        ):
            return _with_lot(ledger, event)
        case quota_ledger.RuralNeedRecorded(need=need):
            return replace(ledger, needs=ledger.needs.set(need, Need(event.purpose, event.area)))
        case quota_ledger.RuralNeedClosed(need=need):
            closed = replace(ledger.needs[need], open=NOTHING)
            return replace(ledger, needs=ledger.needs.set(need, closed))
        case quota_ledger.QuotaUsed(use=use, need=need):
            after = _with_lot(ledger, event)
            needs = after.needs
            if need is not None:
                left = needs[need].open - event.area
                needs = needs.set(need, replace(needs[need], open=left))
            return replace(after, uses=after.uses.set(use, event), needs=needs)
        case quota_ledger.QuotaReturned():
            return _take_back(_with_lot(ledger, event), event)
        case quota_ledger.QuotaOffered(offer=id):
            made = Offer(event.lot, event.area, event.offered_on, event.answer_working_days)
            return replace(ledger, offers=ledger.offers.set(id, made))
        case quota_ledger.QuotaOfferAnswered(offer=id, keeps=keeps):
            return _with_offer(ledger, id, "kept" if keeps else "released")
        case quota_ledger.QuotaOfferLapsed(offer=id):
            return _with_offer(ledger, id, "lapsed")
        case quota_ledger.QuotaTransferred(lot=id, transfer=transfer):
            lot = ledger.lots[id]
            after = _with_lot(ledger, event)
            sold = Transfer(event.lot, event.area, event.price_fen, lot.investor_percent)
            after = replace(after, transfers=after.transfers.set(transfer, sold))
            return _with_offer(after, event.offer, "spent") if event.offer else after
        case proceeds_correction.TransferPriceCorrected(transfer=id):
            sold = replace(ledger.transfers[id], price_fen=event.price_fen)
            return replace(ledger, transfers=ledger.transfers.set(id, sold))
        case proceeds_correction.QuotaTransferCancelled(transfer=transfer):
            after = _with_lot(ledger, event)
            sold = replace(ledger.transfers[transfer], cancelled=True)
            return replace(after, transfers=ledger.transfers.set(transfer, sold))
    return replace(ledger, proceeds=evolve_proceeds(ledger.proceeds, event))


def _take_back(ledger: QuotaLedger, event: quota_ledger.QuotaReturned) -> QuotaLedger:
    """A use ends with the last of what it took; a need may wait again for what came back."""
    use, needs = ledger.uses[event.use], ledger.needs
    left = use.area - event.area
    kept = ledger.uses.set(event.use, replace(use, area=left)) if left else None
    if event.need is not None and event.reopens:
        need = needs[event.need]
        needs = needs.set(event.need, replace(need, open=need.open + event.area))
    uses = ledger.uses.delete(event.use) if kept is None else kept
    return replace(ledger, uses=uses, needs=needs)


def _with_lot(ledger: QuotaLedger, event: LotEvent) -> QuotaLedger:
    lot = ledger.lots[event.lot].after(event)
    return replace(ledger, lots=ledger.lots.set(event.lot, lot))


def _with_offer(ledger: QuotaLedger, id: str, answer: str) -> QuotaLedger:
    return replace(ledger, offers=ledger.offers.set(id, replace(ledger.offers[id], answer=answer)))
