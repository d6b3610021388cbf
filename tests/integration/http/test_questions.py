"""Several questions in one request: each is answered as if it had come alone."""

from typing import Any

from shared.face.http import questions
from tests.integration.http.served import FUND_1, Served


def ask(service: Served, *asked: Any, by: str = "finance") -> list[Any]:
    plain = [one if isinstance(one, dict) else {"path": one} for one in asked]
    answer = service.call("POST", "/questions", json={"questions": plain}, by=by)
    assert answer.status_code == 200, answer.text
    return list(answer.json["answers"])


def test_each_question_is_answered_as_if_it_had_come_alone(finance: Served) -> None:
    for id in ("a", "b"):
        assert finance.give("register-fund", {**FUND_1, "fund": id}).status_code == 200
    page = {"path": "/views/fund-ledger", "query": {"fund": ["b"], "limit": 1}}
    told = ask(finance, page, "/streams/fund-a", "/nothing", "/views/fund-ledger/zz")
    assert [one["status"] for one in told] == [200, 200, 404, 404]
    assert told[0]["body"]["rows"] == finance.get("/views/fund-ledger?fund=b").json["rows"]
    assert told[1]["body"] == finance.get("/streams/fund-a").json
    assert told[2]["body"] == finance.get("/nothing").json


def test_who_asks_sees_of_each_what_it_sees_alone(supervision: Served) -> None:
    data = {"issue": "i", "town": "taoluo", "kind": "problem", "title": "t", "description": "d"}
    assert supervision.give("raise-issue", data, by="taoluo").status_code == 200
    asked = ("/views/issue-ledger", "/streams/issue-i", "/tasks")
    for by in ("taoluo", "housing", "jufeng", "zhaoxian"):
        alone = [supervision.get(path, by=by) for path in asked]
        together = ask(supervision, *asked, by=by)
        assert [one["status"] for one in together] == [one.status_code for one in alone]
        for one, other in zip(together, alone, strict=True):
            assert _lasting(one["body"]) == _lasting(other.json)


def test_without_a_token_nothing_is_answered(finance: Served) -> None:
    asked = {"questions": [{"path": "/views"}]}
    assert (
        finance.call("POST", "/questions", json=asked, headers={"Authorization": ""}).status_code
        == 401
    )


def test_files_and_the_feed_are_asked_for_alone(finance: Served) -> None:
    file = {"path": "/views/fund-ledger", "query": {"format": "csv"}}
    told = ask(finance, file, "/events", "/imports/register-fund")
    assert [one["status"] for one in told] == [404, 404, 404]


def test_what_becomes_too_much_is_asked_for_alone(finance: Served, monkeypatch: Any) -> None:
    monkeypatch.setattr(questions, "PAGES", 0)
    assert [one["status"] for one in ask(finance, "/views", "/figures")] == [413, 413]


def test_what_takes_too_long_is_asked_for_alone(finance: Served, monkeypatch: Any) -> None:
    """Each question may wait: for its place, for a view, for a replay."""
    monkeypatch.setattr(questions, "SECONDS", 0.0)
    assert [one["status"] for one in ask(finance, "/views", "/figures")] == [413, 413]


def test_no_more_than_a_page_needs_are_taken_and_only_what_an_address_holds(
    finance: Served,
) -> None:
    many = [{"path": "/views"}] * (questions.MOST + 1)
    for asked in (many, [], [{"path": "/views", "query": {"a": {"b": 1}}}]):
        answer = finance.call("POST", "/questions", json={"questions": asked})
        assert answer.status_code == 422
        assert answer.json["errors"][0]["message_zh"].startswith("须")


def _lasting(body: Any) -> Any:
    """Without what depends on the moment."""
    return {n: v for n, v in body.items() if n not in ("age_seconds", "incident")}
