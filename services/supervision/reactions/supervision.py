"""What follows in this service from its own events."""

from collections.abc import Iterable

from services.supervision.domain.bulletin.figures import tally_by_handler, tally_by_town
from services.supervision.views.handling_courses import HandlingCourses, course
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import Rows, reaction
from shared.schemas.supervision import bulletin as bulletins


@reaction(bulletins.BulletinDrafted, needs=HandlingCourses)
def figures_are_taken(
    event: bulletins.BulletinDrafted, meta: EventMeta, matters: Rows[HandlingCourses]
) -> Iterable[object]:
    """RZ-3.3.c: a bulletin's figures come from the log, of the period and the county it is on."""
    found = matters.find(county=event.county) if event.county else matters.find()
    courses = [course(row) for row in found]
    yield bulletins.TakeBulletinFigures(
        event.bulletin,
        revision=event.revision,
        departments=tally_by_handler(courses, event.since, event.until),
        towns=tally_by_town(courses, event.since, event.until) if event.ranks_towns else (),
    )
