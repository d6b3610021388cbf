"""CreationPeriod (`creation-period-<town>`): noted from programme; own log, own truth (RZ-2.6.d)."""

from dataclasses import dataclass
from datetime import date

from shared.kernel.aggregate import SYSTEM, Aggregate, Context, Events, to_named, to_town
from shared.schemas.empowerment import creation_period


@dataclass(frozen=True, slots=True)
class CreationPeriod:
    """Both days belong to it; None while nothing was noted."""

    town: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


CREATION_PERIOD = Aggregate(
    "creation-period",
    CreationPeriod(),
    key="town",
    title="创建期",
    sight=[to_town(), to_named("RZ-2.6.d")],
)


@CREATION_PERIOD.evolve
def evolve(_: CreationPeriod, event: creation_period.Event) -> CreationPeriod:
    return CreationPeriod(event.town, event.starts_on, event.ends_on)


CREATION_PERIOD.asks_nobody("由系统按设定的创建期记载")


@CREATION_PERIOD.command(
    title="记载创建期", clause=creation_period.CLAUSE, by=[SYSTEM], creates=None
)
def note_creation_period(
    _: CreationPeriod, cmd: creation_period.NoteCreationPeriod, context: Context
) -> Events:
    yield creation_period.CreationPeriodNoted.of(cmd)
