"""Fund (`fund-<fund>`): 预算安排→下达→支出承诺→计量验收→拨付→收回, RZ-2.2.c. Money in fen.

Always, for the fund, each of its projects and each contract: verified ≤ committed ≤ allocated,
paid ≤ verified + outstanding advance, and for the fund: allocated ≤ appropriated.
"""

from datetime import date
from typing import Any

import msgspec
from immutables import Map

from services.finance.domain.fund.allotments import Allotment, AllotmentEvent
from services.finance.domain.fund.books import CARRIED_YEARS, Keeping, Placement
from services.finance.domain.fund.entries import Entries
from shared.kernel.aggregate import (
    Aggregate,
    part,
    to_county,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.finance import fund as funds
from shared.schemas.finance import fund_contract, fund_correction, fund_keeping, fund_passing

CAPACITY_FEN = 10**15
"""Ten trillion yuan: sums of several funds still fit a 64-bit column."""
CORRECTED_ACTS: dict[str, fund_keeping.SpendingAct] = {
    "allocation": "allocation", "preliminary": "allocation", "transfer": "allocation",
    "advance": "advance", "payment": "payment",
}  # fmt: skip
"""Which acts of the day a correction makes larger."""

_NO_ALLOTMENT = Allotment()


class Fund(msgspec.Struct, frozen=True):
    """`county` is set where a county holds the money: its own, or from `upper`. `owed` are projects whose payees are owed something.

    `allocated_fen` is net of what was recalled; `transferred_fen` is its part that went to towns
    as general transfers.
    """

    source: funds.FundSource = "city"
    kind: funds.FundKind = "special"
    county: str = ""
    year: int = 0
    upper: str = ""
    appropriated_fen: int = 0
    allocated_fen: int = 0
    transferred_fen: int = 0
    committed_fen: int = 0
    paid_fen: int = 0
    allotments: Map[str, Allotment] = Map()
    owed: Map[str, bool] = Map()
    kept: Keeping = Keeping()
    entries: Entries = Entries()
    name: str = ""

    def of(self, project: str) -> Allotment:
        return self.allotments.get(project, _NO_ALLOTMENT)

    @property
    def placed_fen(self) -> int:
        """What no longer waits to be allocated."""
        return self.allocated_fen + self.kept.gone_fen

    @property
    def free_fen(self) -> int:
        """What waits to be allocated and is reserved for nothing."""
        return self.appropriated_fen - self.placed_fen - self.kept.reserved_fen

    @property
    def loose_fen(self) -> int:
        """What is bound by no commitment: not allocated, or allocated to projects and uncommitted."""
        unallocated = self.appropriated_fen - self.placed_fen
        return unallocated + self.allocated_fen - self.transferred_fen - self.committed_fen

    @property
    def unspent_fen(self) -> int:
        spent = self.paid_fen + self.transferred_fen + self.kept.gone_fen
        return self.appropriated_fen - spent

    @property
    def last_year(self) -> int:
        """The last year in which the money is used; it was carried further under earlier readings
        of the law."""
        return max(self.year + self.kept.carried_years, self.kept.carried_into)

    @property
    def holder(self) -> str:
        """The finance department that allocates, pays, and is the one that is late."""
        return f"{self.county}-finance" if self.county else "finance"


FundEvent = (
    funds.Event
    | fund_contract.Event
    | fund_correction.Event
    | fund_keeping.Event
    | fund_passing.Event
)

FUND = Aggregate(
    "fund",
    Fund(),
    key="fund",
    title="资金",
    sight=[to_named(), to_county()],
    parts=[part("received", to_town(), to_county())],
)


@FUND.evolve
def evolve(fund: Fund, event: FundEvent) -> Fund:
    now = _move(fund, event)
    entries = fund.entries.after(event)
    return now if entries is fund.entries else replace(now, entries=entries)


def _move(fund: Fund, event: FundEvent) -> Fund:
    match event:
        case funds.FundsAllocated(project=project, town=town, amount_fen=fen):
            kept = _use(fund, "allocation", project, event)
            return _allocate(fund, project, fen, kept, town=town, preliminary=False)
        case funds.FundsRecalled(project=project, amount_fen=fen):
            return _allocate(fund, project, -fen, fund.kept)
        case fund_contract.PaymentMade():
            return _fold_contract(fund, event, _use(fund, "payment", event.project, event))
        case fund_contract.AdvancePaid():
            return _fold_contract(fund, event, _use(fund, "advance", event.project, event))
        case (
            fund_contract.FundsCommitted()
            | fund_contract.CommitmentReduced()
            | fund_contract.WorkVerified()
            | fund_contract.PaymentReturned()
        ):
            return _fold_contract(fund, event, fund.kept)
        case funds.PreliminaryFundsAllocated(project=project, town=town, amount_fen=fen):
            kept = _use(fund, "allocation", project, event)
            return _allocate(fund, project, fen, kept, town=town, preliminary=True)
        case funds.TransferAllocated(town=town, amount_fen=fen):
            allocated, transferred = fund.allocated_fen + fen, fund.transferred_fen + fen
            kept = _use(fund, "allocation", town, event)
            return _place(
                replace(fund, allocated_fen=allocated, transferred_fen=transferred, kept=kept)
            )
        case funds.FundRegistered(source=source, kind=kind, year=year, agricultural=agricultural):
            years = event.carried_years or CARRIED_YEARS
            kept = Keeping(carried_into=year, carried_years=years, agricultural=agricultural)
            county, upper = event.county or "", event.upper_fund or ""
            return Fund(source, kind, county, year, upper, kept=kept, name=event.name)
        case funds.FundsAppropriated(amount_fen=fen):
            starts_on = event.received_on or event.budget_approved_on
            return _appropriate(fund, fen, starts_on, event.allocation_days)
        case fund_passing.FundsReceived(amount_fen=fen):
            into = max(fund.kept.carried_into, event.carried_into)
            fund = replace(fund, kept=replace(fund.kept, carried_into=into))
            return _appropriate(fund, fen, event.received_on, event.allocation_days)
        case fund_passing.FundsPassedDown(county=county):
            fund = replace(fund, kept=_use(fund, "allocation", county, event))
        case fund_correction.FundEntryCorrected():
            return _correct(fund, event)
        case fund_keeping.PaymentOverdue():
            return _fold_contract(fund, event, fund.kept.after(event))
        case fund_keeping.FundsPooled(amount_fen=fen):
            return replace(fund, appropriated_fen=fund.appropriated_fen + fen)
    return _place(replace(fund, kept=fund.kept.after(event)))


def _fold_contract(fund: Fund, event: AllotmentEvent, kept: Keeping) -> Fund:
    """What became of one of the project's contracts; whether its payees are owed anything."""
    project = event.project or ""
    had = fund.of(project)
    now = had.after(event)
    owed = fund.owed
    if now.payable_fen:
        owed = owed.set(project, True)
    elif project in owed:
        owed = owed.delete(project)
    return replace(
        fund,
        committed_fen=fund.committed_fen + now.committed_fen - had.committed_fen,
        paid_fen=fund.paid_fen + now.paid_fen - had.paid_fen,
        allotments=fund.allotments.set(project, now),
        owed=owed,
        kept=kept,
    )


def _allocate(fund: Fund, project: str, fen: int, kept: Keeping, **changes: Any) -> Fund:
    had = fund.of(project)
    allotment = replace(had, allocated_fen=had.allocated_fen + fen, **changes)
    allotments = fund.allotments.set(project, allotment)
    allocated = fund.allocated_fen + fen
    return _place(replace(fund, allocated_fen=allocated, allotments=allotments, kept=kept))


def _appropriate(fund: Fund, fen: int, starts_on: date | None, days: int | None) -> Fund:
    total, number = fund.appropriated_fen + fen, fund.kept.appropriations + 1
    waiting = fund.kept.placements
    if starts_on and days:
        waiting = (*waiting, Placement(number, total, starts_on, days))
    kept = replace(fund.kept, appropriations=number, placements=waiting)
    return replace(fund, appropriated_fen=total, kept=kept)


def _place(fund: Fund) -> Fund:
    """An appropriation that is wholly placed stays met, even if money comes back later."""
    waiting = fund.kept.placements
    if not waiting or waiting[0].through_fen > fund.placed_fen:
        return fund
    left = tuple(p for p in waiting if p.through_fen > fund.placed_fen)
    return replace(fund, kept=replace(fund.kept, placements=left))


def _correct(fund: Fund, event: fund_correction.FundEntryCorrected) -> Fund:
    of, more = event.project or event.town or "", event.amount_fen - event.previous_fen
    if more > 0 and (act := CORRECTED_ACTS.get(event.entry)):
        large = fund.kept.large.use(act, of, more, event.acted_on)
        fund = replace(fund, kept=replace(fund.kept, large=large))
    match event.entry:
        case "appropriation":
            kept = fund.kept.reappropriate(event.number, more)
            fund = replace(fund, appropriated_fen=fund.appropriated_fen + more, kept=kept)
            return _place(fund)
        case "allocation" | "preliminary":
            return _allocate(fund, of, more, fund.kept)
        case "recall":
            return _allocate(fund, of, -more, fund.kept)
        case "transfer":
            allocated, transferred = fund.allocated_fen + more, fund.transferred_fen + more
            return _place(replace(fund, allocated_fen=allocated, transferred_fen=transferred))
    return _fold_contract(fund, event, fund.kept)


def _use(fund: Fund, act: str, beneficiary: str, event: Any) -> Keeping:
    """An act counts for its day and uses up its first approval."""
    large = fund.kept.large.use(act, beneficiary, event.amount_fen, event.acted_on)
    return fund.kept if large is fund.kept.large else replace(fund.kept, large=large)
