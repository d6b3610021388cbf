"""Whatever comes in: the right problem, in both languages, and the service lives."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client, TestResponse

from tests.integration.http.served import FUND_1, Served

MIB = 1 << 20


def problem(answer: TestResponse, status: int, type: str) -> dict[str, Any]:
    """The body of an answer that is this problem, and nothing of the inside shows."""
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    body: dict[str, Any] = answer.json
    assert (body["status"], body["type"]) == (status, type)
    assert body["title"] and body["detail"]
    assert any("\u4e00" <= c <= "\u9fff" for c in body["title_zh"])
    assert any("\u4e00" <= c <= "\u9fff" for c in body["detail_zh"])
    assert "Traceback" not in answer.get_data(as_text=True)
    return body


def post(service: Served, body: bytes, content_type: str = "application/json") -> TestResponse:
    headers = {"Idempotency-Key": "k", "Content-Type": content_type}
    return service.call("POST", "/commands/register-fund", data=body, headers=headers)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"7",
        b'{"fund": NaN}',
        b'{"fund": -Infinity}',
        b'{"year": 1e999}',
        b'{"year": ' + b"9" * 5000 + b"}",
        b'{"fund": "a", "fund": "b"}',
        b'{"fund": "\xff"}',
        b'{"fund": "\\ud800"}',
        b'{"\\uDFFF": 1}',
        b"\xef\xbb\xbf",
        b"{}\xef\xbb\xbf",
        b"\xef\xbb\xbf\xef\xbb\xbf{}",
        b'{"a":' + b"[" * 60 + b"]" * 60 + b"}",
        b'{"a":' * 10_000,
        b'{"a":' + b"[" * 19_000,
        b'{"a": 1} {"b": 2}',
        b"{'a': 1}",
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_is_not_one_json_object_is_malformed(finance: Served, body: bytes) -> None:
    problem(post(finance, body), 400, "malformed")
    assert finance.get("/health/live").status_code == 200


@pytest.mark.parametrize("content_type", ["text/plain", "", "application/x-www-form-urlencoded"])
def test_another_content_type_is_malformed(finance: Served, content_type: str) -> None:
    problem(post(finance, b"{}", content_type), 400, "malformed")


def test_a_charset_beside_the_content_type_is_no_matter(finance: Served) -> None:
    body = json.dumps(FUND_1).encode()
    assert post(finance, body, "application/json; charset=utf-8").status_code == 200


def test_a_byte_order_mark_in_front_is_no_matter(finance: Served) -> None:
    body = b"\xef\xbb\xbf" + json.dumps(FUND_1).encode()
    assert post(finance, body).status_code == 200


def test_line_ends_and_what_nobody_sees_are_brought_to_one_form(finance: Served) -> None:
    fund = {**FUND_1, "fund": "ｆ-２", "name": "演示\u200b（一期）\ufeff"}
    assert finance.give("register-fund", fund).status_code == 200
    row = finance.get("/views/fund-ledger/f-2?at=1").json["row"]
    assert row["name"] == "演示（一期）"


def test_two_megabytes_are_too_large(finance: Served) -> None:
    body = b'{"name": "' + b"a" * 2 * MIB + b'"}'
    assert problem(post(finance, body), 413, "too-large")["limit"] == MIB


def test_a_chunked_body_is_measured_while_it_comes(finance: Served) -> None:
    def chunked(body: bytes) -> TestResponse:
        return finance.call(
            "POST",
            "/commands/register-fund",
            input_stream=BytesIO(body),
            headers={"Idempotency-Key": "k", "Content-Type": "application/json"},
            environ_overrides={"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""},
        )

    problem(chunked(b" " * (2 * MIB)), 413, "too-large")
    assert chunked(json.dumps(FUND_1).encode()).status_code == 200


def test_a_body_that_breaks_off_is_malformed(finance: Served) -> None:
    answer = finance.call(
        "POST",
        "/commands/register-fund",
        input_stream=BytesIO(b'{"fund"'),
        headers={"Idempotency-Key": "k", "Content-Type": "application/json"},
        environ_overrides={"CONTENT_LENGTH": "500"},
    )
    problem(answer, 400, "malformed")


@pytest.mark.parametrize("key", [None, "", " ", "键", "a b", "k" * 201, "k\x7f"])
def test_a_command_needs_an_idempotency_key(finance: Served, key: str | None) -> None:
    headers = {"Idempotency-Key": key.encode().decode("latin-1")} if key is not None else {}
    answer = finance.call("POST", "/commands/register-fund", json=FUND_1, headers=headers)
    problem(answer, 400, "malformed")


def test_every_wrong_field_is_named_in_both_languages(finance: Served) -> None:
    data = {"fund": "f 1", "name": "", "source": "bank", "kind": 5, "year": 2024.0, "x": 1}
    body = problem(finance.give("register-fund", data), 422, "invalid")
    told = {e["field"]: (e["message"], e["message_zh"]) for e in body["errors"]}
    assert told.keys() == {"fund", "name", "source", "kind", "year", "x"}
    assert told["year"] == ("Not a valid integer.", "须为整数")
    assert told["x"] == ("Unknown field.", "没有这个字段")
    assert told["kind"] == (
        "Must be one of: special, general.",
        "须为其中之一：专项转移支付、一般性转移支付",
    )
    assert told["name"] == ("Must not be blank.", "不能为空")


def test_a_missing_field_is_named(finance: Served) -> None:
    body = problem(finance.give("appropriate", {"fund": "f-1"}), 422, "invalid")
    assert body["errors"] == [
        {
            "field": "amount_fen",
            "message": "Missing data for required field.",
            "message_zh": "必填",
        }
    ]


@pytest.mark.parametrize("amount", [0, -5, 2**63, 10**30, 1.0, 1.5, "100", True, None, [], {}])
def test_an_amount_is_a_whole_number_that_a_column_can_hold(finance: Served, amount: Any) -> None:
    body = problem(
        finance.give("appropriate", {"fund": "f-1", "amount_fen": amount}), 422, "invalid"
    )
    assert [e["field"] for e in body["errors"]] == ["amount_fen"]


@pytest.mark.parametrize(
    "id", ["", "F-1", "f_1", "f\x001", "f\n", "..", "f/1", "资金", "f" * 65, "-f", "f '; --", " f"]
)
def test_an_odd_id_is_invalid(finance: Served, id: str) -> None:
    body = problem(finance.give("register-fund", {**FUND_1, "fund": id}), 422, "invalid")
    assert {e["field"] for e in body["errors"]} == {"fund"}


@pytest.mark.parametrize("name", ["a\x00b", "a\x07b", "   ", "x" * 201])
def test_an_odd_text_is_invalid(finance: Served, name: str) -> None:
    problem(finance.give("register-fund", {**FUND_1, "name": name}), 422, "invalid")


def test_ten_thousand_unknown_fields_get_a_short_answer(finance: Served) -> None:
    answer = finance.give("register-fund", {f"f{n}": n for n in range(10_000)})
    assert len(problem(answer, 422, "invalid")["errors"]) == 100


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/nothing"),
        ("POST", "/commands/no-such-command"),
        ("POST", "/commands/pass-deadline-of-issue"),
        ("GET", "/views/no-such-view"),
        ("GET", "/views/fund-ledger/no-such-fund"),
        ("GET", "/views/fund-ledger/%E8%B5%84%F0%9F%92%B0'%22%3B--"),
        ("GET", "/streams/fund-nothing"),
        ("GET", "/streams/%3Cscript%3E"),
        ("GET", "/commands/../../etc/passwd"),
        ("GET", "//commands//"),
    ],
)
def test_what_is_not_there_is_not_found(finance: Served, method: str, path: str) -> None:
    problem(finance.call(method, path, headers={"Idempotency-Key": "k"}, json={}), 404, "not-found")


@pytest.mark.parametrize(
    "path",
    [
        "/views/fund-ledger/%00",
        "/streams/fund-%00",
        "/commands/%00",
        "/views/fund-ledger?name=%00",
        "/views/fund-ledger?name=%FF",
    ],
)
def test_an_address_with_nul_or_broken_utf8_is_malformed(finance: Served, path: str) -> None:
    problem(finance.get(path), 400, "malformed")


def test_a_path_of_broken_utf8_is_malformed(finance: Served) -> None:
    path = {"PATH_INFO": "/views/fund-ledger/\xff"}
    problem(finance.get("/views", environ_overrides=path), 400, "malformed")


def test_a_command_for_what_does_not_exist_is_not_found(finance: Served) -> None:
    data = {"fund": "nothing", "amount_fen": 5}
    assert "fund-nothing" in problem(finance.give("appropriate", data), 404, "not-found")["detail"]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST", "TRACE", "QUERY"])
def test_another_method_is_told_which_it_may_use(finance: Served, method: str) -> None:
    answer = finance.call(method, "/views")
    problem(answer, 405, "method-not-allowed")
    assert "GET" in answer.headers["Allow"]


def test_what_nobody_foresaw_shows_an_incident_and_nothing_of_the_inside(
    finance: Served, caplog: pytest.LogCaptureFixture
) -> None:
    finance.operations.fails_with = RuntimeError("secret of the inside")
    answer = finance.get("/status")
    body = problem(answer, 500, "internal")
    assert "secret" not in answer.get_data(as_text=True)
    assert body["incident"] in caplog.text
    assert "secret of the inside" in caplog.text


@pytest.mark.parametrize(
    "path",
    [
        *(f"/views/fund-ledger?{name}=1&{name}=2" for name in ("limit", "sort", "at", "as_of")),
        "/views/fund-ledger?year__gte=1&year__gte=2",
        "/views/fund-ledger?format=csv&format=xlsx",
        "/views/fund-ledger?format=csv&as_of=1&as_of=2",
        "/streams/fund-f-1?as_of=1&as_of=2",
        "/streams/fund-f-1?effective=2024-03-01&effective=2024-03-02",
        *(f"/events?{name}=1&{name}=1" for name in ("after", "limit", "hash", "wait", "raw")),
    ],
)
def test_a_parameter_given_twice_is_not_guessed_at(finance: Served, path: str) -> None:
    finance.give("register-fund", FUND_1)
    body = problem(finance.get(path, duties=["operator"]), 422, "invalid")
    assert body["errors"][0]["message"] == "Must be given once."


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
ALMOST = st.fixed_dictionaries(
    {},
    optional={name: JSON | st.just(value) for name, value in FUND_1.items()} | {"county": JSON},
)


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(command=st.sampled_from(["register-fund", "commit-funds", "pay"]), body=JSON | ALMOST)
def test_no_json_whatever_makes_an_internal_error(finance: Served, command: str, body: Any) -> None:
    answer = finance.call(
        "POST",
        f"/commands/{command}",
        data=json.dumps(body),
        headers={"Idempotency-Key": "k", "Content-Type": "application/json"},
    )
    assert answer.status_code in (200, 400, 404, 422)
    if answer.status_code != 200:
        problem(answer, answer.status_code, answer.json["type"])


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=st.binary(max_size=200))
def test_no_bytes_whatever_make_an_internal_error(finance: Served, body: bytes) -> None:
    problem(post(finance, body), 400, "malformed")


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    path=st.sampled_from(
        ["/views/fund-ledger", "/events", "/streams/fund-f-1", "/views/fund-ledger/x"]
    ),
    name=st.sampled_from(
        ["sort", "limit", "after", "at", "as_of", "effective", "hash", "wait", "year", "name__gte"]
    ),
    value=st.text(max_size=30) | st.integers().map(str),
)
def test_no_query_whatever_makes_an_internal_error(
    finance: Served, path: str, name: str, value: str
) -> None:
    if name == "at" and value.isdigit():
        value = value[:0]  # a position that is still to come would be waited for
    client = Client(finance.app)
    headers = {"Authorization": f"Bearer {finance.token('finance', 'operator')}"}
    answer = client.get(path, query_string={name: value}, headers=headers)
    assert answer.status_code in (200, 400, 404, 409, 422)
