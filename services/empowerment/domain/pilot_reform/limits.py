"""The limits of a reform: its review, its half-yearly reports, its end, its evaluation."""

from collections.abc import Iterable
from datetime import date

from services.empowerment.domain.pilot_reform.state import CLAUSE, PILOT_REFORM, PilotReform
from shared.kernel.aggregate import SYSTEM, Context, Deadline, DeadlinePassed, Events, require_flag
from shared.schemas.copying import replace
from shared.schemas.empowerment import pilot_reform as reforms


@PILOT_REFORM.deadlines
def deadlines(reform: PilotReform) -> Iterable[Deadline]:
    if (limit := legality_limit(reform)) and "legality" not in reform.late:
        yield limit
    if (limit := report_limit(reform)) and "report" not in reform.late:
        yield limit
    if limit := term_limit(reform):
        yield limit
    if (warning := warning_limit(reform)) and not reform.warned:
        yield warning
    if (limit := evaluation_limit(reform)) and "evaluation" not in reform.late:
        yield limit


def legality_limit(reform: PilotReform) -> Deadline | None:
    asked = reform.proposed
    if reform.stage != "proposed" or asked is None or reform.legality is not None:
        return None
    days = asked.legality_working_days
    return Deadline("legality", asked.proposed_on, days, "working", CLAUSE)


def report_limit(reform: PilotReform) -> Deadline | None:
    approved, since = reform.approved, reform.reported_on
    if reform.stage != "running" or approved is None or since is None:
        return None
    key = f"report-{reform.reports + 1}"
    return Deadline(key, since, approved.report_calendar_days, "calendar", CLAUSE)


def term_limit(reform: PilotReform) -> Deadline | None:
    """The trial's last day."""
    if reform.stage != "running" or reform.proposed is None or reform.until is None:
        return None
    begins = reform.proposed.proposed_on
    return Deadline("term", begins, (reform.until - begins).days, "calendar", CLAUSE)


def warning_limit(reform: PilotReform) -> Deadline | None:
    """The day on which its end is told ahead."""
    limit = term_limit(reform)
    if limit is None or reform.approved is None:
        return None
    days = max(limit.days - reform.approved.warning_calendar_days, 0)
    return replace(limit, key="warning", days=days)


def evaluation_limit(reform: PilotReform) -> Deadline | None:
    approved, since = reform.approved, reform.ended_on
    if reform.stage != "ended" or approved is None or since is None or reform.evaluated:
        return None
    return Deadline("evaluation", since, approved.evaluation_calendar_days, "calendar", CLAUSE)


@PILOT_REFORM.when_passed(clause=CLAUSE)
def a_limit_passes(reform: PilotReform, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(reform)}:
        return
    id, due_on, town = passed.stream_id, passed.due_on, reform.town
    match passed.key.partition("-")[0]:
        case "warning":
            assert reform.until is not None
            yield reforms.ReformExpiring(id, town=town, until=reform.until)
        case "term":
            yield reforms.ReformEnded(
                id, town=town, cause="expired", reason="试点期限届满", document=None,
                ended_on=due_on, opens=reform.approved.opens if reform.approved else (),
            )  # fmt: skip
        case "legality":
            yield _late(reform, id, "legality", f"{reform.county}-justice", due_on)
        case "report":
            yield _late(reform, id, "report", town, due_on)
        case "evaluation":
            yield _late(reform, id, "evaluation", _owner(reform), due_on)


def _owner(reform: PilotReform) -> str:
    """Who evaluates: the county, or the city's staffing office for what was approved above it."""
    county = reform.approved is not None and reform.approved.level == "county"
    return reform.county if county else "staffing"


def _late(
    reform: PilotReform, id: str, step: reforms.ReformStep, organisation: str, due_on: date
) -> reforms.ReformStepOverdue:
    return reforms.ReformStepOverdue(
        id,
        town=reform.town,
        county=reform.county,
        step=step,
        organisation=organisation,
        due_on=due_on,
        name=reform.proposed.title if reform.proposed else None,
    )


@PILOT_REFORM.command(title="解除改革试点预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_pilot_reform_flag(
    reform: PilotReform, cmd: reforms.ClearPilotReformFlag, context: Context
) -> Events:
    require_flag(reform.flags, cmd.key)
    yield reforms.PilotReformFlagCleared.of(cmd, town=reform.town)
