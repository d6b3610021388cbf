"""The generated documents: complete, pointing nowhere outside, true to what is sent."""

import ast
import inspect
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from werkzeug.test import Client

import shared.runtime.operations
from shared.face.http import app
from shared.face.http.app import routes
from shared.face.http.query import Nothing
from shared.face.http.view_query import OfPage
from shared.kernel.bus.cloudevents import P, headers_of
from shared.kernel.subscription.incoming import from_record
from tests.integration.http.served import FUND_1, Served

HTTP = Path(app.__file__).parent
OPERATIONS = Path(shared.runtime.operations.__file__).parent


def references(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*(references(v) for v in node.values()))
    return set().union(*(references(v) for v in node)) if isinstance(node, list) else set()


def resolved(document: dict[str, Any], reference: str) -> Any:
    node: Any = document
    for part in reference.removeprefix("#/").split("/"):
        node = node[part]
    return node


def test_openapi_names_every_command_view_and_operation(finance: Served) -> None:
    document = finance.get("/openapi.json").json
    assert document["openapi"] == "3.1.0"
    paths = document["paths"]
    assert {"/commands/register-fund", "/views/fund-ledger", "/streams/{name}"} < paths.keys()
    assert {"/events", "/health/ready", "/parked/retry", "/scenario"} < paths.keys()
    assert "/commands/recognise-eligibility" not in paths
    give = paths["/commands/register-fund"]["post"]
    assert {"Idempotency-Key", "If-Match", "Scenario-Time"} == {
        p["name"] for p in give["parameters"]
    }
    part = paths["/documents/{sha256}"]["get"]["parameters"]
    assert {"Range", "If-Range"} == {p["name"] for p in part if p["in"] == "header"}
    assert not [path for path, p in paths.items() for o in p.values() if not o["summary"]]
    operations = [o["operationId"] for p in paths.values() for o in p.values()]
    assert len(operations) == len(set(operations))


def test_every_reference_leads_somewhere_and_every_schema_is_one(supervision: Served) -> None:
    for name in ("openapi", "asyncapi"):
        document = supervision.get(f"/{name}.json").json
        for reference in references(document):
            assert resolved(document, reference) is not None
        for schema in document["components"]["schemas"].values():
            Draft202012Validator.check_schema(schema)


def test_asyncapi_names_every_event_with_its_exchange(finance: Served) -> None:
    document = finance.get("/asyncapi.json").json
    assert document["asyncapi"] == "3.0.0"
    assert {"FundRegistered", "FundsAllocated", "ReactionRefused"} < document["channels"].keys()
    channel = document["channels"]["FundsAllocated"]
    assert channel["address"] == "FundsAllocated"
    assert channel["bindings"]["amqp"]["exchange"]["name"] == "finance.events"


def test_asyncapi_is_true_to_what_is_published(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    document = finance.get("/asyncapi.json").json
    message = document["components"]["messages"]["FundRegistered"]
    record = finance.face.log.read(0)[0]
    assert (
        headers_of(from_record("finance", record)).keys() == message["headers"]["properties"].keys()
    )
    event = finance.get("/events", duties=["service"]).json["events"][0]
    schema = resolved(document, message["payload"]["$ref"])
    Draft202012Validator(schema).validate(event["data"])


def test_openapi_schemas_take_what_the_service_takes(finance: Served) -> None:
    document = finance.get("/openapi.json").json
    body = document["paths"]["/commands/register-fund"]["post"]["requestBody"]
    schema = resolved(document, body["content"]["application/json"]["schema"]["$ref"])
    assert Draft202012Validator(schema).is_valid(FUND_1)
    assert not Draft202012Validator(schema).is_valid({**FUND_1, "source": "bank"})
    assert not re.search("[\u4e00-\u9fff]", schema["properties"]["fund"]["pattern"])


def test_openapi_names_every_parameter_that_is_read_and_no_other(finance: Served) -> None:
    paths = finance.get("/openapi.json").json["paths"]
    for route in routes(finance.face):
        path = re.sub(r"<(?:path:)?(\w+)>", r"{\1}", route.path)
        path = re.sub(r"^/(views|totals|changes)/\{name\}$", r"/\1/fund-ledger", path)
        if path == "/commands/{name}":
            continue
        operation = paths[path][route.method.lower()]
        told = {p["name"] for p in operation["parameters"] if p["in"] == "query"}
        read = {field.name.removesuffix("_") for field in fields(route.query)}
        assert told > read if hasattr(route.query, "open") else told == read, path
        takes = inspect.signature(route.handler).parameters
        assert route.query is Nothing or {"asked", "given"} & takes.keys(), path
        if "asked" in takes:
            assert takes["asked"].annotation is route.query, path
        assert ("requestBody" in operation) == (route.method == "POST"), path


def test_what_a_route_declares_is_read_and_an_address_is_read_by_nobody_else(
    finance: Served,
) -> None:
    code = {path: path.read_text(encoding="utf-8") for path in sorted(HTTP.glob("*.py"))}
    code |= {path: path.read_text(encoding="utf-8") for path in OPERATIONS.glob("*.py")}
    trees = {path: ast.parse(text) for path, text in code.items()}
    attributes = {
        (path.name, node.attr)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
    }
    assert {name for name, attr in attributes if attr in ("args", "query_string")} <= {
        "call.py",
        "exports.py",
    }
    read = {attr for _, attr in attributes}
    for route in routes(finance.face):
        unread = {field.name for field in fields(route.query)} - read
        assert not unread, f"{route.path} declares {unread}, which nobody reads"


def test_every_filter_in_openapi_is_taken_and_what_it_says_is_asked(finance: Served) -> None:
    parameters = finance.get("/openapi.json").json["paths"]["/views/fund-ledger"]["get"][
        "parameters"
    ]
    values = {"integer": "1", "boolean": "true", "string": "x"}
    own = {field.name for field in fields(OfPage)}
    for told in (p for p in parameters if p["name"] not in own):
        schema = told["schema"].get("items", told["schema"])
        good = {"date": "2024-03-01", "date-time": "2024-03-01T09:00:00Z"}.get(
            schema.get("format", ""), values[schema["type"]]
        )
        if "pattern" in schema:
            good = "1.50"
        answer = finance.get("/views/fund-ledger", query_string={told["name"]: good})
        assert answer.status_code == 200, told["name"]
        if schema["type"] != "string" or "format" in schema or "pattern" in schema:
            bad = finance.get("/views/fund-ledger", query_string={told["name"]: "bad"})
            assert bad.json["errors"][0]["field"] == told["name"]


def test_a_column_is_named_with_its_kind_and_its_range(finance: Served) -> None:
    parameters = finance.get("/openapi.json").json["paths"]["/views/fund-ledger"]["get"][
        "parameters"
    ]
    named = {p["name"]: p["schema"] for p in parameters}
    assert named["appropriated_fen__gte"] == {"type": "integer"}
    assert named["fund"] == {"type": "array", "items": {"type": "string"}}
    assert named["limit"]["maximum"] == finance.face.limits.page


@pytest.mark.parametrize(
    "path",
    [
        "/commands?limit=1",
        "/streams/fund-f-1?as-of=1",
        "/health/live?x=1",
        "/views/fund-ledger/f-1?sort=fund",
    ],
)
def test_a_parameter_that_no_route_reads_is_refused(finance: Served, path: str) -> None:
    finance.give("register-fund", FUND_1)
    answer = finance.get(path)
    assert (answer.status_code, answer.json["type"]) == (422, "invalid")
    assert "left out here" in answer.json["detail"]


def test_the_schema_of_an_event_is_served_where_the_event_says(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    event = from_record("finance", finance.face.log.read(0)[0])
    url = headers_of(event, "https://finance.example")[f"{P}dataschema"]
    assert url == "https://finance.example/schemas/finance/FundRegistered/1"
    answer = Client(finance.app).get(url.removeprefix("https://finance.example"))
    assert (answer.status_code, answer.mimetype) == (200, "application/schema+json")
    Draft202012Validator.check_schema(answer.json)
    Draft202012Validator(answer.json).validate(json.loads(event.data))
    for name in ("FundRegistered/2", "FundRegistered/x", "Nothing/1", "ProjectAdmitted/1"):
        assert Client(finance.app).get(f"/schemas/finance/{name}").status_code == 404
    assert Client(finance.app).get("/schemas/land/FundRegistered/1").status_code == 404
