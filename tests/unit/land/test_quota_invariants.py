"""RZ-2.3.h: for each lot, used + transferred + remaining = filed ≤ accepted, whatever is tried."""

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from services.land.domain.quota_ledger.state import QuotaLedger as Ledger
from shared.schemas.land.quota_ledger import (
    AcceptReclamation,
    AnswerQuotaOffer,
    FileQuota,
    OfferQuota,
    QuotaFiled,
    QuotaGenerated,
    QuotaTransferred,
    QuotaUsed,
    RecordRuralNeed,
    RuralNeedRecorded,
    TransferQuota,
    UseQuota,
)
from shared.schemas.land.quota_ledger_handover import HandOverProceeds, ProceedsHandedOver
from shared.schemas.land.quota_ledger_proceeds import (
    BookProceeds,
    ProceedsBooked,
    ProceedsSpent,
    SpendProceeds,
)
from tests.effort import tries
from tests.given import given

TOWN = "taoluo"
ids = st.sampled_from(["a", "b"])
areas = st.sampled_from([Decimal("7.50"), Decimal(20), Decimal(45)])
amounts = st.sampled_from([1, 333, 1000])


class QuotaBooks(RuleBasedStateMachine):
    @initialize()
    def start(self) -> None:
        self.events: list[object] = []
        self.give(AcceptReclamation(TOWN, lot="a", area=Decimal(60), funding="public"))
        self.give(
            AcceptReclamation(
                TOWN, lot="b", area=Decimal(60), funding="social", contract="合同1号",
                contract_mode="free", investor_percent=40,
            )
        )  # fmt: skip

    @rule(lot=ids, area=areas)
    def file(self, lot: str, area: Decimal) -> None:
        self.give(FileQuota(TOWN, lot=lot, area=area))

    @rule(need=ids, area=areas)
    def need(self, need: str, area: Decimal) -> None:
        self.give(RecordRuralNeed(TOWN, need=need, purpose="rural", area=area), by=TOWN)

    @rule(lot=ids, need=ids, area=areas)
    def use(self, lot: str, need: str, area: Decimal) -> None:
        self.give(UseQuota(TOWN, lot=lot, use=f"u{len(self.events)}", need=need, area=area))

    @rule(lot=ids, area=areas, keeps=st.booleans())
    def offer(self, lot: str, area: Decimal, keeps: bool) -> None:
        offer = f"o{len(self.events)}"
        self.give(OfferQuota(TOWN, offer=offer, lot=lot, area=area))
        if offer in self.state.offers:
            self.give(AnswerQuotaOffer(TOWN, offer=offer, keeps=keeps, reason="说明"), by=TOWN)

    @rule(lot=ids, area=areas)
    def transfer(self, lot: str, area: Decimal) -> None:
        offer = next((id for id, o in self.state.offers.items() if o.answer == "released"), None)
        needs_before = self.state.open_needs
        moved = self.give(
            TransferQuota(
                TOWN, transfer=f"t{len(self.events)}", lot=lot, area=area, reach="city",
                platform="city", receiver="受让方", price_fen=1000, offer=offer,
            )
        )  # fmt: skip
        assert not moved or self.state.remaining >= needs_before

    @rule(amount=amounts)
    def book(self, amount: int) -> None:
        for transfer in self.state.transfers:
            self.give(
                BookProceeds(
                    TOWN, entry=f"e{len(self.events)}", transfer=transfer, received_fen=amount
                )
            )

    @rule(amount=amounts)
    def hand_over(self, amount: int) -> None:
        for entry in self.state.proceeds.bookings:
            handed = HandOverProceeds(
                town=TOWN, entry=entry, amount_fen=amount, document="演示-拨款"
            )
            self.give(handed, by="donggang-finance")

    @rule(amount=amounts)
    def spend(self, amount: int) -> None:
        self.give(
            SpendProceeds(
                TOWN, spending=f"s{len(self.events)}", amount_fen=amount, purpose="consolidation"
            ),
            by=TOWN,
        )

    @invariant()
    def every_lot_balances(self) -> None:
        for id, lot in self.state.lots.items():
            used, moved = self.area(QuotaUsed, id), self.area(QuotaTransferred, id)
            filed, accepted = self.area(QuotaFiled, id), self.area(QuotaGenerated, id)
            assert used + moved + lot.remaining == filed <= accepted
            assert lot.remaining >= 0

    @invariant()
    def needs_are_not_overdrawn(self) -> None:
        needed = sum(e.area for e in self.of(RuralNeedRecorded))
        served = sum(e.area for e in self.of(QuotaUsed))
        assert all(need.open >= 0 for need in self.state.needs.values())
        assert self.state.open_needs == needed - served

    @invariant()
    def proceeds_add_up(self) -> None:
        booked, spent = self.of(ProceedsBooked), self.of(ProceedsSpent)
        for entry in booked:
            parts = entry.investor_fen + entry.released_fen + entry.retained_fen
            assert parts == entry.received_fen
        handed = sum(e.amount_fen for e in self.of(ProceedsHandedOver))
        assert sum(e.amount_fen for e in spent) <= handed <= sum(e.retained_fen for e in booked)
        for transfer in self.of(QuotaTransferred):
            received = sum(e.received_fen for e in booked if e.transfer == transfer.transfer)
            assert received <= transfer.price_fen

    @property
    def state(self) -> Ledger:
        return QUOTA_LEDGER.replay(self.events)

    def give(self, command: object, by: str = "natural-resources") -> list[object]:
        """Accepted or refused: the invariants decide whether that was right."""
        new = given(QUOTA_LEDGER, TOWN, *self.events).when(command, by=by).events
        self.events += new
        return new

    def of(self, kind: type) -> list:
        return [e for e in self.events if isinstance(e, kind)]

    def area(self, kind: type, lot: str) -> Decimal:
        return sum((e.area for e in self.of(kind) if e.lot == lot), Decimal(0))


TestQuotaBooks = QuotaBooks.TestCase
TestQuotaBooks.settings = tries(50, steps=30)
