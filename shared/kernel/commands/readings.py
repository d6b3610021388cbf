"""Who read personal data: told in the own log before anybody sees them, one stream a reader's unit."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from shared.kernel.aggregate import Actor, Aggregate, to_organisation
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.unit import Order, UnitOfWork
from shared.schemas.platform import PersonalDataRead

READINGS: Aggregate[None] = Aggregate(
    "personal-reading",
    None,
    key="organisation",
    title="查阅个人信息记录",
    sight=[to_organisation("discipline"), to_organisation("organization")],
)
READINGS.evolve(lambda state, _: state)
READINGS.asks_nobody("只作记录")

PERSONS_A_RECORD = 200


_READING = Command(
    name="reading",
    title="查阅个人信息",
    clause="design",
    by=(),
    duty="",
    guards=(),
    creates=None,
    data=PersonalDataRead,
    decide=lambda state, fact, context: [fact],
    aggregate=READINGS,
)


def record_reading(
    executor: Executor, actor: Actor, place: str, persons: Iterable[str], *, exported: bool = False
) -> None:
    """Tell that these persons' data are shown to somebody; nobody's is told of no one, but for an
    export. Within the hour the log finds it again. Raises `Busy`, `StoreUnavailable`."""
    now = executor.clock.now()
    known = sorted(set(persons))
    parts = [known[n : n + PERSONS_A_RECORD] for n in range(0, len(known), PERSONS_A_RECORD)]
    for some in parts or ([[]] if exported else []):
        fact = PersonalDataRead(place, persons=tuple(some), exported=exported)
        order = _order(actor, fact, now)
        executor.optimistic.run(
            partial(
                UnitOfWork.record,
                order=order,
                aggregate=READINGS,
                id=actor.organisation,
                event=fact,
            )
        )


def _order(actor: Actor, fact: PersonalDataRead, now: datetime) -> Order:
    hour = now.strftime("%Y-%m-%dT%H")
    shown = " ".join(fact.persons)
    id = command_id(
        "reading", actor.organisation, actor.person, fact.place, str(fact.exported), shown, hour
    )
    return Order(_READING, fact, actor, now, id)
