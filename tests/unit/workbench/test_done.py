"""What was done in several services becomes one list, the last first, without gap or repeat."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from shared.workbench.done import FIRST, MORE, PAGE, read
from shared.workbench.faces import Answer, Away

SERVICES = ("projects", "finance", "land")
Asked = Mapping[str, Mapping[str, Any]]
Told = Mapping[str, list[int]]


def task(minute: int, number: int) -> dict[str, str]:
    ended_at = f"2026-05-03T{minute // 60:02}:{minute % 60:02}:00Z"
    return {"task": f"t-{number:03}", "ended_at": ended_at}


def telling(told: Told, away: tuple[str, ...] = ()) -> Callable[[Asked], list[Answer | Away]]:
    """Services each of which has done something at these minutes."""

    def answer(service: str, limit: int, after: str = "") -> Answer:
        at, _, number = after.partition("~")
        every = [task(minute, n) for n, minute in enumerate(told[service])]
        every.sort(key=lambda t: t["task"])
        every.sort(key=lambda t: t["ended_at"], reverse=True)
        rest = [
            t
            for t in every
            if not at or t["ended_at"] < at or (t["ended_at"] == at and t["task"] > number)
        ]
        return {"tasks": rest[:limit], "next": "sealed" if len(rest) > limit else None}

    def ask(of: Asked) -> list[Answer | Away]:
        return [Away(s, s) if s in away else answer(s, **query) for s, query in of.items()]

    return ask


@pytest.mark.parametrize(
    "told",
    [
        {"projects": [1, 2, 3], "finance": [2, 2, 5], "land": []},
        {"projects": list(range(200)), "finance": [10] * 60, "land": [199]},
        {service: [5] * (PAGE + 3) for service in SERVICES},
        {"projects": [], "finance": [], "land": []},
    ],
)
def test_everything_done_is_told_once_the_last_first(told: Told) -> None:
    found, begin = list[tuple[str, str, str]](), ""
    for _ in range(100):
        page = read(SERVICES, telling(told), begin)
        assert len(page.tasks) <= PAGE
        found += [(t["ended_at"], t["service"], t["task"]) for t in page.tasks]
        begin = page.following
        if not begin:
            break
    every = [(s, n, minute) for s in SERVICES for n, minute in enumerate(told[s])]
    assert sorted(found) == sorted((task(m, n)["ended_at"], s, f"t-{n:03}") for s, n, m in every)
    assert [at for at, _, _ in found] == sorted((at for at, _, _ in found), reverse=True)
    assert not begin


def test_a_service_is_asked_for_no_more_than_a_page_needs() -> None:
    told = {"projects": list(range(100, 300)), "finance": list(range(50)), "land": [1]}
    asked: list[dict[str, Any]] = []

    def ask(of: Asked) -> list[Answer | Away]:
        asked.append({s: query["limit"] for s, query in of.items()})
        return telling(told)(of)

    assert len(read(SERVICES, ask, "").tasks) == PAGE
    assert asked[0] == dict.fromkeys(SERVICES, FIRST)
    assert asked[1] == {"projects": MORE}, "who tells most of the page"
    assert not any("land" in of for of in asked[1:])


def test_who_is_away_keeps_nobody_else_from_being_told() -> None:
    told = {"projects": [1], "finance": [2], "land": [3]}
    page = read(SERVICES, telling(told, away=("finance",)), "")
    assert [t["service"] for t in page.tasks] == ["land", "projects"]
    assert page.away == ["finance"]


@pytest.mark.parametrize("begin", ["nonsense", "x~y~finance", "2026-05-03~t~finance", "~~~"])
def test_an_address_that_somebody_made_up_is_the_first_page(begin: str) -> None:
    told = {"projects": [1], "finance": [], "land": []}
    assert len(read(SERVICES, telling(told), begin).tasks) == 1
