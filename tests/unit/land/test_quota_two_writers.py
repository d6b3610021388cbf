"""RZ-2.3.h: for each lot, used + transferred + remaining = filed ≤ accepted, with two writers."""

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from shared.schemas.land import quota_ledger as facts
from shared.schemas.land.quota_ledger_correction import ReturnQuota
from shared.schemas.land.quota_ledger_handover import HandOverProceeds
from shared.schemas.land.quota_ledger_proceeds import BookProceeds, ProceedsSpent, SpendProceeds
from shared.schemas.land.quota_ledger_proceeds_correction import (
    CancelTransfer,
    CorrectProceeds,
    CorrectProceedsHandover,
    CorrectTransferPrice,
    QuotaTransferCancelled,
)
from tests.unit.two_writers import Asked, TwoWriters, quick

TOWN = "taoluo"
LOTS = ("a", "b")
AREAS = (Decimal(20), Decimal("37.50"), Decimal(60))


class QuotaBooks(TwoWriters):
    """Lot `a` is the town's by first refusal, lot `b` free by its contract."""

    service = "land"
    aggregates = (QUOTA_LEDGER,)

    def beginning(self) -> list[Asked]:
        social = facts.AcceptReclamation(
            TOWN, lot="b", area=Decimal(60), funding="social", contract="合同1号",
            contract_mode="free", investor_percent=40,
        )  # fmt: skip
        return [
            bureau(facts.AcceptReclamation(TOWN, lot="a", area=Decimal(60), funding="public")),
            bureau(social),
            bureau(facts.FileQuota(TOWN, lot="a", area=Decimal(60))),
            bureau(facts.FileQuota(TOWN, lot="b", area=Decimal(20))),
        ]

    def commands(self) -> st.SearchStrategy[Asked]:
        book = self.state(QUOTA_LEDGER, TOWN)
        number = len(self.log)
        steps = [
            bureau(facts.FileQuota(TOWN, lot=lot, area=area)) for lot in LOTS for area in AREAS
        ]
        for lot in LOTS:
            for area in AREAS:
                use = facts.UseQuota(TOWN, lot=lot, use=f"u-{number}", need="need", area=area)
                offer = next((id for id, o in book.offers.items() if o.answer == "released"), None)
                sale = facts.TransferQuota(
                    TOWN, transfer=f"t-{number}", lot=lot, area=area, reach="city",
                    platform="city", receiver="受让方", price_fen=1000, offer=offer,
                )  # fmt: skip
                offered = facts.OfferQuota(TOWN, offer=f"o-{number}", lot=lot, area=area)
                steps += [bureau(use), *[bureau(sale)] * 2, bureau(offered)]
        steps += [
            Asked(facts.AnswerQuotaOffer(TOWN, offer=id, keeps=keeps, reason="说明"), TOWN)
            for id in book.offers
            for keeps in (False, False, True)
        ] * 3
        proceeds = [
            bureau(BookProceeds(TOWN, entry=f"e-{number}", transfer=id, received_fen=fen))
            for id in book.transfers
            for fen in (600, 1000)
        ]
        office = "donggang-finance"
        right = {"town": TOWN, "reason": "核对后更正", "document": "演示-更正"}
        proceeds += [
            Asked(handed, office)
            for id, booking in book.proceeds.bookings.items()
            for handed in (
                HandOverProceeds(
                    town=TOWN, entry=id, amount_fen=max(1, booking.owed_fen), document="演示-拨款"
                ),
                CorrectProceedsHandover(entry=id, amount_fen=0, **right),
                CorrectProceeds(entry=id, received_fen=0, **right),
            )
        ]
        proceeds += [
            bureau(changed)
            for id in book.transfers
            for changed in (
                CorrectTransferPrice(transfer=id, price_fen=600, **right),
                CancelTransfer(transfer=id, **right),
            )
        ]
        steps += [
            bureau(ReturnQuota(town=TOWN, use=id, area=Decimal(5), reopens=True, reason="更正"))
            for id in book.uses
        ]
        left = book.proceeds.unspent_fen
        spent = SpendProceeds(
            TOWN, spending=f"s-{number}", amount_fen=max(1, left), purpose="consolidation"
        )
        needed = facts.RecordRuralNeed(TOWN, need="need", purpose="rural", area=Decimal(20))
        steps += [*proceeds * 3, *[Asked(spent, TOWN)] * 2, Asked(needed, TOWN)]
        return st.sampled_from(steps)

    @invariant()
    def every_lot_balances(self) -> None:
        for lot in LOTS:
            gone = self.area(facts.QuotaUsed, lot) + self.area(facts.QuotaTransferred, lot)
            gone -= self.area(facts.QuotaReturned, lot) + self.area(QuotaTransferCancelled, lot)
            filed, accepted = self.area(facts.QuotaFiled, lot), self.area(facts.QuotaGenerated, lot)
            left = self.state(QUOTA_LEDGER, TOWN).lots[lot].remaining
            assert left >= 0 and gone + left == filed <= accepted

    @invariant()
    def rural_needs_are_served_once_and_before_transfers(self) -> None:
        needed = sum(e.area for e in self.of(facts.RuralNeedRecorded))
        served = sum(e.area for e in self.of(facts.QuotaUsed))
        served -= sum(e.area for e in self.of(facts.QuotaReturned))
        assert served <= needed
        assert needed - served == self.state(QUOTA_LEDGER, TOWN).open_needs

    @invariant()
    def an_offer_serves_one_transfer(self) -> None:
        served = [e.offer for e in self.of(facts.QuotaTransferred) if e.offer]
        assert len(served) == len(set(served))

    @invariant()
    def proceeds_are_booked_once_and_spent_from_what_was_handed_over(self) -> None:
        book = self.state(QUOTA_LEDGER, TOWN)
        for id, sale in book.transfers.items():
            got = book.proceeds.booked_fen(id)
            assert got <= (0 if sale.cancelled else sale.price_fen)
        assert all(booking.owed_fen >= 0 for booking in book.proceeds.bookings.values())
        spent = sum(e.amount_fen for e in self.of(ProceedsSpent))
        handed_over = book.proceeds.handed_over_fen
        assert spent == book.proceeds.spent_fen <= handed_over <= book.proceeds.retained_fen

    def area(self, kind: type, lot: str) -> Decimal:
        return sum((e.area for e in self.of(kind, lot=lot)), Decimal(0))


def bureau(data: object) -> Asked:
    return Asked(data, "natural-resources")


TestQuotaBooks = QuotaBooks.TestCase
TestQuotaBooks.settings = quick
