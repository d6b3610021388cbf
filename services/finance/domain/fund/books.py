"""What a fund's state is made of besides its sums and allotments: limits, large sums, flags."""

from datetime import date
from typing import assert_never

import msgspec
from immutables import Map

from services.finance.domain.large_sums import LargeSums
from shared.schemas.copying import replace
from shared.schemas.finance import fund_keeping, fund_passing

KeptEvent = (
    fund_passing.FundsPassedDown | fund_passing.FundsHandedBack | fund_passing.FundsTakenBack
    | fund_keeping.SpendingApproved | fund_keeping.FundsPooledOut | fund_keeping.FundsCarriedOver
    | fund_keeping.FundsBecameSurplus | fund_keeping.FundsReserved | fund_keeping.FundsReleased
    | fund_keeping.AllocationOverdue | fund_keeping.PaymentOverdue | fund_keeping.FundFlagCleared
    | fund_keeping.KeySupportGranted | fund_keeping.FundExpertsAwaited
    | fund_keeping.FundExpertsHeard
)  # fmt: skip

CARRIED_YEARS = 1
"""Of money that was registered before the law's parameter was told with it."""


class Placement(msgspec.Struct, frozen=True):
    """An appropriation that must be allocated; met once `through_fen` of the fund is placed, be it
    late."""

    number: int
    through_fen: int
    starts_on: date
    days: int
    late: bool = False

    @property
    def key(self) -> str:
        return f"allocation-{self.number}"


class Keeping(msgspec.Struct, frozen=True):
    """What changes seldom. `carried_into` is the last year that the money was carried into;
    `reserved` is by purpose.

    `placements` stand in the order of their sums. `flags` are deadlines that passed and whose
    issue is not resolved; `experts` are the engagements whose opinions are awaited.
    """

    carried_into: int = 0
    carried_years: int = CARRIED_YEARS
    agricultural: bool = False
    appropriations: int = 0
    placements: tuple[Placement, ...] = ()
    large: LargeSums = LargeSums()
    reserved: Map[str, int] = Map()
    reserved_fen: int = 0
    pooled_out_fen: int = 0
    passed_fen: int = 0
    surplus_fen: int = 0
    closed: bool = False
    flags: frozenset[str] = frozenset()
    experts: frozenset[str] = frozenset()

    @property
    def gone_fen(self) -> int:
        """What left the fund: into another, to the counties or back up, or as surplus."""
        return self.pooled_out_fen + self.passed_fen + self.surplus_fen

    def after(self, event: KeptEvent) -> "Keeping":
        match event:
            case fund_keeping.SpendingApproved():
                of = event.act, event.beneficiary, event.amount_fen
                return replace(
                    self, large=self.large.approve(*of, event.approver, event.approver_for)
                )
            case fund_keeping.FundsPooledOut(amount_fen=fen):
                return replace(self, pooled_out_fen=self.pooled_out_fen + fen)
            case fund_passing.FundsPassedDown() | fund_passing.FundsHandedBack():
                return replace(self, passed_fen=self.passed_fen + event.amount_fen)
            case fund_passing.FundsTakenBack(amount_fen=fen):
                return replace(self, passed_fen=self.passed_fen - fen)
            case fund_keeping.FundsCarriedOver(into_year=year):
                return replace(self, carried_into=year)
            case fund_keeping.FundsBecameSurplus(amount_fen=fen):
                surplus = self.surplus_fen + fen
                return replace(
                    self, surplus_fen=surplus, closed=True, reserved=Map(), reserved_fen=0
                )
            case fund_keeping.FundsReserved(purpose=purpose, amount_fen=fen):
                return self.reserve(purpose, fen)
            case fund_keeping.FundsReleased(purpose=purpose, amount_fen=fen):
                return self.reserve(purpose, -fen)
            case fund_keeping.AllocationOverdue(key=key):
                waiting = tuple(
                    replace(p, late=True) if p.key == key else p for p in self.placements
                )
                return replace(self, placements=waiting, flags=self.flags | {key})
            case fund_keeping.PaymentOverdue(key=key):
                return replace(self, flags=self.flags | {key})
            case fund_keeping.FundFlagCleared(key=key):
                return replace(self, flags=self.flags - {key})
            case fund_keeping.FundExpertsAwaited(engagement=engagement):
                return replace(self, experts=self.experts | {engagement})
            case fund_keeping.FundExpertsHeard(engagement=engagement):
                return replace(self, experts=self.experts - {engagement})
            case fund_keeping.KeySupportGranted():
                return self  # why money is allocated; the allocation beside it is what counts
        assert_never(event)

    def reappropriate(self, number: int, more: int) -> "Keeping":
        """The sums through which this and later appropriations must be placed move with it."""
        placements = tuple(
            replace(p, through_fen=p.through_fen + more) if p.number >= number else p
            for p in self.placements
        )
        return replace(self, placements=placements)

    def reserve(self, purpose: str, fen: int) -> "Keeping":
        left = self.reserved.get(purpose, 0) + fen
        reserved = self.reserved.set(purpose, left) if left else self.reserved.delete(purpose)
        return replace(self, reserved=reserved, reserved_fen=self.reserved_fen + fen)
