"""Two writers of one log, whose steps interleave wherever one could see what the other does.

The executors, what they remember, and the store are the real ones: two processes in all but name.
A subclass names its aggregates, draws commands, and states what always holds.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import event

from shared.kernel.aggregate import Actor, Aggregate, Context, Refused
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted, decide
from shared.kernel.aggregate.parameters import PARAMETERS
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.unit import Order
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.log.recorded import split_type
from shared.policy.loader import registry
from shared.schemas.codec import decode, encode
from tests.effort import tries
from tests.fixed_clock import FixedClock

NOW = datetime(2024, 3, 1, 4, tzinfo=UTC)
quick = tries(15, steps=20)

Streams = dict[str, list[object]]


@dataclass(frozen=True)
class Asked:
    """A command, and who gives it; a passed deadline is told to streams of a `category`."""

    data: Any
    by: str
    person: str = "张三"
    category: str = ""


class Writer:
    """A process's executor. Before each reading of a stream and each append it pauses once."""

    def __init__(self, service: str, url: str, aggregates: tuple[Aggregate[Any], ...]) -> None:
        self.database = Database(url)
        event.listen(self.database.engine, "connect", _in_a_hurry)
        self.log = Log(service, self.database)
        known = [*aggregates, PARAMETERS]
        self.executor = Executor(self.log, known, registry(), FixedClock(NOW))
        self.pauses = 0
        self.at_pause: dict[int, Callable[[], object]] = {}
        store: Any = self.log.store
        store.read_streams = self._pausing(store.read_streams)
        store.append = self._pausing(store.append)

    def _pausing(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def paused(*given: Any, **named: Any) -> Any:
            self.pauses += 1
            self.at_pause.pop(self.pauses, int)()
            return step(*given, **named)

        return paused


class TwoWriters(RuleBasedStateMachine):
    """After every step the log holds what one writer alone would have put there."""

    service: ClassVar[str]
    aggregates: ClassVar[tuple[Aggregate[Any], ...]]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="two-writers-")
        path = Path(self.folder.name) / "log.sqlite"
        path.write_bytes(_empty_log())
        url = f"sqlite:///{path}"
        self.writers = [Writer(self.service, url, self.aggregates) for _ in range(2)]
        self.streams: Streams = {}
        self.log: list[object] = []
        self.now, self.given, self.position = NOW, 0, 0
        for first in self.beginning():
            assert self.give(0, first), first

    def beginning(self) -> list[Asked]:
        """The commands that the story starts from; each is accepted."""
        return []

    def commands(self) -> st.SearchStrategy[Asked]:
        """What may be asked for in the state that the log is in."""
        raise NotImplementedError

    @rule(data=st.data(), writer=st.integers(0, 1), pause=st.integers(1, 6))
    def one_comes_into_the_other(self, data: st.DataObject, writer: int, pause: int) -> None:
        """Both decided on what stood before, or one when the other is done."""
        asked = self.commands()
        outer, inner = data.draw(asked, "outer"), data.draw(asked, "inner")
        mine = self.writers[writer]
        mine.pauses, mine.at_pause = 0, {pause: lambda: self.give(1 - writer, inner)}
        self.give(writer, outer)
        mine.at_pause = {}

    @rule(data=st.data(), writer=st.integers(0, 1))
    def one_comes_alone(self, data: st.DataObject, writer: int) -> None:
        self.give(writer, data.draw(self.commands()))

    def give(self, writer: int, asked: Asked) -> bool:
        """Whether it is accepted. Any other error than a refusal fails the test."""
        executor = self.writers[writer].executor
        self.given += 1
        deadline = f"pass-deadline-of-{asked.category}"
        order = Order(
            executor.commands[deadline] if asked.category else executor.by_data[type(asked.data)],
            asked.data,
            Actor(asked.person, asked.by),
            self.now,
            command_id(self.service, str(self.given)),
        )
        try:
            executor.execute(order)
        except (Refused, NotPermitted, NoSuchStream):
            return False
        self._taken(order)
        return True

    def state(self, aggregate: Aggregate[Any], id: str) -> Any:
        return aggregate.replay(self.events(aggregate, id))

    def events(self, aggregate: Aggregate[Any], id: str) -> list[object]:
        return self.streams.get(aggregate.stream(id), [])

    def of(self, *kinds: type, **fields: object) -> list[Any]:
        """The events of some kinds in their order, those whose fields have these values."""
        return [
            event
            for event in self.log
            if isinstance(event, kinds)
            and all(getattr(event, name) == value for name, value in fields.items())
        ]

    def _taken(self, order: Order) -> None:
        """What was appended is what deciding on the log as it stood right before leads to."""
        try:
            due = [(d.stream, encode(d.event)) for d in self._decided(order)]
        except (Refused, NotPermitted, NoSuchStream) as refusal:
            raise AssertionError(f"accepted {order.data}, against {refusal}") from None
        records = self.writers[0].log.read(self.position)
        assert [(r.stream, r.data) for r in records] == due
        for record in records:
            events = self.streams.setdefault(record.stream, [])
            events.append(decode(*split_type(record.type), record.data))
            self.log.append(events[-1])
            self.position += 1
            assert (record.position, record.version) == (self.position, len(events))

    def _decided(self, order: Order) -> list[Any]:
        command = order.command
        id = command.id_of(order.data)
        state = self.state(command.aggregate, id)
        guards = {}
        for known in command.guards:
            selected = known.select(state, order.data)
            for other in [selected] if isinstance(selected, str) else selected:
                guards[known.aggregate.state, other] = self.state(known.aggregate, other)
        context = Context(
            order.now, order.actor, registry(), registry().parameters, order.id, guards
        )
        version = len(self.events(command.aggregate, id))
        return decide(command, version, state, order.data, context)

    def teardown(self) -> None:
        for writer in self.writers:
            writer.log.close()
            writer.database.close()
        self.folder.cleanup()


def _in_a_hurry(connection: Any, _: object) -> None:
    """Nothing here has to outlive the machine."""
    connection.execute("PRAGMA synchronous=OFF")


def _empty_log() -> bytes:
    """The file of a log that holds nothing: copied, not made anew, for every story."""
    if not _EMPTY:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "log.sqlite"
            database = Database(f"sqlite:///{path}")
            migrate(database)
            database.close()
            _EMPTY.append(path.read_bytes())
    return _EMPTY[0]


_EMPTY: list[bytes] = []
