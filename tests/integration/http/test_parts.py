"""`/streams/<stream>/parts`: what a form picks from where it names a part of a stream; RZ-2.2.c."""

from typing import Any

from tests.integration.http.served import FUND_1, Served
from tests.integration.http.test_prefill import commit, finance, give, recognise

__all__ = ["finance"]


def contracts(service: Served, by: str = "finance") -> dict[str, Any]:
    answer = service.get("/streams/fund-f-1/parts", by=by)
    assert answer.status_code == 200, answer.json
    (told,) = answer.json["parts"]
    assert (told["part"], told["title"], told["complete"]) == ("contract", "合同", True)
    return dict(told)


def test_the_contracts_of_a_fund_are_told_with_payee_sum_and_what_was_last(
    finance: Served,
) -> None:
    first, second = contracts(finance)["choices"]
    assert (first["id"], second["id"]) == ("c-1", "c-2")
    assert first["says"] == {"payee": "演示-甲公司", "amount_fen": 100}
    assert first["beside"] == {"project": "p-1"}
    assert first["type"] == "FundsCommitted" and not first["ended"]
    cut = {"fund": "f-1", "project": "p-1", "town": "taoluo", "amount_fen": 10, "contract": "c-1",
           "cause": "settlement", "reason": "演示-核减", "document": "演示〔2026〕1号"}  # fmt: skip
    give(finance, "reduce-commitment", cut)
    first, second = contracts(finance)["choices"]
    assert first["last"]["title"] == "核减支出承诺" != second["last"]["title"]


def test_two_projects_may_number_their_contracts_alike(finance: Served) -> None:
    other = {"fund": "f-1", "project": "p-2", "amount_fen": 500}
    recognise(finance, "p-2")
    give(finance, "allocate-funds", other)
    give(
        finance, "commit-funds", {**other, "town": "taoluo", "contract": "c-1", "payee": "演示-丁"}
    )
    alike = [c for c in contracts(finance)["choices"] if c["id"] == "c-1"]
    assert [c["beside"]["project"] for c in alike] == ["p-1", "p-2"]


def test_a_new_contract_is_proposed_a_number_that_none_has(finance: Served) -> None:
    assert contracts(finance)["next"] == "contract-003"
    commit(finance, "contract-004", "演示-丙公司")
    assert contracts(finance)["next"] == "contract-005"


def test_who_may_make_none_is_proposed_none(finance: Served) -> None:
    assert contracts(finance, by="pboc")["next"] is None


def test_who_may_not_see_the_stream_is_told_of_no_part(finance: Served) -> None:
    give(finance, "register-fund", {**FUND_1, "fund": "f-2"})
    assert finance.get("/streams/fund-f-2/parts", by="housing").status_code == 403
    assert finance.get("/streams/fund-f-3/parts").status_code == 404


def test_openapi_and_commands_say_which_field_is_picked_from_a_stream(finance: Served) -> None:
    told = {c["name"]: c["schema"] for c in finance.get("/commands").json["commands"]}
    within = told["pay"]["properties"]["contract"]["x-within"]
    assert within == {
        "aggregate": "fund", "part": "contract", "title": "合同", "by": "fund", "of": "fund",
        "beside": ["project"], "new": False,
    }  # fmt: skip
    assert told["commit-funds"]["properties"]["contract"]["x-within"]["new"]
    schemas = finance.get("/openapi.json").json["components"]["schemas"]
    assert schemas["Pay"]["properties"]["contract"]["x-within"] == within
    assert "/streams/{name}/parts" in finance.get("/openapi.json").json["paths"]
