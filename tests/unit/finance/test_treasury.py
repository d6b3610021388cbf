"""RZ-2.2.a: a town treasury for 潮河镇, managed by the central bank as a rule."""

from dataclasses import replace
from datetime import date

from hypothesis import given as for_all
from hypothesis import strategies as st

from services.finance.domain import treasury as rules
from services.finance.domain.treasury import TREASURY
from services.finance.views.treasuries import Treasuries
from shared.kernel.aggregate.deciding import ALREADY_EXISTS
from shared.schemas.finance.treasury import (
    ApplyForTreasury,
    ApproveTreasury,
    OpenTreasury,
    TreasuryApplied,
    TreasuryApproved,
    TreasuryOpened,
)
from tests.effort import tries
from tests.given import given
from tests.rows import rows

TODAY = date(2024, 3, 1)
APPLY = ApplyForTreasury("chaohe", conditions="财政所机构健全")
APPLIED = TreasuryApplied("chaohe", basis="policy", conditions="财政所机构健全", applied_on=TODAY)
APPROVE = ApproveTreasury("chaohe", document="日财库〔2024〕1号")
APPROVED = TreasuryApproved(
    "chaohe", basis="policy", approved_on=TODAY, document="日财库〔2024〕1号"
)
OPEN = OpenTreasury("chaohe", manager="central-bank", central_bank_branch=True)
OPENED = TreasuryOpened(
    "chaohe", basis="policy", manager="central-bank", bank=None, central_bank_branch=True,
    reason=None, opened_on=TODAY,
)  # fmt: skip
COMMISSIONED = replace(OPEN, manager="commissioned-bank", bank="演示-农商行")


def test_chaohe_applies_under_the_policy() -> None:
    given(TREASURY, "chaohe").when(APPLY, by="chaohe").then(APPLIED)
    given(TREASURY, "chaohe").when(APPLY, by="wulian").not_permitted()
    given(TREASURY, "chaohe", APPLIED).when(APPLY, by="chaohe").refused(ALREADY_EXISTS)


def test_another_town_applies_under_the_budget_law_and_is_counted_apart() -> None:
    cmd = replace(APPLY, town="taoluo")
    applied = replace(APPLIED, town="taoluo", basis="budget-law")
    given(TREASURY, "taoluo").when(cmd, by="taoluo").then(applied)
    assert not rows(Treasuries, applied)["taoluo"].counted


def test_an_unregistered_town_has_no_treasury() -> None:
    cmd = replace(APPLY, town="atlantis")
    given(TREASURY, "atlantis").when(cmd, by="atlantis").refused(rules.TOWN_IS_REGISTERED)


def test_the_finance_bureau_approves_what_was_applied_for() -> None:
    given(TREASURY, "chaohe", APPLIED).when(APPROVE, by="finance").then(APPROVED)
    given(TREASURY, "chaohe", APPLIED).when(APPROVE, by="chaohe").not_permitted()
    story = given(TREASURY, "chaohe", APPLIED, APPROVED)
    story.when(APPROVE, by="finance").refused(rules.STEP_BY_STEP)


def test_the_central_bank_opens_an_approved_treasury() -> None:
    story = given(TREASURY, "chaohe", APPLIED, APPROVED)
    story.when(OPEN, by="pboc").then(OPENED)
    story.when(OPEN, by="finance").not_permitted()
    given(TREASURY, "chaohe", APPLIED).when(OPEN, by="pboc").refused(rules.STEP_BY_STEP)
    opened = given(TREASURY, "chaohe", APPLIED, APPROVED, OPENED)
    opened.when(OPEN, by="pboc").refused(rules.STEP_BY_STEP)


def test_a_commissioned_bank_is_normal_where_the_central_bank_has_no_branch() -> None:
    story = given(TREASURY, "chaohe", APPLIED, APPROVED)
    absent = replace(COMMISSIONED, central_bank_branch=False)
    assert not story.when(absent, by="pboc").refusal
    story.when(replace(OPEN, central_bank_branch=False), by="pboc").refused(rules.BRANCH_TO_MANAGE)


def test_a_commissioned_bank_beside_a_branch_needs_a_reason() -> None:
    story = given(TREASURY, "chaohe", APPLIED, APPROVED)
    story.when(COMMISSIONED, by="pboc").refused(rules.CENTRAL_BANK_AS_A_RULE)
    assert not story.when(replace(COMMISSIONED, reason="网点距离近"), by="pboc").refusal


def test_a_commissioned_bank_is_named_and_no_other() -> None:
    story = given(TREASURY, "chaohe", APPLIED, APPROVED)
    story.when(replace(COMMISSIONED, bank=None), by="pboc").refused(
        rules.COMMISSIONED_BANK_IS_NAMED
    )
    story.when(replace(OPEN, bank="演示-农商行"), by="pboc").refused(
        rules.COMMISSIONED_BANK_IS_NAMED
    )


def test_the_ledger_shows_how_far_a_treasury_is() -> None:
    row = rows(Treasuries, APPLIED, APPROVED, OPENED)["chaohe"]
    assert (row.stage, row.manager, row.counted) == ("opened", "central-bank", True)
    assert (row.applied_on, row.approved_on, row.opened_on) == (TODAY, TODAY, TODAY)


@for_all(st.lists(st.sampled_from([APPROVE, OPEN, COMMISSIONED]), max_size=8))
@tries(50)
def test_whatever_is_tried_a_treasury_opens_once_and_after_its_approval(
    commands: list[object],
) -> None:
    events: list[object] = [APPLIED]
    for command in commands:
        by = "finance" if isinstance(command, ApproveTreasury) else "pboc"
        events += given(TREASURY, "chaohe", *events).when(command, by=by).events
    kinds = [type(event).__name__ for event in events]
    assert kinds == ["TreasuryApplied", "TreasuryApproved", "TreasuryOpened"][: len(kinds)]
