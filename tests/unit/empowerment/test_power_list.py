"""RZ-2.6.a: a county's list of powers, from its draft to its filing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.empowerment.domain.power_list import rules
from services.empowerment.domain.power_list.state import POWER_LIST
from shared.schemas.empowerment import power_list as powers
from shared.schemas.power_form import PowerForm
from tests.given import given
from tests.unit.empowerment.powers import (
    AGREED,
    APPROVED,
    CIRCULATED,
    DRAFT,
    DRAFTED,
    ENTRUSTED,
    ITEM,
    LAWFUL,
    ORGAN,
    PENALTY,
    SUPPORT,
    TODAY,
    listed,
    power_list,
    published,
)

STAFFING, JUSTICE = "donggang-staffing", "donggang-justice"
LISTED = listed(ITEM)
OBJECTION = replace(AGREED, agrees=False, items=("planning",), opinion="人手不够")
ANSWERED = powers.TownOpinionAnswered(
    "donggang", town="taoluo", adopted=False, answer="同步下派人员", edition=1, answered_on=TODAY
)
SILENT = powers.PowerListStepOverdue(
    "donggang", edition=1, step="opinion", organisation="taoluo", due_on=date(2024, 3, 15)
)
APPROVE = powers.ApprovePowerList("donggang", document="演示-批1号")
PUBLISH = powers.PublishPowerList("donggang", document="演示-布1号", published_at="区政府网站")


def test_the_countys_staffing_office_drafts_its_list() -> None:
    given(POWER_LIST, "donggang").when(DRAFT, by=STAFFING).then(DRAFTED)
    given(POWER_LIST, "donggang").when(DRAFT, by="juxian-staffing").not_permitted()


def test_a_second_edition_waits_for_the_first_to_be_published() -> None:
    power_list(DRAFTED).when(DRAFT, by=STAFFING).refused(rules.LIST_STAGE_ALLOWS)
    again = power_list(*published(ITEM)).when(DRAFT, by=STAFFING)
    again.then(replace(DRAFTED, edition=2))


def test_a_county_without_a_pilot_town_has_no_list() -> None:
    other = powers.DraftPowerList("atlantis", title="演示-清单")
    given(POWER_LIST, "atlantis").when(other, by="atlantis-staffing").refused(
        rules.COUNTY_HAS_PILOT_TOWN
    )


@pytest.mark.parametrize("item", [ITEM, ENTRUSTED, PENALTY], ids=lambda item: item.form)
def test_an_item_with_its_basis_is_listed(item: powers.ListPowerItem) -> None:
    power_list(DRAFTED).when(item, by=STAFFING).then(listed(item))


@pytest.mark.parametrize("form", ["entrust", "accept"])
def test_a_penalty_is_never_passed_down_in_the_wrong_form(form: PowerForm) -> None:
    wrong = replace(PENALTY, form=form)
    power_list(DRAFTED).when(wrong, by=STAFFING).refused(rules.FORM_SUITS_KIND)


def test_coercion_is_never_entrusted() -> None:
    wrong = replace(ENTRUSTED, kind="coercion")
    power_list(DRAFTED).when(wrong, by=STAFFING).refused(rules.FORM_SUITS_KIND)


def test_a_penalty_passes_down_by_the_provinces_decision_alone() -> None:
    without = replace(PENALTY, provincial_decision=None)
    power_list(DRAFTED).when(without, by=STAFFING).refused(rules.PENALTY_BY_PROVINCE)


@pytest.mark.parametrize("lacking", [{"legal_basis": None}, {"basis_level": None}])
def test_nothing_is_passed_down_without_its_legal_basis(lacking: dict[str, Any]) -> None:
    bare = replace(ITEM, **lacking)
    power_list(DRAFTED).when(bare, by=STAFFING).refused(rules.BASIS_IS_NAMED)


def test_a_document_is_no_basis_for_entrusting() -> None:
    weak = replace(ENTRUSTED, basis_level="document")
    power_list(DRAFTED).when(weak, by=STAFFING).refused(rules.ENTRUSTED_BY_LAW)
    power_list(DRAFTED).when(replace(weak, basis_level="rule"), by=STAFFING).then(
        listed(replace(weak, basis_level="rule"))
    )


def test_an_item_off_the_provinces_catalogue_has_a_reason() -> None:
    off = replace(ITEM, catalogue=None)
    power_list(DRAFTED).when(off, by=STAFFING).refused(rules.IN_CATALOGUE_OR_REASON)
    with_reason = replace(off, off_catalogue_reason="镇有专门机构")
    power_list(DRAFTED).when(with_reason, by=STAFFING).then(listed(with_reason))


def test_a_county_passes_down_its_own_departments_powers_to_its_own_pilots() -> None:
    citys = replace(ITEM, organ="natural-resources")
    power_list(DRAFTED).when(citys, by=STAFFING).refused(rules.ORGAN_IS_COUNTYS)
    elsewhere = replace(ITEM, towns=("taoluo", "zhaoxian"))
    power_list(DRAFTED).when(elsewhere, by=STAFFING).refused(rules.TOWNS_ARE_COUNTYS_PILOTS)


def test_an_item_leaves_the_draft_and_support_is_promised_for_what_stands_in_it() -> None:
    story, day = power_list(DRAFTED, LISTED), date(2024, 4, 1)
    drop = powers.DropPowerItem("donggang", item="planning", reason="省目录已删除")
    story.when(drop, by=STAFFING).then(
        powers.PowerItemDropped.of(drop, edition=1, dropped_on=TODAY)
    )
    promise = powers.PromiseSupport(
        "donggang", item="planning", support="s-1", kind="staff", what="下派2名规划人员",
        provider="donggang-human-resources", due_on=day,
    )  # fmt: skip
    story.when(promise, by=STAFFING).then(SUPPORT)
    for wrong in (TODAY, date(2200, 12, 31)):
        never = replace(promise, due_on=wrong)
        story.when(never, by=STAFFING).refused(rules.SUPPORT_IS_AHEAD)
    for command in (replace(drop, item="other"), replace(promise, item="other")):
        story.when(command, by=STAFFING).refused(rules.ITEM_IS_DRAFTED)


def test_a_draft_with_items_goes_to_its_towns_and_to_the_justice_bureau() -> None:
    circulate = powers.CirculatePowerList("donggang")
    power_list(DRAFTED, LISTED).when(circulate, by=STAFFING).then(CIRCULATED)
    power_list(DRAFTED).when(circulate, by=STAFFING).refused(rules.LIST_HAS_ITEMS)
    asked = power_list(DRAFTED, LISTED, CIRCULATED)
    assert {(JUSTICE, "legality-1"), ("taoluo", "opinion-1-taoluo")} <= asked.turns


def test_a_town_that_the_list_concerns_gives_its_opinion() -> None:
    story = power_list(DRAFTED, LISTED, CIRCULATED)
    give = powers.GiveTownOpinion("donggang", agrees=True, opinion="同意承接")
    story.when(give, by="taoluo").then(AGREED)
    story.when(give, by="zhaoxian").refused(rules.TOWN_IS_ASKED)
    story.when(replace(give, items=("x",)), by="taoluo").refused(rules.ITEM_IS_DRAFTED)


def test_a_negative_opinion_blocks_until_it_is_answered() -> None:
    story = power_list(DRAFTED, LISTED, CIRCULATED, LAWFUL, OBJECTION)
    story.when(APPROVE, by="donggang").refused(rules.OBJECTIONS_ARE_ANSWERED)
    answer = powers.AnswerTownOpinion(
        "donggang", town="taoluo", adopted=False, answer="同步下派人员"
    )
    story.when(answer, by=STAFFING).then(ANSWERED)
    heard = power_list(DRAFTED, LISTED, CIRCULATED, LAWFUL, OBJECTION, ANSWERED)
    heard.when(APPROVE, by="donggang").then(APPROVED)
    heard.when(answer, by=STAFFING).refused(rules.OPINION_AWAITS_ANSWER)


def test_a_towns_silence_past_its_limit_is_no_objection() -> None:
    story = power_list(DRAFTED, LISTED, CIRCULATED, LAWFUL)
    story.when(APPROVE, by="donggang").refused(rules.TOWNS_ARE_HEARD)
    story.when_passed("opinion-1-taoluo", date(2024, 3, 15)).then(SILENT)
    power_list(DRAFTED, LISTED, CIRCULATED, LAWFUL, SILENT).when(APPROVE, by="donggang").then(
        APPROVED
    )


def test_a_list_is_approved_only_when_the_justice_bureau_finds_it_lawful() -> None:
    review = powers.ReviewLegality(
        "donggang", lawful=True, findings="符合规定", document="演示-审1号"
    )
    story = power_list(DRAFTED, LISTED, CIRCULATED, AGREED)
    story.when(review, by=JUSTICE).then(LAWFUL)
    story.when(APPROVE, by="donggang").refused(rules.LEGALITY_IS_CONFIRMED)
    unlawful = power_list(DRAFTED, LISTED, CIRCULATED, AGREED, replace(LAWFUL, lawful=False))
    unlawful.when(APPROVE, by="donggang").refused(rules.LEGALITY_IS_CONFIRMED)
    assert (STAFFING, "redraft-1") in unlawful.turns


def test_a_change_of_the_draft_is_reviewed_anew() -> None:
    changed = power_list(DRAFTED, LISTED, CIRCULATED, AGREED, LAWFUL, listed(ENTRUSTED))
    changed.when(APPROVE, by="donggang").refused(rules.LEGALITY_IS_CONFIRMED)


def test_an_approved_list_is_published_then_filed_once() -> None:
    *before, last = published(ITEM)
    power_list(*before).when(PUBLISH, by=STAFFING).then(last)
    file = powers.FilePowerList("donggang", document="演示-备1号")
    filed = powers.PowerListFiled.of(file, edition=1, filed_on=TODAY)
    power_list(*before, last).when(file, by=STAFFING).then(filed)
    power_list(*before, last, filed).when(file, by=STAFFING).refused(rules.FILED_ONCE)
    power_list(*before).when(file, by=STAFFING).refused(rules.LIST_STAGE_ALLOWS)


@pytest.mark.parametrize(
    ("history", "key", "step", "late"),
    [
        ((CIRCULATED,), "legality-1", "legality", JUSTICE),
        ((CIRCULATED, AGREED, LAWFUL, APPROVED), "publication-1", "publication", STAFFING),
        (published(ITEM)[2:], "filing-1", "filing", STAFFING),
    ],
)
def test_a_step_that_is_late_is_told_once(
    history: tuple[object, ...], key: str, step: powers.ListStep, late: str
) -> None:
    story, due_on = power_list(DRAFTED, LISTED, *history), date(2024, 3, 29)
    overdue = powers.PowerListStepOverdue(
        "donggang", edition=1, step=step, organisation=late, due_on=due_on
    )
    assert key in {deadline.key for deadline in story.deadlines}
    story.when_passed(key, due_on).then(overdue)
    told = power_list(DRAFTED, LISTED, *history, overdue)
    assert key not in {deadline.key for deadline in told.deadlines}


def test_the_law_gives_twenty_working_days_for_the_publication() -> None:
    [limit] = power_list(DRAFTED, LISTED, CIRCULATED, AGREED, LAWFUL, APPROVED).deadlines
    assert (limit.days, limit.unit, limit.starts_on) == (20, "working", TODAY)


def test_items_published_before_stand_while_the_next_edition_is_drafted() -> None:
    drafting = power_list(*published(ITEM), replace(DRAFTED, edition=2))
    assert drafting.state.items["planning"].organ == ORGAN
