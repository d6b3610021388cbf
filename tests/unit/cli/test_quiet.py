"""When everything that followed from a command has been done everywhere."""

import pytest

from shared.runtime.cli.scenario import LoadStopped, find_late

HEADS = {"projects": 7, "land": 3}


def follower(name: str, source: str, position: int, state: str = "running", reason: str = ""):
    return {
        "name": name,
        "source": source,
        "position": position,
        "state": state,
        "reason": reason,
    }


def late(*subscriptions) -> list[str]:
    return list(find_late("land", {"subscriptions": subscriptions}, HEADS))


def test_followers_at_the_heads_are_not_waited_for():
    assert late(follower("views", "land", 3), follower("reactions:projects", "projects", 7)) == []


def test_a_follower_short_of_its_sources_head_is_waited_for():
    waiting = follower("reactions:projects", "projects", 6, "waiting", "feed is away")
    assert late(waiting) == ["land reactions:projects 6/7 waiting feed is away"]


def test_a_follower_past_a_head_read_before_is_looked_at_again():
    assert late(follower("reactions:projects", "projects", 8))


def test_an_alarm_ends_the_wait():
    with pytest.raises(LoadStopped, match="history changed"):
        late(follower("reactions:projects", "projects", 5, "stopped", "history changed"))
