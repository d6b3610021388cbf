"""What programme counts of the towns' projects, so that nobody types it again (RZ-1.a)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.programme import tally
from shared.schemas.programme.stages import Feed
from shared.schemas.projects import project as projects

ONE = 1000
"""One of a thing, in thousandths."""
FEN_OF_10_000_YUAN = 1_000_000


@reaction(projects.ProjectAdmitted)
def admission_counts(event: projects.ProjectAdmitted, meta: EventMeta) -> Iterable[object]:
    yield _count(event.town, event.admitted_on.year, "projects-admitted", event.project, ONE)


@reaction(projects.ProjectAdmitted)
def investment_counts(event: projects.ProjectAdmitted, meta: EventMeta) -> Iterable[object]:
    """What was admitted, in 万元; apart, since a reaction gives a stream one command an event."""
    invested = event.investment_fen * ONE // FEN_OF_10_000_YUAN
    yield _count(event.town, event.admitted_on.year, "admitted-investment", event.project, invested)


@reaction(projects.ProjectCompleted)
def completion_counts(event: projects.ProjectCompleted, meta: EventMeta) -> Iterable[object]:
    yield _count(event.town, event.completed_on.year, "projects-completed", event.project, ONE)


def _count(town: str, year: int, feed: Feed, project: str, amount: int) -> object:
    return tally.CountForTown(
        town, year=year, feed=feed, project=project, amount_thousandths=amount
    )
