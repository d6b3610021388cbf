"""MarketEntry (`market-entry-<parcel>`): collective land comes to market, RZ-2.3.j.

Conditions, plan and collective decision, the government's comments, announcement, deal, contract,
filing, adjustment fund, registration: each gate only after the one before. The written decision
goes with the plan (实施条例 §40), so either may be recorded first; the announcement needs both.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.land.domain import market_entry_rules as rules
from services.land.domain.offices import COUNTY_LAND
from services.land.domain.parcel import PARCEL, Parcel
from shared.kernel.aggregate import (
    TOWN,
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    guard,
    organisation,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.land.market_entry import (
    AdjustmentFundCollected,
    AdjustmentFundCorrected,
    CollectiveDecisionRecorded,
    DealAnnulled,
    DealConcluded,
    EntryAnnounced,
    EntryCommentsLapsed,
    EntryContractFiled,
    EntryContractSigned,
    EntryEnded,
    EntryPlanFiled,
    EntryPlanMatured,
    EntryRegistered,
    FileEntryPlan,
    GovernmentCommentsRecorded,
    IssuePlanningConditions,
    PlanningConditionsIssued,
)

CLAUSE = rules.CLAUSE
NATURAL_RESOURCES = organisation("natural-resources")

Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class MarketEntry:
    """`comments` is empty, fits, revise or silent; a plan to be revised is no plan.

    An entry that ended has no conditions; `revision` counts on when they are issued anew.
    """

    town: str = ""
    county: str = ""
    conditions: PlanningConditionsIssued | None = None
    plan: EntryPlanFiled | None = None
    revision: int = 0
    decided: bool = False
    comments: str = ""
    matured: bool = False
    announced: EntryAnnounced | None = None
    deal: DealConcluded | None = None
    signed: bool = False
    filed: bool = False
    fund: AdjustmentFundCollected | None = None
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


MARKET_ENTRY = Aggregate(
    "market-entry",
    MarketEntry(),
    key="parcel",
    title="集体土地入市",
    sight=[to_town(), to_named()],
)


@MARKET_ENTRY.evolve
def evolve(entry: MarketEntry, event: object) -> MarketEntry:
    match event:
        case PlanningConditionsIssued():
            started = MarketEntry(event.town, event.county, revision=entry.revision)
            return replace(started, conditions=event)
        case EntryPlanFiled(revision=revision):
            return replace(entry, plan=event, revision=revision, comments="", matured=False)
        case CollectiveDecisionRecorded():
            return replace(entry, decided=True)
        case GovernmentCommentsRecorded(fits=True):
            return replace(entry, comments="fits")
        case GovernmentCommentsRecorded():
            return replace(entry, plan=None, comments="revise", decided=False)
        case EntryCommentsLapsed():
            return replace(entry, comments="silent")
        case EntryPlanMatured():
            return replace(entry, matured=True)
        case EntryAnnounced():
            return replace(entry, announced=event)
        case DealConcluded():
            return replace(entry, deal=event)
        case EntryContractSigned():
            return replace(entry, signed=True)
        case EntryContractFiled():
            return replace(entry, filed=True)
        case AdjustmentFundCollected():
            return replace(entry, fund=event)
        case AdjustmentFundCorrected():
            return replace(entry, fund=_corrected(entry.fund, event))
        case EntryRegistered():
            return replace(entry, registered=True)
        case DealAnnulled():
            return replace(entry, announced=None, deal=None, signed=False, filed=False, fund=None)
        case EntryEnded():
            return MarketEntry(entry.town, entry.county, revision=entry.revision)
    return entry


@MARKET_ENTRY.deadlines
def deadlines(entry: MarketEntry) -> Iterable[Deadline]:
    """The government's comments and the plan's lead time; a revised plan starts both again."""
    plan = entry.plan
    if plan is None:
        return
    if not entry.comments:
        yield _working(f"comments-{plan.revision}", plan, plan.comment_working_days)
    if not entry.matured:
        yield _working(f"lead-time-{plan.revision}", plan, plan.lead_working_days)


@MARKET_ENTRY.when_passed(clause=CLAUSE)
def time_is_over(entry: MarketEntry, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(entry)}:
        return
    of = {"parcel": passed.stream_id, "town": entry.town}
    if passed.key.startswith("comments"):
        yield EntryCommentsLapsed(**of, due_on=passed.due_on, county=entry.county)
    else:
        yield EntryPlanMatured(**of, due_on=passed.due_on)


@MARKET_ENTRY.command(
    title="出具规划条件",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    guards=[guard(PARCEL)],
    creates=None,
)
def issue_planning_conditions(
    entry: MarketEntry, cmd: IssuePlanningConditions, context: Context
) -> Events:
    """Anew, once an entry under earlier conditions has ended."""
    if entry.conditions is not None:
        refuse(rules.CONDITIONS_STAND)
    scope = context.registry.clauses[CLAUSE].scope
    if cmd.town not in scope:
        refuse(rules.TOWN_IN_SCOPE, town=cmd.town, scope=", ".join(scope))
    if cmd.use not in ("industrial", "commercial") or not cmd.registered:
        refuse(rules.PLANNED_USE)
    known = context.guard(Parcel, cmd.parcel)
    if known.town and (known.owner != "collective" or known.town != cmd.town):
        refuse(rules.COLLECTIVE_LAND, town=known.town, owner=known.owner)
    if cmd.industry is None or cmd.ecology is None:
        refuse(rules.CONDITIONS_CARRY_REQUIREMENTS)
    yield PlanningConditionsIssued(
        cmd.parcel, cmd.town, context.registry.county_of(cmd.town), cmd.use, cmd.area,
        cmd.planning, cmd.industry, cmd.ecology, context.today, cmd.document,
    )  # fmt: skip


@MARKET_ENTRY.command(title="报送入市方案", clause=CLAUSE, by=[TOWN])
def file_entry_plan(entry: MarketEntry, cmd: FileEntryPlan, context: Context) -> Events:
    """For the owner; a plan that the government wants changed is filed again."""
    require_gate(entry, "plan")
    yield EntryPlanFiled(
        cmd.parcel, entry.town, entry.revision + 1, cmd.owner,
        context.parameter("land.entry_comment_working_days"),
        context.parameter("land.entry_plan_lead_working_days"),
        context.today, cmd.document,
    )  # fmt: skip


def require_gate(entry: MarketEntry, gate: str) -> None:
    if entry.next_gate != gate:
        refuse_gate(entry)


def refuse_gate(entry: MarketEntry) -> None:
    gate = entry.next_gate or "registration"
    refuse(rules.GATES_IN_ORDER, gate=gate, gate_zh=rules.GATES_ZH[gate])


def _corrected(
    fund: AdjustmentFundCollected | None, event: AdjustmentFundCorrected
) -> AdjustmentFundCollected:
    assert fund is not None  # only what was collected is corrected
    return replace(
        fund, cost_fen=event.cost_fen, gain_fen=event.gain_fen, amount_fen=event.amount_fen
    )


def _working(key: str, plan: EntryPlanFiled, days: int) -> Deadline:
    return Deadline(key, plan.filed_on, days, "working", CLAUSE)
