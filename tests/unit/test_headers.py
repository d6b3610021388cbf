"""A route's headers are declared once: how they are read, refused and described follows."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from werkzeug.datastructures import Headers as Sent

from shared.face.http.commands import OfCommand
from shared.face.http.face import Limits
from shared.face.http.headers import headers_of
from shared.face.http.problem import Problem
from shared.face.http.ranges import OfPart, Part, select_part

ROOT = Path(__file__).parents[2]


def read(require=lambda duties: None, cls=OfCommand, **sent: str):
    given = Sent({name.replace("_", "-"): text for name, text in sent.items()})
    return headers_of(cls, Limits()).read(given, require)


def test_what_is_declared_is_read():
    told = read(Idempotency_Key="k", If_Match='"3"', Scenario_Time="2024-03-01T09:00:00+08:00")
    assert told == OfCommand(key="k", expected=3, scenario_time=datetime(2024, 3, 1, 1, tzinfo=UTC))
    assert read(Idempotency_Key="k", X_Other="1") == OfCommand(key="k")
    assert read(Idempotency_Key="k", If_Match="3").expected == 3


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"Idempotency_Key": "two words"},
        {"Idempotency_Key": "k", "If_Match": '"3'},
        {"Idempotency_Key": "k", "Scenario_Time": "today"},
    ],
)
def test_what_can_not_be_is_refused_by_its_name_in_both_languages(sent):
    named = list(sent or {"Idempotency_Key": ""})[-1].replace("_", "-")
    with pytest.raises(Problem) as refused:
        read(**sent)
    said = refused.value.body
    assert said["status"] == 400
    assert said["detail_zh"].startswith(("请求头", "须有请求头")) and named in said["detail_zh"]
    assert said["detail"].startswith(f"The header {named} ")


def test_a_header_for_some_duties_is_read_for_them_alone():
    def nobody(duties: Iterable[str]) -> None:
        raise PermissionError(*duties)

    assert read(nobody, Idempotency_Key="k").scenario_time is None
    with pytest.raises(PermissionError, match="scenario"):
        read(nobody, Idempotency_Key="k", Scenario_Time="today")


def test_openapi_says_of_each_what_is_read():
    key, match, time = headers_of(OfCommand, Limits()).described()
    assert {one["in"] for one in (key, match, time)} == {"header"}
    assert [one["name"] for one in (key, match, time)] == [
        "Idempotency-Key", "If-Match", "Scenario-Time",
    ]  # fmt: skip
    assert key["required"] and "required" not in match
    assert re.fullmatch(key["schema"]["pattern"], "k") and time["schema"]["format"] == "date-time"
    assert all(re.fullmatch(match["schema"]["pattern"], v) for v in ("3", '"3"'))
    assert "scenario" in time["description"]


def test_a_part_of_a_document_is_asked_for_by_headers():
    assert select_part(read(cls=OfPart, Range="bytes=0-9"), 100, "e") == Part(0, 10)
    assert select_part(read(cls=OfPart, Range="lines=0-9"), 100, "e") is None
    assert select_part(read(cls=OfPart, Range="bytes=0-9", If_Range='"old"'), 100, "e") is None
    assert select_part(read(cls=OfPart, Range="bytes=0-9", If_Range='"e"'), 100, "e") == Part(0, 10)
    assert select_part(read(cls=OfPart), 100, "e") is None


def test_no_handler_reads_a_header_that_no_route_declares():
    by_hand = re.compile(r"request\.(headers|range|if_range|if_match|environ\[)|HTTP_[A-Z]")
    readers = {
        path.relative_to(ROOT).as_posix()
        for room in ("shared/face", "shared/runtime/operations", "services")
        for path in (ROOT / room).rglob("*.py")
        if by_hand.search(path.read_text(encoding="utf-8"))
    }
    # One class that hands them out, one that counts a body's bytes, and the span of the request.
    assert readers == {f"shared/face/http/{name}.py" for name in ("call", "body", "app")}
