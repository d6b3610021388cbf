"""The time limits of a year's assessment, step by step (RZ-1.a)."""

from collections.abc import Iterable
from datetime import date

from services.programme.domain.organisations import HOUSING
from services.programme.domain.town_assessment.rules import CLAUSE
from services.programme.domain.town_assessment.state import TOWN_ASSESSMENT, TownAssessment
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events
from shared.schemas.programme import town_assessment, town_assessment_result


@TOWN_ASSESSMENT.deadlines
def deadlines(known: TownAssessment) -> Iterable[Deadline]:
    if known.stage in ("reviewed", "scored") and known.opinion.awaited:
        yield opinion_limit(known)
    limit = step_limit(known)
    if limit is not None and limit.key not in known.late:
        yield limit


def opinion_limit(known: TownAssessment) -> Deadline:
    return known.opinion.limit("opinion")


def step_limit(known: TownAssessment) -> Deadline | None:
    """Within which the present step is due, if within any."""
    match known.stage:
        case "opened" if known.submission == 0:
            end = date(known.year, 12, 31)
            return Deadline("self-assessment", end, known.self_days, "calendar", CLAUSE)
        case "submitted":
            key = f"review-{known.submission}"
            return Deadline(key, known.since, known.days, "working", CLAUSE)
        case "publicised":
            key = f"publicity-{known.publicity}"
            return Deadline(key, known.since, known.days, "working", CLAUSE)
        case "publicity-ended" if not known.open_objections:
            key = f"confirm-{known.publicity}"
            return Deadline(key, known.since, known.confirm_days, "working", CLAUSE)
    return None


@TOWN_ASSESSMENT.when_passed(clause=CLAUSE)
def publicity_ends_or_a_step_is_late(
    known: TownAssessment, passed: DeadlinePassed, context: Context
) -> Events:
    id, town, due = passed.stream_id, known.town, passed.due_on
    county = context.registry.county_of(town)
    if passed.key == "opinion" and known.opinion.awaited:
        yield town_assessment.AssessmentOpinionLapsed(id, town=town, due_on=due)
    limit = step_limit(known)
    if limit is None or passed.key != limit.key or limit.key in known.late:
        return
    match known.stage:
        case "opened":
            yield town_assessment.SelfAssessmentOverdue(
                id, town=town, county=county, organisation=town, key=passed.key,
                year=known.year, due_on=due,
            )  # fmt: skip
        case "submitted":
            yield town_assessment.AssessmentReviewOverdue(
                id, town=town, county=county, organisation=county, key=passed.key,
                year=known.year, due_on=due,
            )  # fmt: skip
        case "publicised":
            yield town_assessment_result.AssessmentPublicityEnded(
                id, town=town, publicity=known.publicity, last_day=due
            )
        case "publicity-ended":
            yield town_assessment_result.AssessmentConfirmationOverdue(
                id, town=town, county=county, organisation=HOUSING.id, key=passed.key,
                year=known.year, due_on=due,
            )  # fmt: skip
