"""Fund (`fund-<fund>`): 预算安排→下达→支出承诺→计量验收→拨付→收回, RZ-2.2.c. Money in fen.

Always, for the fund and for each of its projects: verified ≤ committed ≤ allocated,
paid ≤ verified + outstanding advance, and for the fund: allocated ≤ appropriated.
The commands stand in `fund_chain`, `fund_keeping` and `fund_limits`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from immutables import Map

from services.finance.domain.fund_books import Allotment, Keeping, Payable, Placement
from shared.aggregate import Aggregate, organisation
from shared.schemas.finance import fund as facts
from shared.schemas.finance import fund_keeping as keeping

FINANCE = organisation("finance")
CAPACITY_FEN = 10**15
"""Ten trillion yuan: sums of several funds still fit a 64-bit column."""
CARRIED_YEARS = 2
"""预算法§42: what two further years have not used up is surplus."""

Events = Iterable[object]

_NO_ALLOTMENT = Allotment()


@dataclass(frozen=True, slots=True)
class Fund:
    """`county` is set where the money is a county's own; `owed` are projects with payables.

    `allocated_fen` is net of what was recalled; `transferred_fen` is its part that went to towns
    as general transfers.
    """

    source: str = ""
    kind: facts.FundKind = "special"
    county: str = ""
    year: int = 0
    appropriated_fen: int = 0
    allocated_fen: int = 0
    transferred_fen: int = 0
    committed_fen: int = 0
    paid_fen: int = 0
    allotments: Map[str, Allotment] = Map()
    owed: Map[str, bool] = Map()
    kept: Keeping = Keeping()

    def of(self, project: str) -> Allotment:
        return self.allotments.get(project, _NO_ALLOTMENT)

    @property
    def placed_fen(self) -> int:
        """What no longer waits to be allocated."""
        return self.allocated_fen + self.kept.pooled_out_fen + self.kept.surplus_fen

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
        gone = self.kept.pooled_out_fen + self.kept.surplus_fen
        return self.appropriated_fen - self.paid_fen - self.transferred_fen - gone

    @property
    def payer(self) -> str:
        return self.county or "finance"


FUND = Aggregate("fund", Fund(), key="fund", title="资金")


@FUND.evolve
def evolve(fund: Fund, event: object) -> Fund:
    match event:
        case facts.FundsAllocated(project=project, town=town, amount_fen=fen):
            fund = _used(fund, "allocation", project, event)
            return _allocated(fund, project, fen, town=town, preliminary=False)
        case facts.FundsRecalled(project=project, amount_fen=fen):
            return _allocated(fund, project, -fen)
        case facts.FundsCommitted(project=project, amount_fen=fen):
            total = fund.of(project).committed_fen + fen
            fund = replace(fund, committed_fen=fund.committed_fen + fen)
            return _with(fund, project, committed_fen=total)
        case facts.WorkVerified():
            return _verified(fund, event)
        case facts.PaymentMade(project=project, amount_fen=fen):
            fund = _used(fund, "payment", project, event)
            return _settled(_paid(fund, project, fen), project, fen)
        case facts.AdvancePaid(project=project, amount_fen=fen):
            had = fund.of(project)
            advanced, outstanding = had.advanced_fen + fen, had.outstanding_fen + fen
            fund = _paid(_used(fund, "advance", project, event), project, fen)
            return _with(fund, project, advanced_fen=advanced, outstanding_fen=outstanding)
        case facts.PreliminaryFundsAllocated(project=project, town=town, amount_fen=fen):
            fund = _used(fund, "allocation", project, event)
            return _allocated(fund, project, fen, town=town, preliminary=True)
        case facts.TransferAllocated(town=town, amount_fen=fen):
            allocated, transferred = fund.allocated_fen + fen, fund.transferred_fen + fen
            fund = replace(fund, allocated_fen=allocated, transferred_fen=transferred)
            return _placed(_used(fund, "allocation", town, event))
        case facts.FundRegistered(source=source, kind=kind, year=year, agricultural=agricultural):
            kept = Keeping(carried_into=year, agricultural=agricultural)
            return Fund(source, kind, event.county or "", year, kept=kept)
        case facts.FundsAppropriated():
            return _appropriated(fund, event)
        case keeping.PaymentOverdue():
            return _payment_late(fund, event)
        case keeping.FundsPooled(amount_fen=fen):
            return replace(fund, appropriated_fen=fund.appropriated_fen + fen)
    return _placed(replace(fund, kept=fund.kept.after(event)))


def _with(fund: Fund, project: str, **changes: Any) -> Fund:
    allotment = replace(fund.of(project), **changes)
    return replace(fund, allotments=fund.allotments.set(project, allotment))


def _allocated(fund: Fund, project: str, fen: int, **changes: Any) -> Fund:
    had = fund.of(project)
    now = replace(had, allocated_fen=had.allocated_fen + fen, **changes)
    allotments = fund.allotments.set(project, now)
    fund = replace(fund, allocated_fen=fund.allocated_fen + fen, allotments=allotments)
    return _placed(fund)


def _appropriated(fund: Fund, event: facts.FundsAppropriated) -> Fund:
    total, number = fund.appropriated_fen + event.amount_fen, fund.kept.appropriations + 1
    waiting = fund.kept.placements
    if event.budget_approved_on and event.allocation_days:
        due = Placement(number, total, event.budget_approved_on, event.allocation_days)
        waiting = (*waiting, due)
    kept = replace(fund.kept, appropriations=number, placements=waiting)
    return replace(fund, appropriated_fen=total, kept=kept)


def _placed(fund: Fund) -> Fund:
    """An appropriation that is wholly placed stays met, even if money comes back later."""
    waiting = fund.kept.placements
    if not waiting or waiting[0].through_fen > fund.placed_fen:
        return fund
    left = tuple(p for p in waiting if p.through_fen > fund.placed_fen)
    return replace(fund, kept=replace(fund.kept, placements=left))


def _verified(fund: Fund, event: facts.WorkVerified) -> Fund:
    had, due = fund.of(event.project), event.amount_fen - event.offset_fen
    number, payables = had.verifications + 1, had.payables
    if due and event.delivered_on and event.payment_days:
        payables = (*payables, Payable(number, due, event.delivered_on, event.payment_days))
        fund = replace(fund, owed=fund.owed.set(event.project, True))
    return _with(
        fund,
        event.project,
        verified_fen=had.verified_fen + event.amount_fen,
        outstanding_fen=had.outstanding_fen - event.offset_fen,
        verifications=number,
        payables=payables,
    )


def _paid(fund: Fund, project: str, fen: int) -> Fund:
    fund = replace(fund, paid_fen=fund.paid_fen + fen)
    return _with(fund, project, paid_fen=fund.of(project).paid_fen + fen)


def _settled(fund: Fund, project: str, fen: int) -> Fund:
    """A payment settles the oldest verified work first."""
    left: list[Payable] = []
    for payable in fund.of(project).payables:
        settled = min(fen, payable.unpaid_fen)
        fen -= settled
        if payable.unpaid_fen > settled:
            left.append(replace(payable, unpaid_fen=payable.unpaid_fen - settled))
    if not left and project in fund.owed:
        fund = replace(fund, owed=fund.owed.delete(project))
    return _with(fund, project, payables=tuple(left))


def _payment_late(fund: Fund, event: keeping.PaymentOverdue) -> Fund:
    payables = tuple(
        replace(p, late=True) if p.number == event.verification else p
        for p in fund.of(event.project).payables
    )
    fund = _with(fund, event.project, payables=payables)
    return replace(fund, kept=fund.kept.after(event))


def _used(fund: Fund, act: str, beneficiary: str, event: Any) -> Fund:
    """An act counts for its day and uses up its first approval."""
    kept = fund.kept.used(act, beneficiary, event.amount_fen, event.acted_on)
    return fund if kept is fund.kept else replace(fund, kept=kept)
