"""`/streams/<stream>/offers`: what a caller may do with a fund now, and if not, why."""

from tests.integration.http.served import FUND_1, Served


def offers(service: Served, by: str = "finance") -> dict[str, dict[str, object]]:
    answer = service.get("/streams/fund-f-1/offers", by=by)
    assert answer.status_code == 200, answer.json
    return {offer["command"]: offer for offer in answer.json["offers"]}


def test_each_command_may_be_given_or_says_which_rule_and_what_would_make_it_pass(
    finance: Served,
) -> None:
    finance.give("register-fund", FUND_1)
    now = offers(finance)
    assert now["appropriate"] == {
        "command": "appropriate", "title": "预算安排", "clause": "RZ-2.2.c", "may": True,
    }  # fmt: skip
    again = now["register-fund"]
    assert (again["may"], again["rule"], again["rule_clause"]) == (
        False,
        "already-exists",
        "design",
    )
    assert "请换一个编号" in again["detail_zh"] and "Use another id" in again["detail"]
    above = now["hand-back-funds"]
    assert (above["may"], above["type"]) == (False, "not-permitted")
    assert [who["zh"] for who in above["who_may"]] == ["本镇所在区县政府", "本镇所在区县财政局"]


def test_what_is_refused_by_an_offer_is_refused_alike_when_given(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    told = offers(finance)["register-fund"]
    given = finance.give("register-fund", FUND_1).json
    assert (given["rule"], given["detail_zh"]) == (told["rule"], told["detail_zh"])


def test_what_may_be_given_passes(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    assert offers(finance)["appropriate"]["may"]
    assert finance.give("appropriate", {"fund": "f-1", "amount_fen": 500}).status_code == 200


def test_who_may_not_see_the_stream_is_offered_nothing(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    assert finance.get("/streams/fund-f-1/offers", by="housing").status_code == 403
    assert finance.get("/streams/fund-f-2/offers").status_code == 404
