"""What the broker brings is bounded, and replaced by what the feed says wherever they differ."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from threading import Thread
from types import SimpleNamespace

import pytest

from shared.kernel.log.meta import StoredMeta, encode_meta, instant
from shared.kernel.log.recorded import GENESIS, Recorded, hash_of
from shared.kernel.subscription import buffer, remote_log
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.feed import Feed, Page
from shared.kernel.subscription.incoming import Announced, Incoming, from_record
from shared.kernel.subscription.remote_log import RemoteLog
from shared.kernel.subscription.source import Unconfirmed, checkpoint_after
from tests.eventually import PATIENCE_SECONDS, eventually


def chain(
    count: int,
    behind: Incoming | None = None,
    text: str = "",
    *,
    type: str = "Said",
    person: str = "张三",
    recorded_at: int = 1_000_000,
) -> list[Incoming]:
    """So many events that follow one another, as a source stored them."""
    told = ("tea", "c", "p", person, "housing", "say", "c", "r", "k", instant(1_000_000))
    events = [behind] if behind else []
    for _ in range(count):
        position, previous = (events[-1].position, events[-1].hash) if events else (0, GENESIS)
        record = Recorded(
            position + 1, "topic-tea", position + 1, f"id-{position}", type,
            f'{{"text":"{text}"}}', encode_meta(StoredMeta(*told)), recorded_at, b"", b"", previous,
        )  # fmt: skip
        events.append(from_record("source", record._replace(hash=hash_of(record))))
    return events[1:] if behind else events


@dataclass
class Known(Feed):
    """A feed that answers from memory."""

    events: list[Incoming] = field(default_factory=list)
    source: str = "source"

    def after(self, checkpoint: Checkpoint, limit: int) -> Page:
        page = self.events[checkpoint.position : checkpoint.position + limit]
        return Page(len(self.events), page)

    def begin(self, checkpoint: Checkpoint) -> Callable[[], bool]:
        return lambda: checkpoint in [checkpoint_after(event) for event in self.events]


def offer(foreign: RemoteLog, events: list[Incoming]) -> None:
    for event in events:
        foreign.offer(Announced("source", event.position, event))


def test_a_forged_event_among_true_ones_costs_a_reading_of_the_feed_and_no_event() -> None:
    true = chain(10)
    [lie] = chain(1, behind=true[3], text="a lie")
    foreign = RemoteLog(Known(true))
    offer(foreign, [*true[:5], lie, *true[5:]])
    assert foreign.after(Checkpoint(), 100) == [*true[:4], lie]
    with pytest.raises(Unconfirmed, match=lie.hash.hex()):
        foreign.confirm()
    assert foreign.after(Checkpoint(), 100) == true
    foreign.confirm()
    assert foreign.ignored == 1


def test_what_the_broker_brings_is_taken_once_the_source_has_confirmed_the_last_of_it() -> None:
    true = chain(10)
    feed = Known(true[:6])
    foreign = RemoteLog(feed)
    offer(foreign, true[:6])
    assert foreign.after(Checkpoint(), 4) == true[:4]
    foreign.confirm()
    assert foreign.after(checkpoint_after(true[3]), 100) == true[4:6]
    foreign.confirm()
    assert foreign.ignored == 0


def test_an_event_beyond_the_sources_head_is_ignored() -> None:
    true = chain(3)
    foreign = RemoteLog(Known(true))
    offer(foreign, chain(1, behind=true[2], text="a lie"))
    assert foreign.after(Checkpoint(), 100) == true
    assert (foreign.ignored, foreign.head()) == (1, 3)


def test_a_message_without_its_bytes_only_wakes() -> None:
    foreign = RemoteLog(Known(chain(3)))
    foreign.offer(Announced("source", 3))
    assert foreign.wait(0, 10)
    assert len(foreign.after(Checkpoint(), 100)) == 3


def test_the_buffer_is_bounded_in_bytes() -> None:
    foreign = RemoteLog(Known())
    far = [_moved(event, 10**6 + n) for n, event in enumerate(chain(1, text="x" * 4_000_000) * 25)]
    offer(foreign, far)
    assert 0 < foreign.buffered_bytes <= buffer.MOST_BYTES


def test_a_buffer_that_was_emptied_takes_as_much_again() -> None:
    foreign = RemoteLog(Known())
    for _ in range(3):
        true = chain(4, text="x" * 4_000_000)
        offer(foreign, true)
        assert len(foreign.after(Checkpoint(), 100)) == 4
        foreign.forget()
        assert foreign.buffered_bytes == 0


def test_a_stopped_follower_keeps_nothing_until_it_reads_again() -> None:
    true = chain(10)
    foreign = RemoteLog(Known(true))
    offer(foreign, true[:5])
    foreign.rest()
    offer(foreign, true[5:])
    assert foreign.buffered_bytes == 0
    assert foreign.after(Checkpoint(), 100) == true
    offer(foreign, chain(1, behind=true[-1]))
    assert foreign.buffered_bytes > 0


def test_who_waits_passes_over_what_concerns_him_not_and_is_not_woken() -> None:
    true, passed = chain(4), []
    foreign = RemoteLog(Known(true))
    foreign.passes = lambda event: event.position < 4 and not passed.append(event)

    with waiting(foreign, true[:1]) as woken:
        offer(foreign, true[1:3])
        assert (passed, woken()) == (true[1:3], False)
        offer(foreign, true[3:])
    assert woken()
    assert foreign.after(checkpoint_after(true[2]), 100) == true[3:]
    foreign.confirm()
    assert (foreign.head(), foreign.ignored) == (4, 0)


def test_what_was_passed_over_is_confirmed_before_an_effect() -> None:
    true = chain(3)
    [lie] = chain(1, behind=true[1], text="a lie")
    foreign = RemoteLog(Known(true))
    foreign.passes = lambda event: True
    with waiting(foreign, true[:2]) as woken:
        offer(foreign, [lie, *chain(1, behind=lie)])
        assert not woken()
        foreign.wake()
    with pytest.raises(Unconfirmed):
        foreign.confirm()
    assert foreign.after(checkpoint_after(true[1]), 100) == true[2:]


@pytest.mark.parametrize("which", ["a later one", "of another chain"])
def test_only_what_comes_next_is_passed_over(which: str) -> None:
    true = chain(3)
    foreign = RemoteLog(Known(true))
    foreign.passes = lambda event: True
    other = true[2:] if which == "a later one" else chain(1, behind=_lied(true[0]))
    with waiting(foreign, true[:1]):
        offer(foreign, other)
    assert foreign.buffered_bytes > 0


def test_who_hears_nothing_asks_less_often_and_after_five_seconds_at_the_latest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, asked = [0.0], [0.0]
    monkeypatch.setattr(remote_log, "time", SimpleNamespace(monotonic=lambda: now[0]))

    class Asked(Known):
        def after(self, checkpoint: Checkpoint, limit: int) -> Page:
            asked.append(now[0])
            return super().after(checkpoint, limit)

    feed = Asked()
    foreign = RemoteLog(feed)

    def look(position: int, seconds: int) -> list[float]:
        """Look eight times a second; the pauses between the questions."""
        del asked[:-1]
        for _ in range(8 * seconds):
            now[0] += 0.125
            at = checkpoint_after(feed.events[position - 1]) if position else Checkpoint()
            position += len(foreign.after(at, 100))
        return [later - sooner for sooner, later in pairwise(asked)]

    assert look(0, 5) == [0.125, 2.5]
    assert look(0, 60)[-2:] == [5.0, 5.0]
    feed.events = chain(1)  # the broker has lost it
    assert look(0, 5) == [5.0]
    assert look(1, 3) == [2.0]
    look(1, 60)
    [event] = chain(1, behind=feed.events[0])
    feed.events.append(event)
    offer(foreign, [event])
    assert len(look(1, 3)) == 1


@contextmanager
def waiting(foreign: RemoteLog, taken: list[Incoming]) -> Iterator[Callable[[], bool]]:
    """A follower that has taken these events and waits for more; whether it was woken."""
    offer(foreign, taken)
    assert foreign.after(Checkpoint(), 100) == taken
    thread = Thread(target=foreign.wait, args=(taken[-1].position, PATIENCE_SECONDS))
    thread.start()
    eventually(lambda: foreign.waits, "the follower waits")
    yield lambda: not thread.is_alive()
    thread.join()


def _lied(event: Incoming) -> Incoming:
    return event._replace(hash=b"\x11" * 32)


def _moved(event: Incoming, position: int) -> Incoming:
    return event._replace(meta=replace(event.meta, position=position))
