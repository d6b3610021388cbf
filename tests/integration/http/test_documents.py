"""The generated documents: complete, pointing nowhere outside, true to what is sent."""

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from werkzeug.test import Client

from shared.face.http.app import routes
from shared.kernel.bus.cloudevents import P, headers_of
from shared.kernel.subscription.incoming import from_record
from tests.integration.http.served import FUND_1, Served


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
        path = {"/views/{name}": "/views/fund-ledger"}.get(path, path)
        if path == "/commands/{name}":
            continue
        operation = paths[path][route.method.lower()]
        told = {p["name"] for p in operation["parameters"] if p["in"] == "query"}
        read = set(route.query.parameters)
        if route.query.others:
            read.add(route.query.others.name)
        assert told == read if not route.query.open else told > read, path
        assert ("requestBody" in operation) == (route.method == "POST"), path


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
