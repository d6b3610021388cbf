"""What a source has told on a connection held open need not be asked; whatever else is asked."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import SimpleQueue

import pytest

from shared.kernel.subscription import told_heads
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.subscription.remote_log import RemoteLog
from shared.kernel.subscription.source import SourceUnavailable, Unconfirmed, checkpoint_after
from shared.kernel.subscription.told_heads import ToldHeads
from tests.eventually import eventually
from tests.unit.subscription.test_remote_log import Known, chain, offer


class Line:
    """The connection of a `Telling` feed."""

    def __init__(self) -> None:
        self._pieces: SimpleQueue[bytes] = SimpleQueue()
        self.asked_at = time.monotonic()

    def tell(self, *heads: tuple[int, bytes]) -> None:
        lines = (f'{{"position":{p},"hash":"{hash.hex()}"}}\n' for p, hash in heads)
        self.say("".join(lines).encode())

    def say(self, piece: bytes) -> None:
        self._pieces.put(piece)

    def read(self) -> bytes:
        return self._pieces.get()

    def cut(self) -> None:
        self._pieces.put(b"")

    close = cut


@dataclass
class Telling(Known):
    """A feed that tells its heads, and counts what it is asked."""

    asked: list[Checkpoint] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def begin(self, checkpoint: Checkpoint) -> Callable[[], bool]:
        self.asked.append(checkpoint)
        return super().begin(checkpoint)

    def heads(self, seconds: float) -> Line:  # type: ignore[override]
        self.lines.append(Line())
        return self.lines[-1]


@contextmanager
def following(
    feed: Telling, told: list[Incoming], taken: list[Incoming]
) -> Iterator[tuple[RemoteLog, ToldHeads]]:
    """A follower that was told of some events, and has taken some that the broker brought."""
    heads = ToldHeads(feed)
    foreign = RemoteLog(feed, heads)
    heads.start()
    try:
        heads.want()
        eventually(lambda: feed.lines, "it has connected")
        feed.lines[-1].tell((0, bytes(32)), *((e.position, e.hash) for e in told))
        last = told[-1].position if told else 0
        eventually(lambda: heads.live and not heads.comes(last), "it was told")
        offer(foreign, taken)
        assert foreign.after(Checkpoint(), 100) == taken
        yield foreign, heads
    finally:
        heads.end()
        heads.join()
        assert not heads.live


def test_what_was_told_is_not_asked() -> None:
    true = chain(5)
    feed = Telling(true)
    with following(feed, true, true[:3]) as (foreign, _):
        foreign.away = True  # as of the last question
        foreign.begin_confirming()
        foreign.confirm()
    assert not foreign.away
    assert (feed.asked, foreign.confirmed_as_told, foreign.confirmed_when_asked) == ([], 1, 0)


def test_what_is_told_while_it_is_waited_for_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.kernel.subscription.remote_log.PATIENCE_SECONDS", 30.0)
    true = chain(2)
    feed = Telling(true)
    with following(feed, true[:1], true) as (foreign, _):
        foreign.begin_confirming()
        assert feed.asked == []
        feed.lines[-1].tell((2, true[1].hash))
        foreign.confirm()
    assert (feed.asked, foreign.confirmed_as_told) == ([], 1)


def test_what_is_not_told_in_time_is_asked() -> None:
    true = chain(2)
    feed = Telling(true)
    with following(feed, true[:1], true) as (foreign, _):
        foreign.begin_confirming()
        foreign.confirm()
    assert (feed.asked, foreign.confirmed_when_asked) == ([checkpoint_after(true[1])], 1)


def test_a_forged_event_where_another_was_told_is_asked_and_ignored() -> None:
    true = chain(5)
    [lie] = chain(1, behind=true[1], text="a lie")
    with following(Telling(true), true, [*true[:2], lie]) as (foreign, _):
        with pytest.raises(Unconfirmed):
            foreign.confirm()
        assert foreign.after(Checkpoint(), 100) == true


def test_what_was_told_is_void_once_the_connection_has_ended() -> None:
    """Its source may have been restored since: what is left of it in a queue is its history no more."""
    lost = chain(3)
    feed = Telling(lost[:1])
    with following(feed, lost, lost) as (foreign, heads):
        feed.lines[-1].cut()
        eventually(lambda: not heads.live or len(feed.lines) > 1, "the connection has ended")
        with pytest.raises(Unconfirmed):
            foreign.confirm()


def test_what_was_told_long_ago_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = chain(3)
    feed = Telling(lost[:1])
    with following(feed, lost, lost) as (foreign, _):
        monkeypatch.setattr(told_heads, "GOOD_SECONDS", 0.0)
        with pytest.raises(Unconfirmed):
            foreign.confirm()


@pytest.mark.parametrize(("lay_unread", "believed"), [(0.0, True), (3_600.0, False)])
def test_what_lay_unread_is_as_old_as_the_source_says(
    lay_unread: float, believed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(told_heads, "GOOD_SECONDS", 600.0)
    true = chain(3)
    feed = Telling(true)
    with following(feed, true[:2], true) as (foreign, heads):
        feed.lines[-1].asked_at -= 3_600.0
        at, hash = 3_600.0 - lay_unread, true[2].hash.hex()
        feed.lines[-1].say(f'{{"position":3,"hash":"{hash}","at":{at}}}\n'.encode())
        eventually(lambda: not heads.comes(3), "it was told")
        foreign.confirm()
        assert foreign.confirmed_as_told == believed
    assert (feed.asked == []) == believed


def test_so_much_is_kept_of_what_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told_heads, "KEPT", 3)
    true = chain(10)
    with following(Telling(true), true, true) as (_, heads):
        told = [heads.tell(checkpoint_after(event)) for event in true]
    assert told == [False] * 7 + [True] * 3


def test_lines_come_in_pieces_and_empty_ones_say_nothing() -> None:
    true = chain(2)
    feed = Telling(true)
    with following(feed, [], true) as (foreign, heads):
        line = f'\n{{"position":2,"hash":"{true[1].hash.hex()}"}}\n\n'.encode()
        feed.lines[-1].say(line[:30])
        feed.lines[-1].say(line[30:])
        eventually(lambda: not heads.comes(2), "it was told")
        foreign.confirm()
    assert feed.asked == []


ENDLESS = b"x" * (told_heads.LONGEST_LINE + 1)


@pytest.mark.parametrize("told", [b"no head\n", b'{"position":2,"hash":"xy"}\n', ENDLESS])
def test_who_tells_what_nobody_can_read_is_asked(told: bytes) -> None:
    true = chain(2)
    feed = Telling(true)
    with following(feed, true, true) as (foreign, heads):
        feed.lines[-1].say(told)
        eventually(lambda: not heads.live, "the connection has ended")
        foreign.confirm()
    assert len(feed.asked) == 1


def test_nobody_connects_for_what_concerns_nobody() -> None:
    """Now and then its checkpoint is stored, and confirmed before: that is asked."""
    true = chain(2)
    feed = Telling(true)
    heads = ToldHeads(feed)
    foreign = RemoteLog(feed, heads)
    heads.start()
    offer(foreign, true)
    foreign.after(Checkpoint(), 100)
    foreign.confirm()
    heads.end()
    heads.join()
    assert (len(feed.asked), feed.lines) == (1, [])


def test_who_has_effects_connects() -> None:
    feed = Telling(chain(1))
    heads = ToldHeads(feed)
    foreign = RemoteLog(feed, heads)
    heads.start()
    offer(foreign, chain(1))
    foreign.after(Checkpoint(), 100)
    foreign.begin_confirming()
    eventually(lambda: feed.lines, "it has connected")
    heads.end()
    heads.join()


def test_who_has_no_use_for_what_is_told_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told_heads, "UNUSED", 2)
    true = chain(4)
    feed = Telling(true)
    with following(feed, true[:1], true[:1]) as (_, heads):
        for event in true[1:]:
            heads.want()
            feed.lines[-1].tell((event.position, event.hash))
            eventually(lambda p=event.position: not heads.comes(p), "it was told")
        assert heads.tell(checkpoint_after(true[3]))
        for _ in range(2):
            feed.lines[-1].say(b"\n")
        eventually(lambda: not heads.live, "it has left")
        heads.want()
        assert not heads.tell(checkpoint_after(true[3]), 0.01)
    assert len(feed.lines) == 1


@pytest.mark.parametrize(
    ("why", "soon"), [(ConnectionRefusedError(), True), (TimeoutError(), False)]
)
def test_what_holds_lines_back_is_left_for_a_while_and_who_is_away_is_not(
    why: OSError, soon: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something between the two services gives nothing on before it has all: it goes on to."""
    pauses: list[float] = []
    monkeypatch.setattr(told_heads, "backoff", lambda failures: pauses.append(0.0) or 0.0)
    monkeypatch.setattr(told_heads, "LATER_SECONDS", 3_600.0)
    feed = untold(why)
    heads = ToldHeads(feed)
    heads.start()
    heads.want()
    eventually(lambda: len(feed.lines) == 1, "it has tried")
    heads.want()
    if soon:
        eventually(lambda: len(feed.lines) > 1, "it tries again")
    heads.end()
    heads.join()
    assert bool(pauses) == soon


def test_a_connection_that_ends_before_a_word_was_of_no_use() -> None:
    silent, telling = Line(), Line()
    telling.tell((0, bytes(32)))
    heads = ToldHeads(Telling(chain(1)))
    for line, of_use in ((silent, False), (telling, True)):
        line.cut()
        assert heads._take(line) == of_use  # type: ignore[arg-type]


def untold(why: OSError) -> Telling:
    """A source whose heads can't be heard."""
    feed = Telling(chain(1))

    def away(seconds: float) -> Line:
        feed.lines.append(Line())
        raise SourceUnavailable("nobody is there") from why

    feed.heads = away  # type: ignore[method-assign]
    return feed


def test_a_source_that_is_away_is_asked_and_found_away() -> None:
    feed = untold(ConnectionRefusedError())
    heads = ToldHeads(feed)
    heads.start()
    heads.want()
    assert not heads.tell(Checkpoint(1, bytes(32)), 0.01)
    eventually(lambda: feed.lines, "it has tried")
    heads.end()
    heads.join()
