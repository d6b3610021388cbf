"""RZ-3.1.d: what a pilot town reports."""

from dataclasses import replace
from datetime import date, timedelta

from services.people.domain import matter as rules
from services.people.domain.matter import MATTER
from shared.policy.loader import registry
from shared.schemas.people.matter import PeopleMatterReported, ReportPeopleMatter
from tests.given import NOON, given

DAYS = registry().parameters["people.report_within_days"].value
REPORT = ReportPeopleMatter(
    matter="m-1", town="taoluo", name="演示-事项", arose_on=date(2024, 2, 28)
)
REPORTED = PeopleMatterReported.of(REPORT)


def test_a_pilot_town_reports_a_matter() -> None:
    given(MATTER, "m-1").when(REPORT, by="taoluo").then(REPORTED)
    given(MATTER, "m-1").when(REPORT, by="zhaoxian").not_permitted()


def test_another_place_reports_none() -> None:
    elsewhere = replace(REPORT, town="atlantis")
    given(MATTER, "m-1").when(elsewhere, by="atlantis").refused(rules.TOWN_IS_PILOT)


def test_a_matter_is_reported_within_its_days() -> None:
    today = NOON.date()
    for days in (-1, DAYS + 1):
        late = replace(REPORT, arose_on=today - timedelta(days=days))
        given(MATTER, "m-1").when(late, by="taoluo").refused(rules.REPORTED_IN_TIME)
    last = replace(REPORT, arose_on=today - timedelta(days=DAYS))
    assert not given(MATTER, "m-1").when(last, by="taoluo").refusal
