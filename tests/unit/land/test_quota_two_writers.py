"""RZ-2.3.h: for each lot, used + transferred + remaining = filed ≤ accepted, with two writers."""

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.land.domain.quota_ledger import QUOTA_LEDGER
from shared.schemas.land import quota_ledger as facts
from shared.schemas.land.quota_proceeds import (
    BookProceeds,
    ProceedsBooked,
    ProceedsSpent,
    SpendProceeds,
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
        social = facts.AcceptReclamation(TOWN, "b", Decimal(60), "social", "合同1号", "free", 40)
        return [
            bureau(facts.AcceptReclamation(TOWN, "a", Decimal(60), "public")),
            bureau(social),
            bureau(facts.FileQuota(TOWN, "a", Decimal(60))),
            bureau(facts.FileQuota(TOWN, "b", Decimal(20))),
        ]

    def commands(self) -> st.SearchStrategy[Asked]:
        book = self.state(QUOTA_LEDGER, TOWN)
        number = len(self.log)
        steps = [bureau(facts.FileQuota(TOWN, lot, area)) for lot in LOTS for area in AREAS]
        for lot in LOTS:
            for area in AREAS:
                use = facts.UseQuota(TOWN, lot, f"u-{number}", "need", area)
                offer = next((id for id, o in book.offers.items() if o.answer == "released"), None)
                sale = facts.TransferQuota(
                    TOWN, f"t-{number}", lot, area, "city", "city", "受让方", 1000, offer
                )
                offered = facts.OfferQuota(TOWN, f"o-{number}", lot, area)
                steps += [bureau(use), *[bureau(sale)] * 2, bureau(offered)]
        steps += [
            Asked(facts.AnswerQuotaOffer(TOWN, id, keeps, "说明"), TOWN)
            for id in book.offers
            for keeps in (False, False, True)
        ] * 3
        proceeds = [
            bureau(BookProceeds(TOWN, f"e-{number}", id, fen))
            for id in book.transfers
            for fen in (600, 1000)
        ]
        left = book.retained_fen - book.spent_fen
        spent = SpendProceeds(TOWN, f"s-{number}", max(1, left), "consolidation")
        needed = facts.RecordRuralNeed(TOWN, "need", "rural", Decimal(20))
        steps += [*proceeds * 3, *[Asked(spent, TOWN)] * 2, Asked(needed, TOWN)]
        return st.sampled_from(steps)

    @invariant()
    def every_lot_balances(self) -> None:
        for lot in LOTS:
            gone = self.area(facts.QuotaUsed, lot) + self.area(facts.QuotaTransferred, lot)
            filed, accepted = self.area(facts.QuotaFiled, lot), self.area(facts.QuotaGenerated, lot)
            left = self.state(QUOTA_LEDGER, TOWN).lots[lot].remaining
            assert left >= 0 and gone + left == filed <= accepted

    @invariant()
    def rural_needs_are_served_once_and_before_transfers(self) -> None:
        needed = sum(e.area for e in self.of(facts.RuralNeedRecorded))
        served = sum(e.area for e in self.of(facts.QuotaUsed))
        assert served <= needed
        assert needed - served == self.state(QUOTA_LEDGER, TOWN).open_needs

    @invariant()
    def an_offer_serves_one_transfer(self) -> None:
        served = [e.offer for e in self.of(facts.QuotaTransferred) if e.offer]
        assert len(served) == len(set(served))

    @invariant()
    def proceeds_are_booked_once_and_spent_from_what_stays(self) -> None:
        booked = self.of(ProceedsBooked)
        for sale in self.of(facts.QuotaTransferred):
            got = sum(e.received_fen for e in booked if e.transfer == sale.transfer)
            assert got <= sale.price_fen
        spent = sum(e.amount_fen for e in self.of(ProceedsSpent))
        assert spent <= sum(e.retained_fen for e in booked)

    def area(self, kind: type, lot: str) -> Decimal:
        return sum((e.area for e in self.of(kind, lot=lot)), Decimal(0))


def bureau(data: object) -> Asked:
    return Asked(data, "natural-resources")


TestQuotaBooks = QuotaBooks.TestCase
TestQuotaBooks.settings = quick
