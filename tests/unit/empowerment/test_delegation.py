"""RZ-2.6.b, RZ-2.6.c: a power passes to a town, by capacity, delegation, handover, taking up."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.empowerment.domain.delegation import rules
from services.empowerment.domain.power_list.state import POWER_LIST
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.empowerment import power_list as powers
from tests.unit.empowerment.powers import (
    ACCEPTED,
    ASSESS,
    ASSESSED,
    BY_AGREEMENT,
    DELEGATE,
    DELEGATED,
    ENTRUSTED,
    ENTRUSTED_UNTIL,
    ITEM,
    ORGAN,
    PENALTY,
    PREPARED,
    SUPPORT,
    SUPPORT_DUE,
    TAKEN_UP,
    TODAY,
    delegation,
    only,
    published,
)

LACKING = replace(ASSESSED, site_inspectors=1, lacking=("site-inspectors",))
TAKE_UP = delegations.TakeUpPower("planning-taoluo")
ANNOUNCED = delegations.DelegationAnnounced(
    "planning-taoluo", announcement="演示-告1号", announced_on=TODAY, town="taoluo"
)


def test_the_department_whose_power_it_is_assesses_the_town() -> None:
    delegation().when(ASSESS, by=ORGAN).then(ASSESSED)
    delegation().when(ASSESS, by="donggang-housing").refused(rules.ORGAN_ACTS)
    delegation().when(ASSESS, by="juxian-housing").not_permitted()


@pytest.mark.parametrize(
    ("item", "found", "lacking"),
    [
        (ITEM, {"site_inspectors": 1}, ("site-inspectors",)),
        (PENALTY, {"licensed_officers": 1}, ("licensed-officers",)),
        (ITEM, {"legal_reviewer": False, "window": False}, ("legal-reviewer", "window")),
        (ACCEPTED, {"legal_reviewer": False}, ()),
        (ITEM, {"funding": False, "training": False}, ("funding", "training")),
    ],
)
def test_what_a_power_needs_rests_on_its_kind_and_form(
    item: powers.ListPowerItem, found: dict[str, Any], lacking: tuple[str, ...]
) -> None:
    named = replace(item, item="planning")
    outcome = delegation(items=(named,)).when(replace(ASSESS, **found), by=ORGAN)
    assessed = only(outcome)
    assert assessed.lacking == lacking


def test_a_power_of_another_list_town_or_name_is_refused() -> None:
    delegation(items=()).when(ASSESS, by=ORGAN).refused(rules.ITEM_IS_PUBLISHED)
    misnamed = replace(ASSESS, delegation="planning")
    delegation().when(misnamed, by=ORGAN).refused(rules.DELEGATION_IS_NAMED)
    elsewhere = replace(ASSESS, delegation="planning-zhaoxian", town="zhaoxian")
    delegation().when(elsewhere, by="juxian-natural-resources").refused(rules.TOWN_OF_THE_COUNTY)


def test_a_power_is_delegated_by_its_department_to_a_town_with_capacity() -> None:
    delegation(ASSESSED).when(DELEGATE, by=ORGAN).then(DELEGATED)
    delegation(ASSESSED).when(DELEGATE, by="donggang-housing").refused(rules.ORGAN_ACTS)
    delegation(LACKING).when(DELEGATE, by=ORGAN).refused(rules.CAPACITY_SUFFICES)
    delegation(ASSESSED, DELEGATED).when(DELEGATE, by=ORGAN).refused(rules.STAGE_ALLOWS)


def test_what_was_promised_with_the_item_comes_with_the_power() -> None:
    story = delegation(ASSESSED).and_given(
        POWER_LIST, "donggang", *published(ITEM, supports=(SUPPORT,))
    )
    story.when(DELEGATE, by=ORGAN).then(replace(DELEGATED, supports=(SUPPORT_DUE,)))


def test_entrusting_needs_a_written_agreement_and_its_term() -> None:
    entrusted = delegation(ASSESSED, items=(ENTRUSTED,))
    entrusted.when(DELEGATE, by=ORGAN).refused(rules.AGREEMENT_IS_WRITTEN)
    agreed = replace(DELEGATE, agreement="演示-协1号", ends_on=ENTRUSTED_UNTIL)
    entrusted.when(agreed, by=ORGAN).then(BY_AGREEMENT)
    for wrong in (TODAY, date(2200, 12, 31)):
        never = replace(agreed, ends_on=wrong)
        entrusted.when(never, by=ORGAN).refused(rules.AGREEMENT_IS_WRITTEN)
    delegation(ASSESSED).when(agreed, by=ORGAN).refused(rules.ONLY_ENTRUSTED_ENDS)


def test_the_county_department_answers_for_what_it_entrusts_and_the_town_for_what_it_is_given() -> (
    None
):
    assert (DELEGATED.respondent, BY_AGREEMENT.respondent) == ("taoluo", ORGAN)
    accepts = only(delegation(ASSESSED, items=(ACCEPTED,)).when(DELEGATE, by=ORGAN))
    assert (accepts.respondent, accepts.may_notify) == (ORGAN, False)


def test_entrusting_is_announced_once_and_by_today() -> None:
    announce = delegations.AnnounceDelegation(
        "planning-taoluo", announcement="演示-告1号", announced_on=TODAY
    )
    entrusted = delegation(ASSESSED, BY_AGREEMENT)
    entrusted.when(announce, by=ORGAN).then(ANNOUNCED)
    tomorrow = replace(announce, announced_on=TODAY + timedelta(days=1))
    for story, command in (
        (entrusted, tomorrow),
        (delegation(ASSESSED, BY_AGREEMENT, ANNOUNCED), announce),
        (delegation(ASSESSED, DELEGATED), announce),
    ):
        story.when(command, by=ORGAN).refused(rules.ANNOUNCED_ONCE)


def test_the_handover_is_prepared_as_far_as_it_has_come() -> None:
    prepare = delegations.PrepareHandover(
        "planning-taoluo", agreement="演示-交1号", process="演示-流程1号", trained_on=TODAY,
        seal=True, account=True,
    )  # fmt: skip
    delegation(ASSESSED, DELEGATED).when(prepare, by=ORGAN).then(PREPARED)


def test_delegated_is_not_exercised_the_town_takes_it_up_when_all_is_handed_over() -> None:
    delegation(ASSESSED, DELEGATED, PREPARED).when(TAKE_UP, by="taoluo").then(TAKEN_UP)
    delegation(ASSESSED, DELEGATED, PREPARED).when(TAKE_UP, by=ORGAN).not_permitted()
    for lacking in ((), (replace(PREPARED, seal=False),), (replace(PREPARED, account=False),)):
        story = delegation(ASSESSED, DELEGATED, *lacking)
        story.when(TAKE_UP, by="taoluo").refused(rules.HANDOVER_IS_COMPLETE)


def test_what_is_entrusted_is_announced_before_it_is_used() -> None:
    ready = (ASSESSED, BY_AGREEMENT, PREPARED)
    delegation(*ready).when(TAKE_UP, by="taoluo").refused(rules.ANNOUNCED_BEFORE_USE)
    delegation(*ready, ANNOUNCED).when(TAKE_UP, by="taoluo").then(
        replace(TAKEN_UP, form="entrust", respondent=ORGAN)
    )


def test_people_who_leave_a_town_that_exercises_a_power_make_a_task() -> None:
    story = delegation(ASSESSED, DELEGATED, PREPARED, TAKEN_UP)
    fewer = replace(ASSESS, site_inspectors=1)
    lapsed = running.CapacityLapsed(
        "planning-taoluo", town="taoluo", lacking=("site-inspectors",), lapsed_on=TODAY
    )
    found = replace(LACKING, assessed_by="taoluo")
    story.when(fewer, by="taoluo").then(found, lapsed)
    assert (ORGAN, "capacity") in delegation(
        ASSESSED, DELEGATED, PREPARED, TAKEN_UP, found, lapsed
    ).turns
    delegation(ASSESSED).when(fewer, by="taoluo").refused(rules.ORGAN_ACTS)


def test_a_handover_that_does_not_come_is_the_departments_lateness() -> None:
    delegation(ASSESSED, DELEGATED).when_passed("handover", date(2024, 3, 29)).then(
        delegations.DelegationStepOverdue(
            "planning-taoluo", town="taoluo", step="handover", organisation=ORGAN,
            due_on=date(2024, 3, 29), name="演示-建设工程规划许可",
        )
    )  # fmt: skip
    prepared = delegation(ASSESSED, DELEGATED, PREPARED)
    assert "handover" not in {limit.key for limit in prepared.deadlines}


def test_a_trial_of_three_months_is_concluded_once() -> None:
    story = delegation(ASSESSED, DELEGATED, PREPARED, TAKEN_UP)
    due = delegations.TrialDue(
        "planning-taoluo", town="taoluo", organ=ORGAN, due_on=date(2024, 5, 30)
    )
    story.when_passed("trial", date(2024, 5, 30)).then(due)
    conclude = delegations.ConcludeTrial("planning-taoluo", findings="运行平稳")
    over = delegations.TrialConcluded.of(conclude, town="taoluo", concluded_on=TODAY)
    tried = (ASSESSED, DELEGATED, PREPARED, TAKEN_UP, due)
    assert (ORGAN, "trial") in delegation(*tried).turns
    delegation(*tried).when(conclude, by=ORGAN).then(over)
    delegation(*tried, over).when(conclude, by=ORGAN).refused(rules.TRIAL_IS_RUNNING)


def test_before_it_is_taken_up_nothing_is_exercised() -> None:
    suspend = delegations.SuspendPower("planning-taoluo", reason="整改", document="演示-停1号")
    delegation(ASSESSED, DELEGATED).when(suspend, by=ORGAN).refused(rules.STAGE_ALLOWS)
