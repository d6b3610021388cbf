"""What befell a service's subscriptions, kept in its own log: one stream a source."""

from shared.kernel.aggregate import Actor, Aggregate, Context
from shared.kernel.aggregate.aggregate import Command
from shared.schemas.platform import ParkedKeyDiscarded, ReactionRefused, SourceResynced

Fact = ReactionRefused | ParkedKeyDiscarded | SourceResynced

JOURNAL: Aggregate[None] = Aggregate("reaction", None, key="source", title="反应记录")
JOURNAL.evolve(lambda state, _: state)

SYSTEM_ACTOR = Actor("system", "system")


def _as_it_is(state: None, fact: Fact, context: Context) -> list[object]:
    return [fact]


OPERATION = Command(
    name="operation",
    title="运维",
    clause="design",
    by=(),
    duty="operator",
    guards=(),
    creates=False,
    data=object,
    decide=_as_it_is,
    aggregate=JOURNAL,
)
"""Under which an operator's acts are recorded; it is not among the commands that can be given."""
