"""MarketEntry (`market-entry-<parcel>`): collective land comes to market, RZ-2.3.j.

Conditions, plan and collective decision, the government's comments, announcement, deal, contract,
filing, adjustment fund, registration: each gate only after the one before. The written decision
goes with the plan (实施条例 §40), so either may be recorded first; the announcement needs both.
"""

from dataclasses import dataclass
from typing import assert_never

from services.land.domain.market_entry import rules
from shared.kernel.aggregate import (
    Aggregate,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.land import market_entry, market_entry_deal

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class MarketEntry:
    """`comments` is empty, fits, revise or silent; a plan to be revised is no plan.

    An entry that ended has no conditions; `revision` counts on when they are issued anew.
    """

    town: str = ""
    county: str = ""
    conditions: market_entry.PlanningConditionsIssued | None = None
    plan: market_entry.EntryPlanFiled | None = None
    revision: int = 0
    decided: bool = False
    comments: str = ""
    matured: bool = False
    announced: market_entry_deal.EntryAnnounced | None = None
    deal: market_entry_deal.DealConcluded | None = None
    signed: bool = False
    filed: bool = False
    fund: market_entry_deal.AdjustmentFundCollected | None = None
    registered: bool = False

    @property
    def next_gate(self) -> str:
        """The first gate not passed yet; empty once the right is registered."""
        passed = {
            "conditions": self.conditions is not None,
            "plan": self.plan is not None,
            "decision": self.decided,
            "comments": self.comments in ("fits", "silent"),
            "announcement": self.announced is not None,
            "lead-time": self.matured,
            "deal": self.deal is not None,
            "contract": self.signed,
            "filing": self.filed,
            "fund": self.fund is not None,
            "registration": self.registered,
        }
        return next((gate for gate, done in passed.items() if not done), "")


MarketEntryEvent = market_entry.Event | market_entry_deal.Event

MARKET_ENTRY = Aggregate(
    "market-entry",
    MarketEntry(),
    key="parcel",
    title="集体土地入市",
    sight=[to_town(), to_named()],
)


@MARKET_ENTRY.evolve
def evolve(entry: MarketEntry, event: MarketEntryEvent) -> MarketEntry:
    match event:
        case market_entry.PlanningConditionsIssued():
            started = MarketEntry(event.town, event.county, revision=entry.revision)
            return replace(started, conditions=event)
        case market_entry.EntryPlanFiled(revision=revision):
            return replace(entry, plan=event, revision=revision, comments="", matured=False)
        case market_entry.CollectiveDecisionRecorded():
            return replace(entry, decided=True)
        case market_entry.GovernmentCommentsRecorded(fits=True):
            return replace(entry, comments="fits")
        case market_entry.GovernmentCommentsRecorded():
            return replace(entry, plan=None, comments="revise", decided=False)
        case market_entry.EntryCommentsLapsed():
            return replace(entry, comments="silent")
        case market_entry.EntryPlanMatured():
            return replace(entry, matured=True)
        case market_entry_deal.EntryAnnounced():
            return replace(entry, announced=event)
        case market_entry_deal.DealConcluded():
            return replace(entry, deal=event)
        case market_entry_deal.EntryContractSigned():
            return replace(entry, signed=True)
        case market_entry_deal.EntryContractFiled():
            return replace(entry, filed=True)
        case market_entry_deal.AdjustmentFundCollected():
            return replace(entry, fund=event)
        case market_entry_deal.AdjustmentFundCorrected():
            return replace(entry, fund=_correct(entry.fund, event))
        case market_entry_deal.EntryRegistered():
            return replace(entry, registered=True)
        case market_entry_deal.DealAnnulled():
            return replace(entry, announced=None, deal=None, signed=False, filed=False, fund=None)
        case market_entry.EntryEnded():
            return MarketEntry(entry.town, entry.county, revision=entry.revision)
    assert_never(event)


def require_gate(entry: MarketEntry, gate: str) -> None:
    if entry.next_gate != gate:
        refuse_gate(entry)


def refuse_gate(entry: MarketEntry) -> None:
    gate = entry.next_gate or "registration"
    refuse(rules.GATES_IN_ORDER, gate=gate, gate_zh=rules.GATES_ZH[gate])


def _correct(
    fund: market_entry_deal.AdjustmentFundCollected | None,
    event: market_entry_deal.AdjustmentFundCorrected,
) -> market_entry_deal.AdjustmentFundCollected:
    assert fund is not None  # only what was collected is corrected
    return replace(
        fund, cost_fen=event.cost_fen, gain_fen=event.gain_fen, amount_fen=event.amount_fen
    )
