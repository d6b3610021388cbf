"""RZ-3.2.d: a register without facts, names or evidence; seen by its own body, never by others."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from services.talent.domain import name_clearing
from services.talent.domain.tolerance_case import rules
from services.talent.domain.tolerance_case.state import TOLERANCE_CASE
from services.talent.views.tolerance_counts import ToleranceCounts
from services.talent.views.tolerance_register import ToleranceRegister
from shared.kernel.aggregate import viewer
from shared.kernel.aggregate.seeing import StreamSight
from shared.policy.loader import registry
from shared.schemas.events import type_of
from shared.schemas.marshalling import json_schema
from shared.schemas.talent import tolerance_case as cases
from shared.schemas.talent.name_clearing import ClearName, NameCleared
from tests.given import Given, Outcome, given
from tests.rows import rows

TODAY = date(2024, 3, 1)
BODY = "donggang-discipline"
APPLY = cases.ApplyForTolerance(
    "c-1", subject="person", level="town", file_number="演示-卷1号", applied_on=TODAY
)
APPLIED = cases.ToleranceApplied.of(APPLY, body=BODY, acceptance_working_days=5)
ACCEPT = cases.AcceptTolerance("c-1", accepted=True, document="演示-受1号")
ACCEPTED = cases.ToleranceAccepted.of(ACCEPT, accepted_on=TODAY, verification_working_days=30)
VERIFY = cases.VerifyTolerance("c-1", document="演示-核1号")
VERIFIED = cases.ToleranceVerified.of(VERIFY, verified_on=TODAY, determination_working_days=10)
FACTORS = (
    "motive", "circumstances", "procedure", "nature", "consequences", "remedy",
)  # fmt: skip
DETERMINE = cases.DetermineTolerance(
    "c-1", result="exempted", factors=FACTORS, negative_list="演示-负面清单2023版",
    on_negative_list=False, correction_by=date(2024, 6, 1), document="演示-认1号",
)  # fmt: skip
DETERMINED = cases.ToleranceDetermined.of(
    DETERMINE, determined_on=TODAY, telling_working_days=5, review_calendar_days=30
)
TELL = cases.TellTolerance("c-1", document="演示-告1号")
TOLD = cases.ToleranceTold.of(TELL, told_on=TODAY)
CORRECTED = cases.CorrectionVerified("c-1", document="演示-验1号", verified_on=TODAY)
UP_TO_VERIFIED = (APPLIED, ACCEPTED, VERIFIED)
UP_TO_TOLD = (*UP_TO_VERIFIED, DETERMINED, TOLD)


def case(*events: object) -> Given:
    return given(TOLERANCE_CASE, "c-1", *events)


def only(outcome: Outcome) -> Any:
    [event] = outcome.events
    return event


@pytest.mark.parametrize("by", [BODY, "donggang-organization", "discipline", "organization"])
def test_who_manages_or_inquires_registers_a_case(by: str) -> None:
    case().when(APPLY, by=by).then(replace(APPLIED, body=by))


@pytest.mark.parametrize("by", ["taoluo", "donggang", "donggang-housing", "housing"])
def test_nobody_else_registers_one(by: str) -> None:
    case().when(APPLY, by=by).refused(rules.TOLERANCE_BODY_ACTS)


def test_another_body_has_no_part_in_a_case() -> None:
    case(APPLIED).when(ACCEPT, by="donggang-organization").refused(rules.TOLERANCE_BODY_ACTS)
    case(APPLIED).when(ACCEPT, by=BODY).then(ACCEPTED)
    case(APPLIED).when(APPLY, by=BODY).refused(rules.TOLERANCE_IS_NEW)
    case(APPLIED).when(VERIFY, by=BODY).refused(rules.TOLERANCE_STAGE_ALLOWS)


def test_all_six_factors_are_weighed() -> None:
    case(APPLIED, ACCEPTED).when(VERIFY, by=BODY).then(VERIFIED)
    case(*UP_TO_VERIFIED).when(DETERMINE, by=BODY).then(DETERMINED)
    five = replace(DETERMINE, factors=FACTORS[1:])
    case(*UP_TO_VERIFIED).when(five, by=BODY).refused(rules.SIX_FACTORS_ARE_WEIGHED)


def test_what_is_on_the_negative_list_is_not_tolerated() -> None:
    listed = replace(DETERMINE, on_negative_list=True)
    case(*UP_TO_VERIFIED).when(listed, by=BODY).refused(rules.NEGATIVE_LIST_DENIES)
    denied = replace(listed, result="denied", correction_by=None)
    assert case(*UP_TO_VERIFIED).when(denied, by=BODY).refusal is None


def test_tolerated_still_means_corrected() -> None:
    for by in (None, TODAY, date(2200, 12, 31)):
        without = replace(DETERMINE, correction_by=by)
        case(*UP_TO_VERIFIED).when(without, by=BODY).refused(rules.TOLERATED_IS_CORRECTED)
    close = cases.CloseToleranceCase("c-1")
    case(*UP_TO_TOLD).when(close, by=BODY).refused(rules.CORRECTED_BEFORE_CLOSING)
    verify = cases.VerifyCorrection("c-1", document="演示-验1号")
    case(*UP_TO_TOLD).when(verify, by=BODY).then(CORRECTED)
    case(*UP_TO_TOLD, CORRECTED).when(verify, by=BODY).refused(rules.CORRECTION_IS_OWED)
    case(*UP_TO_TOLD, CORRECTED).when(close, by=BODY).then(
        cases.ToleranceCaseClosed("c-1", closed_on=TODAY)
    )


def test_a_review_is_asked_for_once_within_thirty_days_after_the_telling() -> None:
    case(*UP_TO_VERIFIED, DETERMINED).when(TELL, by=BODY).then(TOLD)
    ask = cases.AskToleranceReview("c-1", asked_on=TODAY)
    asked = cases.ToleranceReviewAsked.of(ask, review_decision_calendar_days=30)
    case(*UP_TO_TOLD).when(ask, by=BODY).then(asked)
    decide = cases.DecideToleranceReview("c-1", result="mitigated", document="演示-复1号")
    decided = cases.ToleranceReviewDecided.of(decide, decided_on=TODAY)
    case(*UP_TO_TOLD, asked).when(decide, by=BODY).then(decided)
    case(*UP_TO_TOLD, asked, decided).when(ask, by=BODY).refused(rules.REVIEW_IS_ASKED_IN_TIME)
    early = replace(ask, asked_on=TODAY - timedelta(days=1))
    case(*UP_TO_TOLD).when(early, by=BODY).refused(rules.REVIEW_IS_ASKED_IN_TIME)


@pytest.mark.parametrize(
    ("history", "key", "days"),
    [
        ((APPLIED,), "acceptance", 5),
        ((APPLIED, ACCEPTED), "verification", 30),
        (UP_TO_VERIFIED, "determination", 10),
        ((*UP_TO_VERIFIED, DETERMINED), "telling", 5),
    ],
)
def test_a_step_has_its_limit_which_the_body_alone_is_told_of(
    history: tuple[object, ...], key: cases.CaseStep, days: int
) -> None:
    limits = {limit.key: limit for limit in case(*history).deadlines}
    assert (limits[key].days, limits[key].unit) == (days, "working")
    case(*history).when_passed(key, TODAY).then(
        cases.ToleranceStepOverdue("c-1", body=BODY, step=key, due_on=TODAY)
    )
    assert {who for who, _ in case(*history).turns} == {BODY}
    assert all(task.apart for task in case(*history).tasks.values())


def test_a_late_correction_is_told_to_its_body_alone() -> None:
    due_on = date(2024, 6, 1)
    late = only(case(*UP_TO_TOLD).when_passed("correction", due_on))
    assert (late.body, late.step) == (BODY, "correction")
    assert "correction" not in {d.key for d in case(*UP_TO_TOLD, late).deadlines}


EVENTS = get_args(cases.Event)


@pytest.mark.parametrize("event", [*EVENTS, NameCleared], ids=lambda event: event.__name__)
def test_the_register_says_no_facts_no_names_and_tells_others_nothing(event: type[Any]) -> None:
    known = type_of(event)
    assert known.restricted and not known.public_fields
    told = json_schema(event)["properties"]
    kinds = {about.get("x-kind") for about in told.values()}
    assert not kinds & {"long-text", "name", "person", "attachment", "town"}
    assert not {f.name for f in fields(event)} & {"town", "county", "person", "name", "facts"}


def test_a_case_is_seen_by_its_own_body_alone() -> None:
    state = case(*UP_TO_TOLD).state
    organisations = [*registry().organisations, *registry().towns, *registry().counties]
    organisations += ["donggang-organization", "juxian-discipline", BODY]
    sees = {
        one
        for one in organisations
        if StreamSight(
            TOLERANCE_CASE, "c-1", state, viewer(one, registry()), registry(), "organization"
        ).whole
    }
    assert sees == {BODY}
    assert rows(ToleranceRegister, *UP_TO_TOLD)["c-1"].body == BODY


def test_yearly_counts_hide_a_cell_under_three() -> None:
    numbers = [replace(APPLIED, tolerance=f"c-{n}") for n in range(4)]
    results = [replace(DETERMINED, tolerance=f"c-{n}") for n in range(2)]
    told = rows(ToleranceCounts, *numbers, *results)
    assert {cell: (row.count, row.shown) for cell, row in told.items()} == {
        "2024:applied": (4, True), "2024:exempted": (2, False),
    }  # fmt: skip
    assert all(opening.once == ("shown",) for opening in ToleranceCounts.definition.sight or ())


def test_a_name_is_cleared_with_consent_in_a_stream_of_its_own() -> None:
    clear = ClearName(
        "n-1", file_number="演示-卷9号", form="meeting", consent=True, cleared_on=TODAY
    )
    story = given(name_clearing.NAME_CLEARING, "n-1")
    cleared = NameCleared.of(clear, body=BODY)
    story.when(clear, by=BODY).then(cleared)
    story.when(clear, by="taoluo").refused(name_clearing.CLEARING_BODY_ACTS)
    without = replace(clear, consent=False)
    story.when(without, by=BODY).refused(name_clearing.CLEARED_WITH_CONSENT)
    given(name_clearing.NAME_CLEARING, "n-1", cleared).when(clear, by=BODY).refused(
        name_clearing.CLEARED_WITH_CONSENT
    )
