"""A source that is away is waited for, and said to be until it has answered again."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from shared.kernel.subscription import remote_log
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.feed import Feed, Page
from shared.kernel.subscription.incoming import Announced
from shared.kernel.subscription.remote_log import RemoteLog
from shared.kernel.subscription.source import Source, SourceUnavailable
from shared.kernel.subscription.subscription import RUNNING, Subscription
from tests.eventually import eventually
from tests.unit.subscription.test_remote_log import chain


@dataclass
class Department(Feed):
    """A feed of nothing, whose department may be away."""

    source: str = "credit"
    away: bool = True
    asked: int = 0

    def after(self, checkpoint: Checkpoint, limit: int) -> Page:
        self._answer()
        return Page(0, [])

    def begin(self, checkpoint: Checkpoint) -> Callable[[], bool]:
        return self._answer

    def _answer(self) -> bool:
        self.asked += 1
        if self.away:
            raise SourceUnavailable("credit: nobody is there")
        return True


class Reading:
    """A follower that reads."""

    def step(self, source: Source) -> bool:
        return bool(source.after(Checkpoint(), 100))

    def position(self) -> int:
        return 0


def test_it_is_said_once_that_it_is_away_and_once_that_it_is_back(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(remote_log, "QUIET_SECONDS", 0.2)  # longer than the first pause
    feed = Department()
    following = Subscription("reactions:credit", RemoteLog(feed), Reading())
    with caplog.at_level(logging.WARNING):
        following.start()
        eventually(lambda: feed.asked >= 3, "it is asked again and again")
        said = [record.getMessage() for record in caplog.records]
        assert said == ["reactions:credit is waiting credit: nobody is there"]
        feed.away = False
        eventually(lambda: following.state == RUNNING, "it is back")
        following.stop()


def test_what_its_broker_brings_tells_that_it_is_back() -> None:
    foreign = RemoteLog(Department())
    with pytest.raises(SourceUnavailable):
        foreign.after(Checkpoint(), 100)
    assert foreign.after(Checkpoint(), 100) == [] and foreign.away
    [event] = chain(1)
    foreign.offer(Announced("source", 1, event))
    assert foreign.after(Checkpoint(), 100) == [event] and not foreign.away


def test_who_does_not_bear_out_a_message_is_away_until_he_does() -> None:
    feed = Department()
    foreign = RemoteLog(feed)
    foreign.offer(Announced("source", 1, *chain(1)))
    assert foreign.after(Checkpoint(), 100) and not foreign.away
    with pytest.raises(SourceUnavailable):
        foreign.confirm()
    assert foreign.away
    feed.away = False
    foreign.confirm()
    assert not foreign.away
