"""RZ-2.2.d: the infrastructure fee's share of city and below stays in the town."""

from dataclasses import replace
from datetime import date

import pytest

from services.finance.domain.fee_account import rules
from services.finance.domain.fee_account.state import FEE_ACCOUNT
from services.finance.views.fee_accounts import FeeAccounts
from services.finance.views.fee_ledger import FeeLedger
from shared.schemas.finance.fee_account import FeeFlagCleared, FeeHandoverOverdue
from shared.schemas.finance.fee_account_values import FeeComponent, FeeTerm
from tests.given import given
from tests.rows import rows
from tests.unit.finance.fees import (
    BY_CITY,
    HAND_OVER,
    ON,
    PUBLISH,
    RECORD,
    REFUND,
    ROADS,
    account,
)


def retained(*components: FeeComponent, **changes: object) -> int:
    """What stays of a receipt, in fen."""
    command = replace(RECORD, components=components, **changes)
    return account(command).state.receipts["r-1"].retained_fen


def test_the_shares_of_city_county_and_town_stay() -> None:
    assert retained(ROADS) == 900


@pytest.mark.parametrize("by", ["national", "provincial"])
def test_what_the_nation_or_the_province_designated_does_not_stay(by: str) -> None:
    assert (
        retained(
            ROADS,
            FeeComponent(
                "人防", amount_fen=500, designated_by=by, designating_document="演示-财税〔2009〕90号",
            ),
        )
        == 900
    )  # fmt: skip


@pytest.mark.parametrize("by", ["national", "provincial"])
def test_who_says_that_a_component_is_exempt_names_the_document(by: str) -> None:
    command = replace(
        RECORD, components=(ROADS, FeeComponent("人防", amount_fen=500, designated_by=by))
    )
    account().when(command, by="finance").refused(rules.EXEMPTION_IS_DOCUMENTED)


@pytest.mark.parametrize("by", ["none", "municipal"])
def test_a_component_that_is_not_exempt_names_no_designating_document(by: str) -> None:
    command = replace(
        RECORD,
        components=(
            FeeComponent(
                "供热", amount_fen=500, designated_by=by, designating_document="演示-市府〔2020〕1号",
            ),
        ),
    )  # fmt: skip
    account().when(command, by="finance").refused(rules.EXEMPTION_IS_DOCUMENTED)


def test_the_designating_document_stands_in_the_reason_why_a_term_does_not_stay() -> None:
    exempt = FeeComponent(
        "人防", amount_fen=500, designated_by="national", designating_document="演示-财税〔2009〕90号",
    )  # fmt: skip
    outcome = account().when(replace(RECORD, components=(exempt,)), by="finance")
    assert {t.why for t in outcome.events[1].terms} == {
        "国家规定有明确用途（演示-财税〔2009〕90号）"
    }


def test_a_municipal_earmark_is_not_deducted_from_retention() -> None:
    earmarked = FeeComponent("供热", amount_fen=500, designated_by="municipal")
    assert retained(ROADS, earmarked) == 900 + 450
    outcome = account().when(replace(RECORD, components=(earmarked,)), by="finance")
    terms = [term for term in outcome.events[1].terms if term.level != "provincial"]
    assert all(term.stays and "市级指定用途不影响留用" in term.why for term in terms)


def test_the_event_shows_the_sum_term_by_term() -> None:
    outcome = account().when(RECORD, by="finance")
    assert outcome.events[1].terms == (
        FeeTerm(
            "道路", level="provincial", share=1000, amount_fen=100, stays=False, why="省级以上分成"
        ),
        FeeTerm("道路", level="city", share=2000, amount_fen=200, stays=True, why="市级以下部分"),
        FeeTerm("道路", level="county", share=3000, amount_fen=300, stays=True, why="市级以下部分"),
        FeeTerm("道路", level="town", share=4000, amount_fen=400, stays=True, why="市级以下部分"),
    )
    assert sum(t.amount_fen for t in outcome.events[1].terms) == outcome.events[0].amount_fen


def test_fees_stay_without_an_end_unless_the_text_is_read_otherwise() -> None:
    assert retained(ROADS, collected_on=ON) == 900
    until = {"finance.fee_reading_until": "2023-12-31"}
    outcome = account().when(RECORD, by="finance", parameters=until)
    assert (outcome.events[1].retained_fen, outcome.events[1].in_force) == (0, False)
    assert outcome.context.used["finance.fee_reading_until"] == "2023-12-31"


def test_jufeng_keeps_its_fees_unless_switched_off() -> None:
    cmd = replace(RECORD, town="jufeng", collector="lanshan")
    published = given(FEE_ACCOUNT, "jufeng").when(replace(PUBLISH, town="jufeng"), by="finance")
    story = given(FEE_ACCOUNT, "jufeng", *published.events)
    assert not story.when(cmd, by="lanshan").refusal
    off = {"finance.retention_towns": ["taoluo", "zhaoxian", "chaohe"]}
    story.when(cmd, by="lanshan", parameters=off).refused(rules.TOWN_RETAINS_FEES)


def test_a_town_that_is_no_pilot_has_no_account() -> None:
    cmd = replace(RECORD, town="nanhu")
    given(FEE_ACCOUNT, "nanhu").when(cmd, by="finance").refused(rules.TOWN_RETAINS_FEES)


def test_the_county_and_its_departments_record_their_own_towns_fees() -> None:
    for by in ("donggang", "donggang-housing", "tax"):
        assert not account().when(RECORD, by=by).refusal
    account().when(RECORD, by="juxian").not_permitted()
    account(RECORD).when(replace(RECORD, receipt="r-2"), by="taoluo").not_permitted()


def test_a_receipt_is_recorded_once() -> None:
    account(RECORD).when(RECORD, by="finance").refused(rules.RECEIPT_IS_NEW)
    assert not account(RECORD).when(replace(RECORD, receipt="r-2"), by="finance").refusal


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"components": ()}, rules.COMPONENTS_ARE_NAMED_ONCE),
        ({"components": (ROADS, ROADS)}, rules.COMPONENTS_ARE_NAMED_ONCE),
        ({"collected_on": date(2024, 3, 2)}, rules.COLLECTED_BEFORE_RECORDED),
        ({"collector": "juxian-housing"}, rules.COLLECTOR_IS_OF_THE_PLACE),
    ],
)
def test_a_receipt_is_whole_past_and_of_the_place(changes: dict, rule: object) -> None:
    account().when(replace(RECORD, **changes), by="finance").refused(rule)


def test_the_ledger_shows_each_receipt_with_its_terms_and_the_account_the_sum() -> None:
    second = replace(RECORD, receipt="r-2", components=(FeeComponent("道路", amount_fen=100),))
    events = account(RECORD, second, BY_CITY, HAND_OVER, REFUND).events
    overdue = FeeHandoverOverdue(
        "taoluo", county="donggang", receipt="r-2", key="donggang-finance.r-2",
        organisation="donggang-finance", amount_fen=70, due_on=ON, levels=("town",),
    )  # fmt: skip
    ledger = rows(FeeLedger, *events, overdue)
    row = ledger["taoluo.r-1"]
    assert (row.retained_fen, row.settled_fen, row.due_fen) == (450, 450, 0)
    assert sum(t.amount_fen for t in row.terms) == 500
    assert ledger["taoluo.r-2"].due_fen == 0
    assert ledger["taoluo.r-2"].overdue and ledger["taoluo.r-2"].flagged
    cleared = rows(
        FeeLedger, *events, overdue, FeeFlagCleared("taoluo", key=overdue.key, issue="i-1")
    )
    assert cleared["taoluo.r-2"].overdue and not cleared["taoluo.r-2"].flagged
    total = rows(FeeAccounts, *events, overdue)["taoluo"]
    assert (total.receipts, total.collected_fen, total.refunded_fen) == (2, 1100, 500)
    assert (total.retained_fen, total.handed_over_fen, total.owed_fen) == (540, 900, -360)
    assert total.overdue == 1
