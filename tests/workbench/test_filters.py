"""A ledger's filters: things found by name, number or 拼音 initials, and columns of several."""

import re
from urllib.parse import quote

import pytest
from werkzeug.test import Client

from tests.integration.client import Order
from tests.workbench.earlier import YEAR
from tests.workbench.matters import raise_issue
from tests.workbench.walking import sign_in
from tests.workbench.world import World

ISSUES = "/ledgers/supervision/issue-ledger"
_PICKED = re.compile(r'data-pick="([^"]*)"')


@pytest.fixture
def housing(bench: World) -> Client:
    return sign_in(bench, "housing")


def page(bench: World, site: Client, address: str) -> str:
    answer = site.get(address, base_url=bench.address)
    assert answer.status_code == 200, answer.text
    return answer.text


def found(bench: World, site: Client, thing: str, typed: str, **within: str) -> list[str]:
    """The ids of what a picker of a form or a filter finds."""
    more = "".join(f"&{name}={id}" for name, id in within.items())
    told = page(bench, site, f"/pick/{thing}?_path=one&one~text={quote(typed)}{more}")
    return _PICKED.findall(told)


@pytest.mark.parametrize("typed", ["市财政局", "finance", "sczj", "市财政"])
def test_a_filter_finds_an_organisation_by_name_id_and_initials(
    bench: World, housing: Client, typed: str
) -> None:
    assert "/pick/organisation" in page(bench, housing, ISSUES)
    assert "finance" in found(bench, housing, "organisation", typed)
    assert found(bench, housing, "organisation", "没有这个单位") == []


def test_rows_are_found_by_one_of_several_organisations_of_a_column(
    bench: World, housing: Client
) -> None:
    for title, others in (("演示-会办甲", ["finance", "ecology"]), ("演示-会办乙", ["ecology"])):
        issue = raise_issue(bench, title).removeprefix("issue-")
        data = {"issue": issue, "handler": "natural-resources", "co_handlers": others}
        answer = bench.client.give(Order("supervision", "assign-issue", "housing", data))
        assert answer.status == 200, answer
    both = page(bench, housing, f"{ISSUES}?co_handlers=ecology")
    assert "演示-会办甲" in both and "演示-会办乙" in both
    one = page(bench, housing, f"{ISSUES}?co_handlers~text={quote('市财政局')}")
    assert "演示-会办甲" in one and "演示-会办乙" not in one
    assert "会办单位为 市财政局" in one


def test_a_picker_finds_the_contracts_of_the_fund_and_project_that_its_form_names(
    bench: World,
) -> None:
    finance, project = sign_in(bench, "finance"), "taoluo-pier"
    for fund, contract in (("shown-f-1", "shown-c-1"), ("shown-f-2", "shown-c-2")):
        of = {"fund": fund}
        told = {"name": "演示-为选取而立的资金", "source": "city", "kind": "special", "year": YEAR}
        share = {"project": project, "town": "taoluo", "amount_fen": 100}
        payee = {"contract": contract, "payee": f"演示-{contract}公司"}
        for command, data in (
            ("register-fund", told),
            ("appropriate", {"amount_fen": 1_000}),
            ("allocate-funds", {"project": project, "amount_fen": 900}),
            ("commit-funds", share | payee),
        ):
            answer = bench.client.give(Order("finance", command, "finance", of | data))
            assert answer.status == 200, answer
    within = {"fund": "shown-f-2", "project": project}
    assert found(bench, finance, "contract", "shown", **within) == ["shown-c-2"]
    assert found(bench, finance, "contract", "公司", fund="shown-f-1") == ["shown-c-1"]
    assert {"shown-c-1", "shown-c-2"} <= {*found(bench, finance, "contract", "公司")}


def test_two_people_of_one_name_are_told_apart_by_where_they_work_to_who_may_know_it(
    bench: World,
) -> None:
    today, name = bench.app.bench.today().isoformat(), "演示-同名的人"
    for town, duty in (("taoluo", "handler"), ("jufeng", "reviewer")):
        person = f"shown-{town}"
        for command, data in (
            ("register-person", {"name": name, "subject": person}),
            ("appoint-person", {"duties": [duty], "since": today}),
        ):
            token, key = bench.client.token(town, "administrator"), f"{person}-{command}"
            answer = bench.client.call(
                "POST", "people", f"/commands/{command}", token, {"Idempotency-Key": key},
                {"person": person, **data},
            )  # fmt: skip
            assert answer.status == 200, answer
    pick = f"/pick/person?_path=one&one~text={quote(name)}"
    seen_by_all = page(bench, sign_in(bench, "organization"), pick)
    assert "涛雒镇 经办" in seen_by_all and "巨峰镇 审核" in seen_by_all
    seen_by_one = page(bench, sign_in(bench, "taoluo"), pick)
    assert "涛雒镇 经办" in seen_by_one and "巨峰镇" not in seen_by_one
    assert _PICKED.findall(seen_by_one) == ["shown-jufeng", "shown-taoluo"]
    told = page(bench, sign_in(bench, "taoluo"), f"/find?q={quote(name)}")
    assert told.count(f">{name}<") == 2, "everybody may read what people are called"
    assert "/matter/people/person-shown-taoluo" in told
    assert "/matter/people/person-shown-jufeng" not in told
