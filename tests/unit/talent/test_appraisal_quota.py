"""RZ-3.2.b: how many of a town's staff may be graded excellent, under any sequence."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as always
from hypothesis import strategies as st

from services.talent.domain.appraisal_quota import rules
from services.talent.domain.appraisal_quota.grading import places
from services.talent.domain.appraisal_quota.state import APPRAISAL_QUOTA
from services.talent.views.appraisal_quotas import AppraisalQuotas
from shared.schemas.talent import appraisal_quota as quotas
from tests.effort import tries
from tests.given import Given, given
from tests.rows import rows

TODAY = date(2024, 3, 1)
ID = "taoluo-organ-2023"
ASK = quotas.RequestRatio(
    ID, town="taoluo", body="organ", year=2023, percent=25, ground="assessed-well",
    document="演示-请1号",
)  # fmt: skip
ASKED = quotas.RatioRequested.of(ASK, county="donggang", requested_on=TODAY)
APPROVE = quotas.ApproveRatio(
    ID, percent=24, source="county-pool", decided_by="东港区委组织部", decided_on=TODAY,
    document="演示-比1号",
)  # fmt: skip
APPROVED = quotas.RatioApproved.of(
    APPROVE, town="taoluo", year=2023, body="organ", ground="assessed-well"
)
SHOW = quotas.PubliciseAppraisal(
    ID, town="taoluo", body="organ", year=2023, headcount=49, leaders_apart=9, excellent=9
)
SHOWN = quotas.AppraisalPublicised.of(
    SHOW, county="donggang", percent=20, rounding="down", allowed=9, publicised_on=TODAY,
    publicity_working_days=5,
)  # fmt: skip
ENDED = quotas.AppraisalPublicityEnded(ID, town="taoluo", ended_on=date(2024, 3, 8))
RECORD = quotas.RecordAppraisal(ID, excellent=9, document="演示-果1号")
RECORDED = quotas.AppraisalRecorded.of(
    RECORD, town="taoluo", body="organ", year=2023, headcount=49, allowed=9,
    recorded_by="taoluo", recorded_on=TODAY,
)  # fmt: skip


def quota(*events: object) -> Given:
    return given(APPRAISAL_QUOTA, ID, *events)


def test_a_town_asks_for_a_ratio_above_the_base_and_within_the_ceiling() -> None:
    quota().when(ASK, by="taoluo").then(ASKED)
    for percent in (20, 26):
        quota().when(replace(ASK, percent=percent), by="taoluo").refused(rules.WITHIN_CEILING)
    quota(ASKED).when(ASK, by="taoluo").refused(rules.REQUEST_COMES_FIRST)
    quota().when(replace(ASK, year=2024), by="taoluo").refused(rules.QUOTA_IS_NAMED)


def test_the_organization_department_approves_for_organs_human_resources_for_institutions() -> None:
    quota(ASKED).when(APPROVE, by="donggang-organization").then(APPROVED)
    by_other = quota(ASKED).when(APPROVE, by="donggang-human-resources")
    by_other.refused(rules.COMPETENT_FOR_BODY)
    for percent, rule in ((20, rules.WITHIN_CEILING), (26, rules.WITHIN_CEILING)):
        wrong = replace(APPROVE, percent=percent)
        quota(ASKED).when(wrong, by="donggang-organization").refused(rule)
    less = replace(ASKED, percent=23)
    quota(less).when(APPROVE, by="donggang-organization").refused(rules.APPROVED_WITHIN_REQUESTED)
    quota(ASKED, APPROVED).when(APPROVE, by="donggang-organization").refused(
        rules.REQUEST_COMES_FIRST
    )


def test_a_request_that_is_refused_leaves_the_base() -> None:
    refuse = quotas.RefuseRatio(ID, reason="名额不足")
    refused = quotas.RatioRefused.of(refuse, town="taoluo", refused_on=TODAY)
    quota(ASKED).when(refuse, by="donggang-organization").then(refused)
    quota(ASKED, refused).when(SHOW, by="taoluo").then(SHOWN)


def test_no_more_are_excellent_than_the_ratio_of_the_headcount_allows() -> None:
    quota().when(SHOW, by="taoluo").then(SHOWN)
    ten = replace(SHOW, excellent=10)
    quota().when(ten, by="taoluo").refused(rules.EXCELLENT_WITHIN_RATIO)
    up = {"talent.excellent_rounding": "half-up"}
    assert quota().when(ten, by="taoluo", parameters=up).refusal is None
    approved = quota(ASKED, APPROVED).when(replace(SHOW, excellent=11), by="taoluo")
    assert approved.refusal is None
    quota(ASKED).when(SHOW, by="taoluo").refused(rules.PUBLICISED_FIRST)


def test_grades_are_recorded_once_after_five_working_days_of_publicity() -> None:
    quota(SHOWN).when(RECORD, by="taoluo").refused(rules.PUBLICISED_FIRST)
    [limit] = quota(SHOWN).deadlines
    assert (limit.days, limit.unit) == (5, "working")
    quota(SHOWN).when_passed(limit.key, date(2024, 3, 8)).then(ENDED)
    quota(SHOWN, ENDED).when(RECORD, by="taoluo").then(RECORDED)
    more = replace(RECORD, excellent=10)
    quota(SHOWN, ENDED).when(more, by="taoluo").refused(rules.EXCELLENT_AS_PUBLICISED)
    quota(SHOWN, ENDED, RECORDED).when(RECORD, by="taoluo").refused(rules.PUBLICISED_FIRST)
    quota(SHOWN, ENDED, RECORDED).when(SHOW, by="taoluo").refused(rules.PUBLICISED_FIRST)


def test_what_is_publicised_anew_waits_anew() -> None:
    fewer = replace(SHOWN, excellent=8, publicised_on=date(2024, 3, 11))
    assert quota(SHOWN, ENDED, fewer).deadlines
    quota(SHOWN, ENDED, fewer).when(RECORD, by="taoluo").refused(rules.PUBLICISED_FIRST)


@tries(200)
@always(headcount=st.integers(1, 500), percent=st.integers(20, 25))
def test_places_rounded_down_never_exceed_the_share(headcount: int, percent: int) -> None:
    assert places(headcount, percent, "down") * 100 <= headcount * percent
    assert 0 <= places(headcount, percent, "half-up") - places(headcount, percent, "down") <= 1


@pytest.mark.parametrize(("headcount", "allowed"), [(4, 0), (5, 1), (49, 9), (50, 10)])
def test_places_at_the_base_ratio(headcount: int, allowed: int) -> None:
    assert places(headcount, 20, "down") == allowed


def test_the_ledger_shows_ratio_places_and_result() -> None:
    row = rows(AppraisalQuotas, ASKED, APPROVED, SHOWN, RECORDED)[ID]
    assert (row.approved_percent, row.allowed, row.excellent, row.status) == (24, 9, 9, "recorded")
