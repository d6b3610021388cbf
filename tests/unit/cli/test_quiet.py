"""When everything that followed from a command has been done everywhere."""

from typing import Any

import pytest

from shared.runtime.cli.rest import LoadStopped, Rest, find_late

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
    return list(find_late("land", {"head": 3, "subscriptions": subscriptions}, HEADS))


def test_followers_at_the_heads_are_not_waited_for():
    assert late(follower("views", "land", 3), follower("reactions:projects", "projects", 7)) == []


def test_a_follower_short_of_its_sources_head_is_waited_for():
    waiting = follower("reactions:projects", "projects", 6, "waiting", "feed is away")
    assert late(waiting) == ["land reactions:projects 6/7 waiting feed is away"]


def test_a_follower_past_a_head_read_before_is_looked_at_again():
    assert late(follower("reactions:projects", "projects", 8))


def test_who_was_given_something_since_is_asked_again_whoever_follows_it():
    assert list(find_late("land", {"head": 2, "subscriptions": []}, HEADS)) == ["land 2/3"]


def test_an_alarm_ends_the_wait():
    with pytest.raises(LoadStopped, match="history changed"):
        late(follower("reactions:projects", "projects", 5, "stopped", "history changed"))


class Town:
    """Services as they tell where they stand, and who was asked."""

    def __init__(self) -> None:
        self.heads = {"finance": 1, "land": 3, "projects": 7}
        self.follows = {
            "finance": ["finance"],
            "land": ["land", "projects"],
            "projects": ["projects"],
        }
        self.taken = {(name, s): self.heads[s] for name, all in self.follows.items() for s in all}
        self.asked: list[str] = []
        self.rest = Rest(self.follows, self._tell)

    def late(self) -> tuple[list[str], list[str]]:
        """Who was asked, and who was late."""
        self.asked.clear()
        late = [said.split()[0] for said in self.rest.find_late()]
        return list(self.asked), late

    def _tell(self, name: str, heads: dict[str, int]) -> dict[str, Any]:
        self.asked.append(name)
        subscriptions = [follower(s, s, self.taken[name, s]) for s in self.follows[name]]
        return {"head": self.heads[name], "subscriptions": subscriptions, "next_deadline": None}


def test_who_follows_nobody_that_has_gone_on_is_not_asked_again():
    town = Town()
    assert town.late() == ([*town.follows], [])
    assert town.late() == ([], [])
    town.heads["projects"] = town.taken["projects", "projects"] = 8
    town.rest.reached("projects", 8)
    assert town.late() == (["land", "projects"], ["land"])
    town.taken["land", "projects"] = 8
    assert town.late() == (["land"], [])


def test_what_a_follower_added_to_its_own_log_is_followed_in_turn():
    town = Town()
    town.follows["finance"].append("land")
    town.taken["finance", "land"] = 3
    assert town.late() == ([*town.follows], [])
    town.heads["projects"] = town.taken["projects", "projects"] = town.taken["land", "projects"] = 8
    town.heads["land"] = 4  # its reaction to the eighth event, which its own views lack
    town.rest.reached("projects", 8)
    assert town.late() == (["land", "projects"], ["finance", "land"])
    town.taken["land", "land"] = town.taken["finance", "land"] = 4
    assert town.late() == (["finance", "land"], [])
