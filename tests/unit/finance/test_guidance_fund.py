"""RZ-2.2.h: venture guidance funds of towns that meet the conditions."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.finance.domain import guidance_fund as rules
from services.finance.domain.guidance_fund import GUIDANCE_FUND
from services.finance.views.guidance_funds import GuidanceFundLedger
from services.finance.views.town_conditions import TownConditions
from shared.policy.loader import registry
from shared.schemas.finance.guidance_fund import (
    AssessTownConditions,
    Condition,
    GuidanceFundRegistered,
    RegisterGuidanceFund,
    TownConditionsAssessed,
)
from tests.effort import tries
from tests.given import given
from tests.rows import rows

CRITERIA = registry().parameters["finance.guidance_fund_criteria"].value["criteria"]
MET = tuple(Condition(criterion, met=True, evidence="演示-证明材料") for criterion in CRITERIA)
UNMET = (replace(MET[0], met=False), *MET[1:])
ASSESS = AssessTownConditions("taoluo", conditions=MET)
ASSESSED = TownConditionsAssessed(
    "taoluo", criteria_version="v1", conditions=MET, qualifies=True, assessed_on=date(2024, 3, 1)
)
REGISTER = RegisterGuidanceFund(
    "taoluo", name="演示-基金", document="日财资〔2024〕1号", fund="g-1", size_fen=1000, government_fen=300,
    government_guarantee=False, manager="演示-管理人",
)  # fmt: skip
REGISTERED = GuidanceFundRegistered(
    "taoluo", fund="g-1", name="演示-基金", size_fen=1000, government_fen=300,
    government_guarantee=False, criteria_version="v1", manager="演示-管理人", reason=None,
    document="日财资〔2024〕1号",
)  # fmt: skip
NEWER = {"finance.guidance_fund_criteria": {"version": "v2", "criteria": CRITERIA}}


def test_a_town_is_assessed_under_the_criteria_in_force() -> None:
    given(GUIDANCE_FUND, "taoluo").when(ASSESS, by="finance").then(ASSESSED)
    outcome = given(GUIDANCE_FUND, "taoluo").when(replace(ASSESS, conditions=UNMET), by="donggang")
    assert not outcome.events[0].qualifies
    given(GUIDANCE_FUND, "taoluo").when(ASSESS, by="taoluo").not_permitted()


@pytest.mark.parametrize("conditions", [(), MET[:-1], (*MET, MET[0])])
def test_every_criterion_is_answered_once(conditions: tuple[Condition, ...]) -> None:
    cmd = replace(ASSESS, conditions=conditions)
    given(GUIDANCE_FUND, "taoluo").when(cmd, by="finance").refused(
        rules.EVERY_CRITERION_IS_ANSWERED
    )


def test_an_unregistered_town_is_not_assessed() -> None:
    cmd = replace(ASSESS, town="atlantis")
    given(GUIDANCE_FUND, "atlantis").when(cmd, by="finance").refused(rules.TOWN_IS_REGISTERED)


def test_a_qualified_town_registers_its_fund() -> None:
    given(GUIDANCE_FUND, "taoluo", ASSESSED).when(REGISTER, by="finance").then(REGISTERED)


def test_a_guidance_fund_with_a_government_guarantee_is_refused() -> None:
    cmd = replace(REGISTER, government_guarantee=True)
    given(GUIDANCE_FUND, "taoluo", ASSESSED).when(cmd, by="finance").refused(
        rules.NO_GOVERNMENT_GUARANTEE
    )


def test_a_town_that_does_not_qualify_registers_none() -> None:
    failed = replace(ASSESSED, conditions=UNMET, qualifies=False)
    for events in ([], [failed], [ASSESSED, failed]):
        story = given(GUIDANCE_FUND, "taoluo", *events)
        story.when(REGISTER, by="finance").refused(rules.TOWN_QUALIFIES)


def test_new_criteria_ask_for_a_new_assessment() -> None:
    story = given(GUIDANCE_FUND, "taoluo", ASSESSED)
    story.when(REGISTER, by="finance", parameters=NEWER).refused(rules.TOWN_QUALIFIES)
    again = given(GUIDANCE_FUND, "taoluo", ASSESSED, replace(ASSESSED, criteria_version="v2"))
    assert not again.when(REGISTER, by="finance", parameters=NEWER).refusal


def test_the_governments_part_stays_within_the_size_and_ids_are_unique() -> None:
    story = given(GUIDANCE_FUND, "taoluo", ASSESSED, REGISTERED)
    story.when(REGISTER, by="finance").refused(rules.FUND_IS_NEW)
    cmd = replace(REGISTER, fund="g-2", government_fen=1001)
    story.when(cmd, by="finance").refused(rules.GOVERNMENT_PART_WITHIN_SIZE)


def test_the_ledgers_show_funds_and_conditions() -> None:
    assert rows(GuidanceFundLedger, REGISTERED)["taoluo.g-1"].size_fen == 1000
    row = rows(TownConditions, ASSESSED)["taoluo"]
    assert (row.qualifies, row.criteria_version, row.conditions) == (True, "v1", MET)


@for_all(st.lists(st.sampled_from(["meet", "fail", "register", "guarantee"]), max_size=12))
@tries(60)
def test_whatever_is_tried_only_qualified_towns_have_funds_and_none_is_guaranteed(
    steps: list[str],
) -> None:
    events: list[object] = []
    qualified = False
    for number, step in enumerate(steps):
        command: object = ASSESS if step == "meet" else replace(ASSESS, conditions=UNMET)
        if step in ("register", "guarantee"):
            guaranteed = step == "guarantee"
            command = replace(REGISTER, fund=f"g-{number}", government_guarantee=guaranteed)
        outcome = given(GUIDANCE_FUND, "taoluo", *events).when(command, by="finance")
        if step in ("register", "guarantee"):
            assert (outcome.refusal is None) == (qualified and step == "register")
        else:
            qualified = step == "meet"
        events += outcome.events
