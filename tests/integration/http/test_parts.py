"""`/streams/<stream>/parts`: what a form picks from where it names a part of a stream; RZ-2.2.c."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.empowerment.domain.duty_list import DUTY_LIST
from services.land.domain.land_programme.state import LAND_PROGRAMME
from services.land.domain.land_request.state import LAND_REQUEST
from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from shared.face.http import parts as looking
from shared.kernel.aggregate import pick
from shared.schemas.empowerment.duty_list import DutyDropped
from tests.integration.http import served as parts
from tests.integration.http.logged import tell
from tests.integration.http.served import FUND_1, Served, served
from tests.integration.http.test_prefill import commit, finance, give, recognise, today
from tests.unit.empowerment.test_duty_list import BASIC
from tests.unit.land.land_requests import REQUESTED
from tests.unit.land.quotas import ACCEPTED, FILED, NEED
from tests.unit.land.test_land_programme import OPENED, OTHER, PILOT, RANKED, SELECTED
from tests.unit.land.test_programme_changes import DROPPED

__all__ = ["finance"]


def contracts(service: Served, by: str = "finance") -> dict[str, Any]:
    answer = service.get("/streams/fund-f-1/parts", by=by)
    assert answer.status_code == 200, answer.json
    assert answer.json["version"] == service.get("/streams/fund-f-1", by=by).json["version"]
    told = next(one for one in answer.json["parts"] if one["part"] == "contract")
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
        "aggregate": "fund", "part": "contract", "title": "合同", "by": "fund",
        "by_title": "资金编号", "of": "fund", "beside": ["project"], "new": False,
    }  # fmt: skip
    assert told["commit-funds"]["properties"]["contract"]["x-within"]["new"]
    schemas = finance.get("/openapi.json").json["components"]["schemas"]
    assert schemas["Pay"]["properties"]["contract"]["x-within"] == within
    assert "/streams/{name}/parts" in finance.get("/openapi.json").json["paths"]


@pytest.fixture
def land(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    aggregates = [QUOTA_LEDGER, LAND_REQUEST, LAND_PROGRAMME]
    monkeypatch.setitem(parts.PARTS, "land", ("用地", aggregates, []))
    with served("land", tmp_path) as service:
        yield service


def kinds(service: Served, stream: str, by: str = "natural-resources") -> dict[str, Any]:
    answer = service.get(f"/streams/{stream}/parts", by=by)
    assert answer.status_code == 200, answer.json
    return {kind["part"]: kind for kind in answer.json["parts"]}


def test_a_part_has_ended_by_its_own_end_and_not_by_that_of_another(land: Served) -> None:
    tell(land, LAND_PROGRAMME, "lp-1", OPENED, PILOT, OTHER, RANKED, SELECTED, DROPPED)
    told = {
        c["id"]: c["ended"] for c in kinds(land, "land-programme-lp-1")["nomination"]["choices"]
    }
    assert told == {DROPPED.nomination: True, DROPPED.replacement: False}


def test_what_is_listed_again_after_its_end_is_there_as_it_is_told_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(parts.PARTS, "empowerment", ("赋权", [DUTY_LIST], []))
    dropped = DutyDropped("taoluo", duty=BASIC.duty, reason="演示-调整", dropped_on=today())
    again = replace(BASIC, name="演示-换了名称")
    with served("empowerment", tmp_path) as service:
        tell(service, DUTY_LIST, "taoluo", BASIC, dropped, again)
        (duty,) = kinds(service, "duty-list-taoluo", by="staffing")["duty"]["choices"]
    assert (duty["ended"], duty["says"]["name"], duty["version"]) == (False, again.name, 3)


def test_what_says_nothing_of_a_part_is_left_out(land: Served) -> None:
    tell(land, QUOTA_LEDGER, "taoluo", ACCEPTED)
    (lot,) = kinds(land, "quota-taoluo")["lot"]["choices"]
    assert lot["says"].keys() == {"area", "accepted_on"}, "it cites no document"


def test_the_parts_of_another_stream_are_told_in_that_ones_sight(land: Served) -> None:
    tell(land, QUOTA_LEDGER, "taoluo", ACCEPTED)
    tell(land, LAND_REQUEST, "r-1", REQUESTED)
    lots = kinds(land, "land-request-r-1")["lot"]
    assert ([c["id"] for c in lots["choices"]], lots["aggregate"]) == (["lot-1"], "quota")
    tell(land, LAND_REQUEST, "r-2", replace(REQUESTED, request="r-2", town="jufeng"))
    assert kinds(land, "land-request-r-2") == {}, "where there is no such stream"


def test_who_does_not_look_far_enough_back_says_so(
    land: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(land, QUOTA_LEDGER, "taoluo", ACCEPTED, NEED, replace(NEED, need="need-2"))
    assert kinds(land, "quota-taoluo")["need"]["complete"]
    monkeypatch.setattr(looking, "FURTHEST", 1)
    needs = kinds(land, "quota-taoluo")["need"]
    assert ([c["id"] for c in needs["choices"]], needs["complete"]) == (["need-2"], False)


def verify(service: Served, contract: str, fen: int, day: str) -> None:
    give(service, "verify-work", {"fund": "f-1", "project": "p-1", "town": "taoluo",
         "amount_fen": fen, "contract": contract, "delivered_on": day})  # fmt: skip


OF_CONTRACTS = ("verify-work", "reduce-commitment", "pay-advance", "pay", "return-payment")


def judged(
    service: Served, command: str, field: str, *ids: str, by: str = "finance", **said: str
) -> dict[str, Any]:
    """What a command would be refused for, by a field."""
    told = "".join(f"&{name}={text}" for name, text in said.items())
    asked = f"/commands/{command}/closed?judged={field}&among={'%0A'.join(ids)}{told}"
    answer = service.get(asked, by=by)
    assert answer.status_code == 200, answer.json
    return dict(answer.json["closed"])


def why(service: Served, command: str) -> dict[str, Any]:
    """Why the contract c-1 is closed to a command, if it is."""
    said = {"fund": "f-1", "project": "p-1"}
    return dict(judged(service, command, "contract", "c-1", "c-2", **said).get("c-1", {}))


def closed_to(service: Served) -> dict[str, set[str]]:
    said = {"fund": "f-1", "project": "p-1"}
    found: dict[str, set[str]] = {"c-1": set(), "c-2": set()}
    for command in OF_CONTRACTS:
        for id in judged(service, command, "contract", "c-1", "c-2", **said):
            found[id].add(command)
    return found


def test_a_contract_is_closed_to_what_would_be_refused_whatever_is_asked(finance: Served) -> None:
    unpaid = {"pay", "return-payment"}
    assert closed_to(finance) == {"c-1": unpaid, "c-2": unpaid}
    verify(finance, "c-1", 100, today().isoformat())
    assert closed_to(finance) == {
        "c-1": {"verify-work", "reduce-commitment", "pay-advance", "return-payment"}, "c-2": unpaid,
    }  # fmt: skip
    told = why(finance, "verify-work")
    more = {"fund": "f-1", "project": "p-1", "town": "taoluo", "amount_fen": 1, "contract": "c-1"}
    refused = finance.give("verify-work", more, by="finance").json
    assert (told["rule"], told["clause"]) == (refused["rule"], refused["clause"])
    assert refused["detail_zh"].startswith(told["detail_zh"])
    advance = why(finance, "pay-advance")
    assert "{" not in advance["detail"] + advance["detail_zh"], "its rule tells how many percent"


def test_areas_are_closed_to_the_selection_until_they_are_ranked(land: Served) -> None:
    """Of several parts that are ticked, each is judged by itself."""
    tell(land, LAND_PROGRAMME, "lp-1", OPENED, PILOT, OTHER)
    tell(land, LAND_PROGRAMME, "lp-2", OPENED, PILOT, OTHER, RANKED)
    both, by = {PILOT.nomination, OTHER.nomination}, "natural-resources"
    for programme, closed in (("lp-1", both), ("lp-2", set())):
        said = {"programme": programme, "by": by}
        assert judged(land, "select-areas", "selected", *both, **said).keys() == closed


def test_an_area_that_goes_and_one_that_takes_its_place_are_judged_apart(land: Served) -> None:
    tell(land, LAND_PROGRAMME, "lp-1", OPENED, PILOT, OTHER, RANKED, SELECTED)
    said = {"programme": "lp-1", "by": "natural-resources"}
    both = (PILOT.nomination, OTHER.nomination)
    (out,) = {*both} - {*SELECTED.selected}
    assert judged(land, "drop-area", "nomination", *both, **said).keys() == {out}
    assert judged(land, "drop-area", "replacement", *both, **said).keys() == {*SELECTED.selected}


def test_a_part_of_another_stream_is_judged_by_the_one_that_it_is_for(land: Served) -> None:
    """A lot of the town's quota, for a request that asks for so much (RZ-2.3.h)."""
    small = (
        replace(ACCEPTED, lot="lot-2", area=Decimal(10)),
        replace(FILED, lot="lot-2", area=Decimal(10)),
    )
    tell(land, QUOTA_LEDGER, "taoluo", ACCEPTED, FILED, *small)
    tell(land, LAND_REQUEST, "r-1", replace(REQUESTED, area=Decimal(20)))
    said = {"request": "r-1", "source": "quota", "by": "natural-resources"}
    closed = judged(land, "allocate-land", "lot", "lot-1", "lot-2", "lot-9", **said)
    assert {id: told["rule"] for id, told in closed.items()} == {
        "lot-2": "quota-remains", "lot-9": "lot-is-accepted",
    }  # fmt: skip
    assert judged(land, "allocate-land", "lot", "lot-2", **{**said, "source": "plan"}) == {}


def test_a_project_is_judged_by_its_own_stream_and_by_what_it_has_of_the_fund(
    finance: Served,
) -> None:
    recognise(finance, "p-2")
    ids = ("p-1", "p-2", "p-9")
    assert judged(finance, "allocate-funds", "project", *ids, fund="f-1").keys() == {"p-9"}
    assert judged(finance, "pay", "project", *ids, fund="f-1").keys() == {"p-2", "p-9"}
    assert judged(finance, "pay", "project", *ids) == {}, "of which fund is not said yet"


def test_a_matter_is_judged_by_the_rules_that_rest_on_its_state_and_by_who_may(
    finance: Served,
) -> None:
    old = {**FUND_1, "fund": "f-2", "year": 2020}
    theirs = {**FUND_1, "fund": "f-3", "source": "county", "county": "wulian"}
    for fund in (old, theirs):
        give(finance, "register-fund", fund)
    closed = judged(finance, "commit-funds", "fund", "f-1", "f-2", "f-9")
    assert {id: told["rule"] for id, told in closed.items()} == {"f-2": "surplus-is-not-used"}
    (mine,) = judged(finance, "appropriate", "fund", "f-3", by="juxian-finance").values()
    assert "办理" in mine["detail_zh"] and "rule" not in mine


def test_what_somebody_made_up_takes_no_place_among_the_states_that_are_kept(
    finance: Served,
) -> None:
    repository = finance.face.executor.repository
    judged(finance, "pay", "project", "made-up", fund="made-up-too")
    assert not any("made-up" in stream for stream in repository._cached)


def test_what_another_town_nominated_is_not_found_out_in_its_name(land: Served) -> None:
    """The list is sealed until the areas are selected (RZ-2.3.i)."""
    tell(land, LAND_PROGRAMME, "lp-1", OPENED, PILOT, OTHER)
    both, about = (PILOT.nomination, OTHER.nomination), {"programme": "lp-1", "by": PILOT.town}
    mine = judged(land, "withdraw-area", "nomination", *both, town=PILOT.town, **about)
    assert mine.keys() == {OTHER.nomination}
    assert judged(land, "withdraw-area", "nomination", *both, town=OTHER.town, **about) == {}


def test_how_much_there_is_is_not_found_out_by_asking_for_more_and_more(finance: Served) -> None:
    recognise(finance, "p-2")
    for fen in ("1", "999999999999", "x", "9" * 5000):
        closed = judged(
            finance, "recall-funds", "project", "p-1", "p-2", fund="f-1", amount_fen=fen
        )
        assert closed.keys() == {"p-2"}
        assert closed["p-2"].keys() == {"rule", "clause", "detail", "detail_zh"}


def test_what_is_no_id_is_not_looked_for(finance: Served) -> None:
    repository = finance.face.executor.repository
    ids = ("P-1", "p%201", "%E9%A1%B9%E7%9B%AE")
    assert judged(finance, "allocate-funds", "project", *ids, fund="f-1") == {}
    assert judged(finance, "allocate-funds", "project", "p-9", fund="F-1") == {}
    assert not any("P-1" in stream for stream in repository._cached)


def test_only_what_a_command_judges_is_asked_for(finance: Served) -> None:
    asked = "/commands/pay/closed?judged=payee&among=x"
    refused = finance.get(asked)
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "judged")
    assert finance.get("/commands/pay/closed?judged=contract&among=x", by="pboc").status_code == 403
    told = {c["name"]: c["judged"] for c in finance.get("/commands").json["commands"]}
    assert (told["pay"], told["register-fund"]) == (["fund", "project", "contract"], [])


def test_a_check_that_asks_for_more_than_is_told_closes_nothing_and_is_put_on_record(
    land: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = QUOTA_LEDGER.commands["file-quota"]
    asks_for_an_area = pick("lot", file.picks[0].check)
    unsaid = replace(file, picks=(asks_for_an_area,))
    monkeypatch.setitem(land.face.executor.commands, "file-quota", unsaid)
    tell(land, QUOTA_LEDGER, "taoluo", ACCEPTED)
    said = {"town": "taoluo", "by": "natural-resources"}
    assert judged(land, "file-quota", "lot", "lot-1", **said) == {}
    assert "file-quota checks lot by its area" in caplog.text


def test_what_the_caller_may_not_do_says_nothing_of_a_part(finance: Served) -> None:
    asked = "/commands/pay/closed?judged=contract&among=c-1&fund=f-1&project=p-1"
    assert finance.get(asked, by="pboc").status_code == 403


def told_of(service: Served, part: str, by: str = "finance") -> dict[str, Any]:
    answer = service.get("/streams/fund-f-1/parts", by=by)
    return next(one for one in answer.json["parts"] if one["part"] == part)


def test_what_only_its_place_numbers_is_counted_beside_what_it_is_of(finance: Served) -> None:
    for contract, fen in (("c-1", 40), ("c-2", 50), ("c-1", 30)):
        verify(finance, contract, fen, today().isoformat())
    told = told_of(finance, "verification")
    assert [(c["id"], c["says"]["contract"], c["says"]["amount_fen"]) for c in told["choices"]] == [
        (1, "c-1", 40), (2, "c-2", 50), (3, "c-1", 30),
    ]  # fmt: skip
    assert {c["beside"]["project"] for c in told["choices"]} == {"p-1"}
    assert told["complete"] and told["next"] is None


def test_an_entry_that_is_to_be_corrected_is_found_by_its_kind_and_project(finance: Served) -> None:
    give(finance, "appropriate", {"fund": "f-1", "amount_fen": 500})
    known = told_of(finance, "number")["choices"]
    assert [(c["id"], c["says"]["amount_fen"]) for c in known if c["beside"]["entry"] == "appropriation"] == [
        (1, 10_000), (2, 500),
    ]  # fmt: skip
    assert {"entry": "commitment", "project": "p-1"} in [c["beside"] for c in known]
    wrong = {"fund": "f-1", "entry": "appropriation", "number": 2, "amount_fen": 400,
             "reason": "演示-录入有误", "document": "演示〔2026〕2号"}  # fmt: skip
    give(finance, "correct-fund-entry", wrong)
    known = told_of(finance, "number")["choices"]
    (corrected,) = [c for c in known if c["id"] == 2 and c["beside"] == {"entry": "appropriation"}]
    assert corrected["last"]["title"] == "更正资金分录"
