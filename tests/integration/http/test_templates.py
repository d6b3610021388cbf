"""Every template: its own example, filled in as its guide shows it, is taken by its own import."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from shared.runtime.settings import SERVICES
from tests.integration.http.served import Served, served
from tests.integration.http.sheets import sheet
from tests.scenario.programme import given

GIVEN_BY = {
    "strengths": "donggang-staffing",
    "upward-loans": "organization",
    "secondments": "organization",
    "first-secretaries": "organization",
    "post-demands": "taoluo",
    "experts": "organization",
    "establishment-requests": "taoluo",
    "appraisal-quotas": "taoluo",
    "cultivation-tasks": "taoluo",
    "indicator-figures": "taoluo",
    "funds": "finance",
    "appropriations": "finance",
    "fees": "finance",
    "parcels": "natural-resources",
    "applications": "taoluo",
    "issues": "taoluo",
    "power-items": "donggang-staffing",
    "duties": "donggang-staffing",
    "institutions": "local-finance",
    "financing-demands": "taoluo",
    "guarantees": "local-finance",
    "outlets": "institution-rural",
    "loan-reports": "institution-rural",
    "capital-entries": "jufeng",
    "intents": "local-finance",
    "matching-signings": "local-finance",
}
BEFORE = {
    "appropriations": "funds",
    **dict.fromkeys(
        ("guarantees", "intents", "loan-reports", "matching-signings", "outlets"), "institutions"
    ),
}
"""A template whose example stands on another one's."""
SHARES = {
    "town": "taoluo", "effective_from": "2024-01-01", "document": "演示-日财综〔2023〕7号",
    "shares": [{"level": "county", "share": 4000}, {"level": "town", "share": 6000}],
}  # fmt: skip
LIST = {"county": "donggang", "title": "演示-赋权事项清单"}
RURAL = {
    "institution": "institution-rural", "name": "演示-农商行", "credit_code": "91371100000000001x",
    "kind": "rural-bank", "group": "local",
}  # fmt: skip
COMPANY = RURAL | {"institution": "guarantee", "kind": "guarantee", "group": "guarantee"}
POLICY = RURAL | {"institution": "institution-policy", "kind": "policy-bank", "group": "policy"}
ASKED = {"institution": "institution-rural", "year": 2024, "quarter": "q1"}
MEETING = given("hold-matching-event")[0] | {"signings": []}
SCHEME = given("adopt-indicator-scheme")[0]
PUBLISHED = {
    "indicator-figures": [("adopt-indicator-scheme", SCHEME, "housing")],
    "fees": [("publish-fee-shares", SHARES, "finance")],
    "power-items": [("draft-power-list", LIST, "donggang-staffing")],
    "guarantees": [
        ("register-institution", RURAL, "local-finance"),
        ("register-institution", COMPANY, "local-finance"),
    ],
    "matching-signings": [("hold-matching-event", MEETING, "local-finance")],
    "loan-reports": [("ask-for-loan-reports", ASKED, "local-finance")],
    "intents": [("register-institution", POLICY, "local-finance")],
}
"""What has been published, or begun, before an example can be taken, and by whom."""


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    with served(request.param, tmp_path, whole=True) as made:
        yield made


def example(service: Served, template: str) -> tuple[bytes, dict[str, str]]:
    """The example that a template's guide shows, filled in, and its cells by heading."""
    content = service.get(f"/imports/{template}").get_data()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    headings = book.get_sheet_by_index(0).to_python(skip_empty_area=False)[0]
    told = book.get_sheet_by_index(1).to_python(skip_empty_area=False)
    cells = [line[3] for line in told[1 : len(headings) + 1]]
    filled_in = {h: c for h, c in zip(headings, cells, strict=True) if c}
    return sheet(headings, [cells]), filled_in


def exported(service: Served, view: str, by: str) -> dict[str, str]:
    content = service.get(f"/views/{view}?format=xlsx", by=by).get_data()
    lines = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    titles, row = lines.to_python(skip_empty_area=False)[5:7]
    return dict(zip(titles, map(str, row), strict=True))


def test_the_example_is_taken_and_the_ledger_says_its_words(service: Served) -> None:
    templates = service.get("/imports").json["imports"]
    for template in sorted(templates, key=lambda t: t["name"] in BEFORE):
        name = template["name"]
        book, cells = example(service, name)
        path = f"/imports/{name}?dry_run=false"
        for command, data, by in PUBLISHED.get(name, ()):
            assert service.give(command, data, by=by).status_code == 200
        told = service.call("POST", path, data=book, by=GIVEN_BY[name])
        assert told.status_code == 200, told.get_data(as_text=True)
        assert (told.json["applied"], told.json["sheet"], told.json["rows"]) == (True, "本次", 1)
        said = exported(service, template["view"], GIVEN_BY[name])
        worded = {c["title"] for c in template["columns"] if c["words"]}
        for title in worded & said.keys() & cells.keys():
            assert said[title] == cells[title], f"{template['view']} {title}"
