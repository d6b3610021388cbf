"""RZ-2.6.d: a reform's authorising document opens a rule of another service, in its town and period."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund.rules import CODE_BEFORE_MONEY
from services.land.domain.market_entry import rules as entry_rules
from services.land.domain.market_entry.state import MARKET_ENTRY
from services.land.domain.quota_ledger import rules as quota_rules
from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from services.projects.domain.green_channel import rules as permit_rules
from services.projects.domain.green_channel.state import GREEN_CHANNEL
from services.projects.domain.project.state import PROJECT
from shared.kernel.aggregate import Rule
from shared.kernel.aggregate.reforms import BOOK, REFORMS
from shared.schemas.finance.fund import AllocateFunds
from shared.schemas.platform import (
    NoteReformEnded,
    NoteReformInForce,
    ReformInForce,
    ReformNotInForce,
)
from tests.given import NOON, Given, given
from tests.unit.finance.test_eligibility import RECOGNISED
from tests.unit.finance.test_fund import APPROPRIATED, FUND_ID, fund
from tests.unit.land.test_market_entry import ISSUE
from tests.unit.land.test_quota_ledger import ACCEPT
from tests.unit.projects.library import APPLIED
from tests.unit.projects.test_green_channel import OPENED, REQUEST

SINCE, UNTIL = NOON.date(), date(2024, 12, 31)
DOCUMENT = "演示-鲁政函〔2024〕9号"


def in_force(town: str, *rules: Rule) -> ReformInForce:
    opens = tuple(rule.reference for rule in rules)
    return ReformInForce("r-1", town=town, opens=opens, document=DOCUMENT, since=SINCE, until=UNTIL)


def without_code() -> Given:
    awaiting = replace(RECOGNISED, code_awaited=True)
    return fund(APPROPRIATED).and_given(ELIGIBILITY, "p-1", awaiting)


CASES: dict[str, tuple[Given, Any, str, str, Rule]] = {
    "market entry": (
        given(MARKET_ENTRY, "ch-1"), replace(ISSUE, town="zhaoxian"), "natural-resources",
        "zhaoxian", entry_rules.TOWN_IN_SCOPE,
    ),
    "quota": (
        given(QUOTA_LEDGER, "nanhu"), replace(ACCEPT, town="nanhu"), "natural-resources",
        "nanhu", quota_rules.TOWN_IN_SCOPE,
    ),
    "money": (
        without_code(), AllocateFunds(FUND_ID, project="p-1", amount_fen=100), "finance",
        "taoluo", CODE_BEFORE_MONEY,
    ),
    "permit": (
        given(GREEN_CHANNEL, "tea", OPENED).and_given(
            PROJECT, "tea", replace(APPLIED, national_code=None)
        ),
        REQUEST, "jufeng", "jufeng", permit_rules.CODE_BEFORE_PERMITS,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("story", "cmd", "by", "town", "rule"), CASES.values(), ids=CASES)
def test_what_a_reform_opens_is_decided_on_it_and_says_so(
    story: Given, cmd: Any, by: str, town: str, rule: Rule
) -> None:
    story.when(cmd, by=by).refused(rule)
    opened = story.and_given(REFORMS, BOOK, in_force(town, rule)).when(cmd, by=by)
    assert opened.events
    assert opened.context.used[f"reform.{rule.reference}"] == f"r-1 {DOCUMENT}"


def entering(*noted: object) -> Given:
    story = given(MARKET_ENTRY, "ch-1")
    return story.and_given(REFORMS, BOOK, *noted)


RULE = entry_rules.TOWN_IN_SCOPE
ENTER = replace(ISSUE, town="zhaoxian")


def test_it_opens_no_other_rule_and_in_no_other_town() -> None:
    for noted in (in_force("zhaoxian", CODE_BEFORE_MONEY), in_force("taoluo", RULE)):
        entering(noted).when(ENTER, by="natural-resources").refused(RULE)


def test_it_opens_its_rule_within_its_period_and_not_once_it_has_ended() -> None:
    noted = in_force("zhaoxian", RULE)

    def at(day: date) -> datetime:
        return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)

    for day in (SINCE - timedelta(1), UNTIL + timedelta(1)):
        entering(noted).when(ENTER, by="natural-resources", at=at(day)).refused(RULE)
    for day in (SINCE, UNTIL):
        assert entering(noted).when(ENTER, by="natural-resources", at=at(day)).events
    ended = ReformNotInForce("r-1", ended_on=date(2024, 6, 30))
    entering(noted, ended).when(ENTER, by="natural-resources", at=at(date(2024, 7, 1))).refused(
        RULE
    )
    longer = replace(noted, until=date(2025, 12, 31))
    assert entering(noted, longer).when(ENTER, by="natural-resources", at=at(UNTIL + timedelta(1)))


def test_an_open_rule_leaves_all_others_as_they_are() -> None:
    dwelling = replace(ENTER, use="residential")
    entering(in_force("zhaoxian", RULE)).when(dwelling, by="natural-resources").refused(
        entry_rules.PLANNED_USE
    )


def test_a_service_notes_what_empowerment_told() -> None:
    noted = in_force("zhaoxian", RULE)
    note = NoteReformInForce(
        BOOK, reform="r-1", town="zhaoxian", opens=noted.opens, document=DOCUMENT, since=SINCE,
        until=UNTIL,
    )  # fmt: skip
    given(REFORMS, BOOK).when(note, by="system").then(noted)
    end = NoteReformEnded(BOOK, reform="r-1", ended_on=SINCE)
    given(REFORMS, BOOK, noted).when(end, by="system").then(ReformNotInForce("r-1", ended_on=SINCE))
    given(REFORMS, BOOK).when(note, by="land").not_permitted()
