"""RZ-2.5.b: who is seconded, from the town's request to the end."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.talent.domain.secondment import SECONDMENT, rules
from shared.policy.loader import registry
from shared.schemas.talent import secondment as s
from tests.given import Given, given

ID = "taoluo-secondment-1"
REQUEST = s.RequestSecondee(ID, town="taoluo", post="副镇长（挂职）", requirements="熟悉规划")
NOMINATE = s.NominateSecondee(ID, sender="reform", candidates=3, requirements="副科级以上")
DECLINE = s.DeclineSecondee(ID, reason="名额已满", decided_by="organization", document="不予1号")
DAY = date(2024, 3, 1)
UNTIL = date(2025, 2, 28)
DECIDED: dict[str, Any] = {"decided_by": "organization", "decided_on": DAY, "document": "任字1号"}
START = s.StartSecondment(
    ID, person="p-2024-1", name="sealed.x", post="副镇长（挂职）", relation_stays=True,
    started_on=DAY, until=UNTIL, **DECIDED,
)  # fmt: skip
EXTEND = s.ExtendSecondment(ID, until=date(2025, 8, 31), **DECIDED)
APPRAISE = s.AppraiseSecondee(
    ID, person="p-2024-1", year=2024, grade="sealed.x", comment="sealed.y", document="考字1号"
)
END = s.EndSecondment(
    ID, end="returned", ended_on=UNTIL, decided_by="organization", document="终字1号"
)
ANSWER = registry().parameters["talent.secondee_answer_working_days"].value
WARN = registry().parameters["talent.secondment_warning_calendar_days"].value

REQUESTED = s.SecondeeRequested.of(
    REQUEST, county="donggang", guided_by="donggang-organization", requested_on=DAY,
    answer_working_days=ANSWER,
)  # fmt: skip
NOMINATED = s.SecondeeNominated.of(NOMINATE, town="taoluo", nominated_on=DAY)
STARTED = s.SecondmentStarted.of(START, town="taoluo", sender="reform", warn_calendar_days=WARN)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def running(*more: object) -> Given:
    return given(SECONDMENT, ID, REQUESTED, NOMINATED, STARTED, *more)


def test_a_pilot_town_asks_for_somebody() -> None:
    given(SECONDMENT, ID).when(REQUEST, by="taoluo").then(REQUESTED)
    given(SECONDMENT, ID).when(REQUEST, by="jufeng").not_permitted()


def test_a_town_that_is_no_pilot_does_not() -> None:
    elsewhere = replace(REQUEST, town="atlantis")
    given(SECONDMENT, ID).when(elsewhere, by="atlantis").refused(rules.SECONDED_TO_PILOT)


def test_a_department_of_the_city_or_a_county_sends() -> None:
    asked = given(SECONDMENT, ID, REQUESTED)
    asked.when(NOMINATE, by="organization").then(NOMINATED)
    county = replace(NOMINATE, sender="donggang-agriculture")
    assert not asked.when(county, by="donggang-organization").refusal
    asked.when(replace(NOMINATE, sender="taoluo"), by="organization").refused(
        rules.SENT_BY_DEPARTMENT
    )


def test_a_request_may_be_declined_with_its_reason_and_then_nothing_follows() -> None:
    declined = s.SecondeeDeclined.of(DECLINE, town="taoluo", declined_on=DAY)
    asked = given(SECONDMENT, ID, REQUESTED)
    asked.when(DECLINE, by="organization").then(declined)
    given(SECONDMENT, ID, REQUESTED, declined).when(NOMINATE, by="organization").refused(
        rules.AT_STAGE
    )


def test_it_starts_with_the_posting_document() -> None:
    given(SECONDMENT, ID, REQUESTED, NOMINATED).when(START, by="organization").then(STARTED)


def test_it_does_not_start_before_somebody_was_nominated() -> None:
    given(SECONDMENT, ID, REQUESTED).when(START, by="organization").refused(rules.AT_STAGE)


def test_the_personnel_relation_stays_with_the_sender() -> None:
    moved = replace(START, relation_stays=False)
    given(SECONDMENT, ID, REQUESTED, NOMINATED).when(moved, by="organization").refused(
        rules.RELATION_STAYS
    )


def test_it_is_decided_before_it_starts() -> None:
    nominated = given(SECONDMENT, ID, REQUESTED, NOMINATED)
    for wrong in (
        replace(START, decided_on=date(2024, 3, 2), started_on=date(2024, 3, 3)),
        replace(START, started_on=date(2024, 2, 29)),
        replace(START, until=DAY),
    ):
        nominated.when(wrong, by="organization").refused(rules.DECIDED_BEFORE)


def test_it_lasts_a_year_at_most_and_three_with_extensions() -> None:
    nominated = given(SECONDMENT, ID, REQUESTED, NOMINATED)
    nominated.when(replace(START, until=date(2025, 3, 2)), by="organization").refused(
        rules.WITHIN_TERM
    )
    assert not nominated.when(replace(START, until=date(2025, 3, 1)), by="organization").refusal
    running().when(replace(EXTEND, until=date(2027, 3, 2)), by="organization").refused(
        rules.WITHIN_TERM
    )


def test_an_extension_ends_later_and_takes_the_warning_back() -> None:
    extended = s.SecondmentExtended.of(EXTEND, town="taoluo", previous_until=UNTIL)
    warned = s.SecondmentEnding(ID, town="taoluo", until=UNTIL)
    running(warned).when(EXTEND, by="organization").then(extended)
    keys = {d.key for d in running(warned, extended).deadlines}
    assert keys == {"ending-2025-08-31", "due-2025-08-31"}
    running().when(replace(EXTEND, until=UNTIL), by="organization").refused(rules.EXTENDED_FORWARD)


def test_the_person_is_appraised_once_a_year() -> None:
    appraised = s.SecondeeAppraised.of(APPRAISE, town="taoluo", appraised_on=DAY)
    running().when(APPRAISE, by="organization").then(appraised)
    running(appraised).when(APPRAISE, by="organization").refused(rules.ONCE_A_YEAR)
    running().when(replace(APPRAISE, year=2023), by="organization").refused(rules.ONCE_A_YEAR)
    running().when(replace(APPRAISE, person="p-2024-2"), by="organization").refused(
        rules.SAME_PERSON
    )


def test_at_its_end_the_person_returns_or_stays() -> None:
    ended = s.SecondmentEnded.of(END, town="taoluo", sender="reform")
    running().when(END, by="organization", at=at(UNTIL)).then(ended)
    assert not running().when(replace(END, end="stayed"), by="organization", at=at(UNTIL)).refusal
    running(ended).when(END, by="organization", at=at(UNTIL)).refused(rules.AT_STAGE)


def test_it_ends_on_a_day_that_has_come() -> None:
    running().when(END, by="organization").refused(rules.ENDED_WITHIN)


def test_who_goes_before_the_end_is_recalled_and_who_goes_at_the_end_is_not() -> None:
    early = replace(END, ended_on=date(2024, 6, 3))
    running().when(early, by="organization", at=at(UNTIL)).refused(rules.RECALLED_EARLY)
    recalled = replace(early, end="recalled")
    assert not running().when(recalled, by="organization", at=at(UNTIL)).refusal
    late = replace(END, end="recalled")
    running().when(late, by="organization", at=at(UNTIL)).refused(rules.RECALLED_EARLY)


POST = "副镇长（挂职）"


def test_an_unanswered_request_and_a_passed_end_are_told_with_who_is_late() -> None:
    asked = given(SECONDMENT, ID, REQUESTED)
    asked.when_passed("answer", date(2024, 3, 29)).then(
        s.SecondeeOverdue(
            ID,
            town="taoluo",
            organisation="donggang-organization",
            due_on=date(2024, 3, 29),
            name=POST,
        )  # fmt: skip
    )
    running().when_passed(f"due-{UNTIL}", UNTIL).then(
        s.SecondmentDue(ID, town="taoluo", organisation="organization", due_on=UNTIL, name=POST)
    )


def test_the_end_is_warned_of_sixty_days_ahead_and_is_a_task_from_then_on() -> None:
    [warning, _] = running().deadlines
    assert (warning.starts_on, warning.days) == (DAY, (UNTIL - DAY).days - WARN)
    assert running().tasks == {}
    running().when_passed(warning.key, UNTIL).then(
        s.SecondmentEnding(ID, town="taoluo", until=UNTIL)
    )
    told = running(s.SecondmentEnding(ID, town="taoluo", until=UNTIL))
    assert told.turns == {("organization", "end"), ("donggang-organization", "end")}


def test_one_that_was_under_way_before_is_entered_from_the_roll() -> None:
    roll = s.RegisterSecondment(
        ID, town="taoluo", sender="reform", person="p-2023-1", name="sealed.x", post="副镇长（挂职）",
        relation_stays=True, started_on=date(2023, 9, 1), until=date(2024, 8, 31),
        decided_by="organization", decided_on=date(2023, 8, 30), document="任字0号",
    )  # fmt: skip
    registered = s.SecondmentRegistered.of(
        roll, county="donggang", guided_by="donggang-organization", warn_calendar_days=WARN
    )
    given(SECONDMENT, ID).when(roll, by="organization").then(registered)
    assert given(SECONDMENT, ID, registered).state.stage == "started"
    for wrong, rule in (
        (replace(roll, town="nanhu"), rules.SECONDED_TO_PILOT),
        (replace(roll, sender="nobody"), rules.SENT_BY_DEPARTMENT),
        (replace(roll, relation_stays=False), rules.RELATION_STAYS),
    ):
        given(SECONDMENT, ID).when(wrong, by="organization").refused(rule)
