"""A body that costs more than it weighs: counted before it is built, judged before it is checked."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.face.http import json_values
from shared.face.http.face import Limits
from tests.integration.http.served import FUND_1, Served, served
from tests.integration.http.test_bad_input import problem

MOST = 50
EMPTY_OBJECTS = b'{"commands":[' + b",".join([b"{}"] * 349_000) + b"]}"


@pytest.fixture
def finance(tmp_path: Path) -> Iterator[Served]:
    with served("finance", tmp_path) as service:
        yield service


@pytest.fixture
def supervision(tmp_path: Path) -> Iterator[Served]:
    with served("supervision", tmp_path, Limits(values=MOST)) as service:
        yield service


def post(service: Served, path: str, body: bytes, by: str = "finance") -> Any:
    headers = {"Idempotency-Key": "k", "Content-Type": "application/json"}
    return service.call("POST", path, data=body, headers=headers, by=by)


@pytest.mark.parametrize("path", ["/simulations", "/commands/register-fund"])
def test_a_megabyte_of_empty_objects_is_too_large_before_one_is_built(
    finance: Served, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[object] = []
    monkeypatch.setattr("shared.face.http.body._object", built.append)
    refused = problem(post(finance, path, EMPTY_OBJECTS), 413, "too-large")
    assert (refused["values"], built) == (20_000, [])


@pytest.mark.parametrize("values", [MOST, MOST + 1])
def test_as_many_values_as_allowed_are_taken_and_no_more(supervision: Served, values: int) -> None:
    data = {f"x{n}": n for n in range(values - 1)}  # the object is a value itself
    answer = post(supervision, "/commands/raise-issue", json.dumps(data).encode(), by="taoluo")
    assert answer.status_code == (422 if values == MOST else 413)


def test_commas_and_brackets_within_a_text_are_no_values(supervision: Served) -> None:
    text = 'a,b,[c],{d},\\" \\\\' * 100
    matter = {"issue": "i", "kind": "problem", "title": "演示", "description": text}
    body = json.dumps({**matter, "town": "taoluo"}).encode()
    assert post(supervision, "/commands/raise-issue", body, by="taoluo").status_code == 200


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.sampled_from('a,"\\[]{}:键')),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.sampled_from('a,"\\[]{}')), inner, max_size=4)
    ),
    max_leaves=20,
)


def values_in(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value
    return 1 + sum(map(values_in, inner)) if isinstance(value, list | dict) else 1


@given(st.dictionaries(st.text(), JSON, max_size=5))
def test_what_holds_more_values_never_passes_for_less(value: dict[str, Any]) -> None:
    raw = json.dumps(value, ensure_ascii=False).encode()
    empty = raw.count(b"[]") + raw.count(b"{}")
    assert json_values.exceed(raw, values_in(value) - 1)
    assert not json_values.exceed(raw, values_in(value) + empty)


@pytest.mark.parametrize(
    ("service", "command", "by"),
    [
        ("finance", "register-fund", "taoluo"),
        ("supervision", "assign-issue", "taoluo"),
    ],
)
def test_who_may_never_give_a_command_hears_so_whatever_the_body(
    tmp_path: Path, service: str, command: str, by: str
) -> None:
    with served(service, tmp_path) as one:
        for body in (b"no JSON at all", b'{"answers": 7}', EMPTY_OBJECTS):
            assert problem(post(one, f"/commands/{command}", body, by), 403, "not-permitted")


def test_who_may_not_give_it_for_this_town_hears_so_before_the_data_are_checked(
    supervision: Served,
) -> None:
    matter = {"issue": "i", "kind": "problem", "title": "演示", "description": "演示"}
    wrong = {**matter, "kind": "no such kind", "more": [{}] * 20}
    for town, by, status in (
        ("zhaoxian", "taoluo", 403),
        ("taoluo", "taoluo", 422),
        ("nowhere", "taoluo", 422),
        (7, "taoluo", 422),
    ):
        answer = supervision.give("raise-issue", {**wrong, "town": town}, by=by)
        assert answer.status_code == status, town
    assert supervision.give("raise-issue", {**matter, "town": "taoluo"}, by="taoluo").json
    for by, status in (("zhaoxian", 403), ("taoluo", 422)):
        assert supervision.give("withdraw-issue", {"issue": "i"}, by=by).status_code == status


def test_a_repeat_is_answered_as_before_though_the_duty_is_gone(finance: Served) -> None:
    data = {"fund": "f-1", "amount_fen": 5}
    finance.give("register-fund", FUND_1)
    first = finance.give("appropriate", data, key="same")
    again = finance.give("appropriate", data, key="same")
    assert first.json == again.json and again.headers["Idempotent-Replay"] == "true"


def test_a_simulation_of_too_many_steps_is_refused_before_they_are_checked(
    finance: Served,
) -> None:
    answer = finance.call("POST", "/simulations", json={"commands": [{}] * 501})
    assert [e["field"] for e in problem(answer, 422, "invalid")["errors"]] == ["commands"]


def test_a_simulated_step_tells_who_may_before_what_is_wrong(finance: Served) -> None:
    step = {"command": "register-fund", "data": {"answers": [{}] * 100}, "org": "taoluo"}
    answer = finance.call("POST", "/simulations", json={"commands": [step]})
    assert answer.json["steps"][0]["refusal"]["type"] == "not-permitted"


def test_a_ledger_is_not_received_from_who_may_not_bring_it_in(finance: Served) -> None:
    class Unread(BytesIO):
        def read(self, length: int | None = -1) -> bytes:
            raise AssertionError("the body was read")

    answer = finance.call(
        "POST", "/imports/funds", by="taoluo", input_stream=Unread(b"12345"),
        headers={"Content-Length": "5", "Content-Type": "text/csv"},
    )  # fmt: skip
    problem(answer, 403, "not-permitted")
