"""What several services tell becomes one course: in one order, without gap or repeat, however it is
paged and whoever tells most of it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from shared.workbench.dossiers.course import FIRST, read
from shared.workbench.faces import Answer, Away

SERVICES = ("projects", "finance", "land")
Asked = Mapping[str, Mapping[str, Any]]


def place(minute: int, position: int) -> str:
    return f"2026-05-03T{minute // 60:02}:{minute % 60:02}:00.000000Z~{position}"


def telling(
    told: Mapping[str, list[int]], away: tuple[str, ...] = ()
) -> Callable[[Asked], list[Answer | Away]]:
    """Services that each tell of events at these minutes, in the order of their logs."""

    def answer(service: str, limit: int = 50, after: str = "") -> Answer:
        at, _, position = after.partition("~")
        bound = (at, int(position)) if after else ("9", 0)
        places = [place(minute, n) for n, minute in enumerate(told[service], start=1)]
        events = [p for p in reversed(places) if (p.split("~")[0], int(p.split("~")[1])) < bound]
        page = [{"place": p, "stream": service} for p in events[:limit]]
        following = page[-1]["place"] if len(events) > limit else None
        return {"events": page, "next": following, "streams": [], "documents": []}

    def ask(of: Asked) -> list[Answer | Away]:
        return [Away(s, s) if s in away else answer(s, **query) for s, query in of.items()]

    return ask


def walked(told: Mapping[str, list[int]], length: int) -> list[tuple[str, str]]:
    """Every event by its page's order, from the first page to the last."""
    found, begin = list[tuple[str, str]](), ""
    for _ in range(300):
        course = read(SERVICES, telling(told), begin, length)
        assert len(course.lines) <= length
        found += [(service, event["place"]) for service, event in course.lines]
        begin = course.following
        if not begin:
            return found
    raise AssertionError("no end")


@pytest.mark.parametrize("length", [1, 7, 50])
@pytest.mark.parametrize(
    "told",
    [
        {"projects": [1, 2, 3], "finance": [2, 2, 5], "land": []},
        {"projects": list(range(200)), "finance": [10] * 40, "land": [199]},
        {s: [5] * (FIRST + 3) for s in SERVICES},
        {"projects": [], "finance": [], "land": []},
    ],
)
def test_every_event_is_told_once_the_newest_first(told: dict[str, list[int]], length: int) -> None:
    found = walked(told, length)
    every = [(s, place(m, n)) for s in SERVICES for n, m in enumerate(told[s], start=1)]
    assert sorted(found) == sorted(every)
    moments = [at.split("~")[0] for _, at in found]
    assert moments == sorted(moments, reverse=True)


def test_who_is_away_keeps_nobody_else_from_being_told() -> None:
    told = {"projects": [1], "finance": [2], "land": [3]}
    course = read(SERVICES, telling(told, away=("finance",)), "", 50)
    assert [service for service, _ in course.lines] == ["land", "projects"]
    assert course.away == ["finance"]


def test_a_service_is_asked_for_no_more_than_a_page_needs() -> None:
    told = {"projects": list(range(100, 250)), "finance": list(range(50)), "land": list(range(5))}
    asked: list[Asked] = []

    def ask(of: Asked) -> list[Answer | Away]:
        asked.append(dict(of))
        return telling(told)(of)

    assert len(read(SERVICES, ask, "", 50).lines) == 50
    assert [sorted(of) for of in asked] == [sorted(SERVICES), ["projects"], ["projects"]]


def test_an_address_that_somebody_made_up_is_the_first_page() -> None:
    told = {"projects": [1], "finance": [], "land": []}
    assert len(read(SERVICES, telling(told), "nonsense", 50).lines) == 1


def test_who_looks_long_along_what_may_not_be_seen_goes_on_from_there() -> None:
    looks, last = 9, place(1, 1)

    def answer(service: str, limit: int = 50, after: str = "") -> Answer:
        at, position, looked = (*after.split("~"), "", "")[:3] if after else ("9", "0", "")
        told: list[dict[str, Any]] = []
        following: str | None = None
        if int(looked or 0) < looks:
            following = f"{at}~{position}~{int(looked or 0) + 1}"
        elif f"{at}~{position}" > last:
            told = [{"place": last, "stream": service}]
        return {"events": told, "next": following, "streams": [], "documents": []}

    found, begin = list[str](), ""
    for _ in range(2 * looks):
        course = read(SERVICES, lambda of: [answer(s, **q) for s, q in of.items()], begin, 50)
        found += [service for service, _ in course.lines]
        begin = course.following
        if not begin:
            break
    assert (sorted(found), begin) == (sorted(SERVICES), "")
