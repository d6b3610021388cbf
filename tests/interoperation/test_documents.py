"""OpenAPI and AsyncAPI of every service are what their own validators take."""

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.test import Client

from shared.face.http.totals import OfTotals
from shared.face.http.view_filters import OF_PAGES
from shared.face.http.view_query import OfPage
from shared.runtime.settings import SERVICES
from tests.interoperation import nodejs
from tests.interoperation.documents import document, faces

ASYNCAPI = Path(__file__).with_name("node") / "asyncapi.js"
NEWER = "asyncapi-latest-version"
"""It says that 3.1 is out: the documents are 3.0, which every tool of today reads."""


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Client]]:
    with faces(tmp_path_factory.mktemp("faces")) as made:
        yield made


@pytest.mark.parametrize("service", SERVICES)
def test_openapi_is_valid_by_its_own_validator(service: str, clients: dict[str, Client]) -> None:
    said = document(clients[service], "openapi")
    assert said["openapi"] == "3.1.0"
    assert errors(said) == []


def test_the_validator_of_openapi_sees_a_parameter_that_stands_twice(
    clients: dict[str, Client],
) -> None:
    said = document(clients["people"], "openapi")
    told = next(iter(said["paths"]["/tasks"].values()))["parameters"]
    told.append(told[0])
    assert errors(said) == [f"Duplicate parameter '{told[0]['name']}'"]


def test_no_column_is_filtered_by_what_the_page_itself_is_asked_for() -> None:
    assert {f.name for cls in (OfPage, OfTotals) for f in fields(cls)} == OF_PAGES


def test_a_column_called_as_a_page_is_asked_is_filtered_by_its_range(
    clients: dict[str, Client],
) -> None:
    said = document(clients["credit"], "openapi")
    told = said["paths"]["/views/product-use"]["get"]["parameters"]
    assert [p["name"] for p in told if p["name"].startswith("as_of")] == [
        "as_of__gte",
        "as_of__lte",
        "as_of",
    ]


def test_asyncapi_is_valid_by_its_own_parser(clients: dict[str, Client], tmp_path: Path) -> None:
    files = []
    for name, client in clients.items():
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(json.dumps(document(client, "asyncapi")), encoding="utf-8")
    broken = document(clients["people"], "asyncapi")
    broken["channels"]["unnamed"] = {"address": 7}
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(broken), encoding="utf-8")
    done = nodejs.run(ASYNCAPI, *files, wrong, seconds=300)
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    told = [one for one in found if one[2] != NEWER]
    assert {Path(one[0]).stem for one in found} == {*SERVICES, "wrong"}
    assert [one for one in told if one[0] != str(wrong)] == []
    assert [one for one in told if one[0] == str(wrong) and one[1] == 0]


def errors(said: dict[str, Any]) -> list[str]:
    return [error.message for error in OpenAPIV31SpecValidator(condensed(said)).iter_errors()]


def condensed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with equal parts as one object: the validator looks at each object once."""
    known: dict[str, Any] = {}

    def one(part: dict[str, Any]) -> dict[str, Any]:
        return known.setdefault(json.dumps(part), part)

    told: dict[str, Any] = json.loads(json.dumps(document), object_hook=one)
    return told
