"""RZ-2.5.c: which villages get a first secretary, who it is, and who follows."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.talent.domain import village_ranking as ranking_rules
from services.talent.domain.first_secretary import FIRST_SECRETARY, rules
from services.talent.domain.village_ranking import VILLAGE_RANKING
from shared.schemas.talent import first_secretary as s
from shared.schemas.talent.village_ranking import RankedVillage, RankVillages, VillagesRanked
from tests.given import Given, given

VILLAGE, RANKING = "taoluo-v01", "donggang-villages-2024"
DAY, UNTIL = date(2024, 3, 1), date(2026, 2, 28)
BY = "donggang-organization"
SENT: dict[str, Any] = {
    "sender": "donggang-agriculture", "level": "county", "team": 2, "decided_by": BY,
    "document": "书记字1号",
}  # fmt: skip
RANK = RankVillages(
    RANKING, county="donggang", year=2024, villages=(RankedVillage(VILLAGE, town="taoluo"),)
)
RANKED = VillagesRanked.of(RANK, pilots_first=True, ranked_on=DAY)
DISPATCH = s.DispatchSecretary(
    VILLAGE, town="taoluo", village_name="东村", person="p-2024-1", name="sealed.x", started_on=DAY,
    until=UNTIL, ranking=RANKING, **SENT,
)  # fmt: skip
DISPATCHED = s.SecretaryDispatched.of(DISPATCH, county="donggang", warn_calendar_days=90)
PLAN = s.PlanRotation(VILLAGE, planned_on=date(2026, 2, 1), sender="reform", decided_by=BY)
ROTATE = s.RotateSecretary(
    VILLAGE, person="p-2026-1", name="sealed.y", started_on=date(2026, 2, 10),
    until=date(2028, 2, 28), **SENT,
)  # fmt: skip
ROTATED = s.SecretaryRotated.of(
    ROTATE, town="taoluo", predecessor="p-2024-1", warn_calendar_days=90
)
RECALL = s.RecallSecretary(
    VILLAGE, person="p-2024-1", reason="sealed.z", recalled_on=DAY, decided_by=BY,
    document="召回字1号",
)  # fmt: skip
RECALLED = s.SecretaryRecalled.of(RECALL, town="taoluo")
APPRAISE = s.AppraiseSecretary(
    VILLAGE, person="p-2024-1", year=2024, grade="sealed.a", comment="sealed.b", document="考字1号"
)
TERM = s.RotationOverdue(VILLAGE, town="taoluo", organisation=BY, due_on=UNTIL, name="东村")
ENDING = s.SecretaryTermEnding(VILLAGE, town="taoluo", until=UNTIL)
NEAR_END = datetime(2026, 2, 11, 4, tzinfo=UTC)


def vacant() -> Given:
    return given(FIRST_SECRETARY, VILLAGE).and_given(VILLAGE_RANKING, RANKING, RANKED)


def in_office(*more: object) -> Given:
    return given(FIRST_SECRETARY, VILLAGE, DISPATCHED, *more)


def test_a_county_ranks_its_villages_pilots_first() -> None:
    given(VILLAGE_RANKING, RANKING).when(RANK, by=BY).then(RANKED)
    given(VILLAGE_RANKING, RANKING).when(RANK, by="juxian-organization").not_permitted()


def test_a_pilot_s_village_after_another_s_needs_a_reason() -> None:
    late = replace(RANK, villages=(RankedVillage("nanhu-v01", town="nanhu"), *RANK.villages))
    refused = given(VILLAGE_RANKING, RANKING).when(late, by=BY)
    refused.refused(ranking_rules.PILOTS_FIRST)
    reasoned = replace(late, deviation="该村党组织软弱涣散")
    given(VILLAGE_RANKING, RANKING).when(reasoned, by=BY).then(
        VillagesRanked.of(reasoned, pilots_first=False, ranked_on=DAY)
    )


def test_a_village_is_ranked_once_in_its_own_county() -> None:
    for other in (RANK.villages[0], RankedVillage("jufeng-v01", town="jufeng")):
        wrong = replace(RANK, villages=(*RANK.villages, other))
        given(VILLAGE_RANKING, RANKING).when(wrong, by=BY).refused(ranking_rules.RANKED_ONCE)


def test_a_secretary_is_sent_to_a_ranked_village_for_two_years() -> None:
    vacant().when(DISPATCH, by=BY).then(DISPATCHED)
    for until in (date(2026, 2, 27), date(2029, 3, 2)):
        vacant().when(replace(DISPATCH, until=until), by=BY).refused(rules.TWO_YEARS)


def test_a_village_outside_the_ranking_needs_a_reason() -> None:
    unranked = replace(DISPATCH, ranking=None)
    vacant().when(unranked, by=BY).refused(rules.RANKED_OR_REASONED)
    assert not vacant().when(replace(unranked, deviation="抢险"), by=BY).refusal


def test_a_village_of_no_town_gets_nobody() -> None:
    vacant().when(replace(DISPATCH, town="atlantis"), by="organization").refused(
        rules.TOWN_HAS_VILLAGE
    )


def test_city_and_county_send_from_their_departments_the_province_from_outside() -> None:
    outside = replace(DISPATCH, sender="province-agriculture")
    vacant().when(outside, by=BY).refused(rules.SENT_BY_LEVEL)
    assert not vacant().when(replace(outside, level="province"), by=BY).refusal


def test_a_village_has_one_first_secretary() -> None:
    in_office().when(DISPATCH, by=BY).refused(rules.ONE_A_VILLAGE)


def test_a_rotation_is_planned_within_the_term() -> None:
    in_office(ENDING).when(PLAN, by=BY).then(s.RotationPlanned.of(PLAN, town="taoluo"))
    late = replace(PLAN, planned_on=date(2026, 3, 1))
    in_office().when(late, by=BY).refused(rules.PLANNED_BEFORE_END)


def test_who_follows_hands_over_within_thirty_days_of_the_end() -> None:
    in_office().when(ROTATE, by=BY, at=NEAR_END).then(ROTATED)
    for day in (date(2026, 1, 28), date(2026, 3, 2)):
        wrong = replace(ROTATE, started_on=day)
        in_office().when(wrong, by=BY, at=NEAR_END).refused(rules.HANDED_OVER)
    overdue = replace(ROTATE, started_on=date(2026, 5, 6), until=date(2028, 5, 6))
    assert not in_office(TERM).when(overdue, by=BY, at=NEAR_END).refusal


def test_nobody_follows_where_nobody_is() -> None:
    for cmd in (PLAN, ROTATE, APPRAISE, RECALL):
        in_office(RECALLED).when(cmd, by=BY).refused(rules.IN_OFFICE)


def test_who_is_in_office_is_appraised_once_a_year() -> None:
    appraised = s.SecretaryAppraised.of(APPRAISE, town="taoluo", appraised_on=DAY)
    in_office().when(APPRAISE, by=BY).then(appraised)
    in_office(appraised).when(APPRAISE, by=BY).refused(rules.APPRAISED_ONCE)
    other = replace(APPRAISE, person="p-2024-9")
    in_office().when(other, by=BY).refused(rules.THE_ONE_IN_OFFICE)


def test_who_is_recalled_goes_at_once_and_somebody_is_sent() -> None:
    in_office().when(RECALL, by=BY).then(RECALLED)
    assert in_office(RECALLED).turns == {("organization", "send"), (BY, "send")}
    early = replace(RECALL, recalled_on=date(2024, 2, 28))
    in_office().when(early, by=BY).refused(rules.RECALLED_WITHIN)


def test_the_end_of_a_term_is_warned_of_and_told_with_who_is_late() -> None:
    [warning, end] = in_office().deadlines
    assert (end.days, warning.days) == (729, 639)
    in_office().when_passed(warning.key, UNTIL).then(ENDING)
    in_office().when_passed(end.key, UNTIL).then(TERM)
    assert in_office(ENDING).turns == {("organization", "rotation"), (BY, "rotation")}
    planned = s.RotationPlanned.of(PLAN, town="taoluo")
    assert in_office(ENDING, planned).turns == {("organization", "rotate"), (BY, "rotate")}
