"""What services declare is asked for now and then, and nobody waits for one that is away."""

import threading
from typing import Any, cast

import pytest

from shared.workbench.catalogue import ASK_AGAIN_SECONDS, AWAY_SECONDS, Catalogue
from shared.workbench.faces import Away, Faces, Question
from shared.workbench.person import Person
from tests.eventually import eventually

SOMEBODY = Person("p", "演示-张三", "taoluo")


class Services:
    """Two of them, of which those in `there` answer; it counts how often each is asked."""

    services = ("projects", "talent")

    def __init__(self) -> None:
        self.there = {"projects"}
        self.asked = {"projects": 0, "talent": 0}
        self.title = "入库"

    def get_all(self, person: Person, questions: list[Question]) -> list[Any]:
        for service in {question.service for question in questions}:
            self.asked[service] += 1
        return [self._answer(question) for question in questions]

    def _answer(self, question: Question) -> Any:
        if question.service not in self.there:
            return Away(question.service, question.service)
        said = {"name": "admit", "title": self.title}
        return {
            "commands": [said], "views": [], "references": {}, "papers": [], "figures": [],
            "components": {"schemas": {}},
        }  # fmt: skip


def catalogue_of(services: Services, now: list[float]) -> Catalogue:
    return Catalogue(cast(Faces, services), lambda: now[0])


def test_a_service_that_was_never_there_is_not_asked_for_every_page_and_is_found_when_it_comes():
    services, now = Services(), [0.0]
    catalogue = catalogue_of(services, now)
    for _ in range(5):
        assert list(catalogue.all(SOMEBODY)) == ["projects"]
    assert services.asked == {"projects": 1, "talent": 1}
    services.there.add("talent")
    now[0] += AWAY_SECONDS + 1
    eventually(lambda: list(catalogue.all(SOMEBODY)) == ["projects", "talent"], "it to be found")
    assert services.asked == {"projects": 1, "talent": 2}


def test_a_service_that_went_is_asked_now_and_then_and_what_it_declared_goes_on_being_known():
    services, now = Services(), [0.0]
    catalogue = catalogue_of(services, now)
    catalogue.all(SOMEBODY)
    services.there.clear()
    now[0] += ASK_AGAIN_SECONDS + 1
    eventually(lambda: catalogue.all(SOMEBODY) and services.asked["projects"] == 2, "a question")
    for _ in range(5):
        assert list(catalogue.all(SOMEBODY)) == ["projects"]
    assert services.asked["projects"] == 2


def test_what_is_declared_as_before_is_kept_and_what_changed_is_taken():
    services, now = Services(), [0.0]
    catalogue = catalogue_of(services, now)
    first = catalogue.all(SOMEBODY)["projects"]
    now[0] += ASK_AGAIN_SECONDS + 1
    eventually(lambda: catalogue.all(SOMEBODY) and services.asked["projects"] == 2, "a question")
    assert catalogue.all(SOMEBODY)["projects"] is first
    services.title = "纳入项目库"
    now[0] += ASK_AGAIN_SECONDS + 1

    def title() -> str:
        told: str = catalogue.all(SOMEBODY)["projects"].commands["admit"]["title"]
        return told

    eventually(lambda: title() == "纳入项目库", "what changed to be taken")


def test_where_there_is_no_room_for_a_thread_it_is_asked_again_once_there_is(
    monkeypatch: pytest.MonkeyPatch,
):
    services, now = Services(), [0.0]
    catalogue = catalogue_of(services, now)
    catalogue.all(SOMEBODY)
    now[0] += ASK_AGAIN_SECONDS + 1

    def full(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as crowded:
        crowded.setattr(threading.Thread, "start", full)
        assert list(catalogue.all(SOMEBODY)) == ["projects"]
    assert services.asked["projects"] == 1
    eventually(lambda: catalogue.all(SOMEBODY) and services.asked["projects"] == 2, "a question")
