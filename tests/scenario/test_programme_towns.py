"""What the demo programme shows of RZ-1: towns by class and tier, measured and assessed."""

from collections import Counter

import pytest

from services.programme.views.cultivation_plans import CultivationPlans
from services.programme.views.cultivation_tasks import CultivationTasks
from services.programme.views.indicator_ledger import IndicatorLedger
from services.programme.views.practices import Practices
from services.programme.views.released_indicators import ReleasedIndicators
from services.programme.views.tier_register import TierRegister
from services.programme.views.town_assessments import TownAssessments
from tests.scenario.programme import missing_commands, types_of
from tests.scenario.pure_run import PureRun

NAMED = {"taoluo", "zhaoxian", "chaohe", "jufeng"}


def rows(run: PureRun, view: type) -> dict[str, object]:
    return run.service("programme").rows(view).by_key


@pytest.fixture(scope="module")
def happened(run: PureRun) -> Counter[str]:
    return types_of(run, "programme")


def test_every_command_of_programme_is_given() -> None:
    assert missing_commands("programme") == []


def test_the_register_holds_the_four_towns_of_the_text_and_those_that_came_since(
    run: PureRun,
) -> None:
    register = rows(run, TierRegister)
    levels = {town: row.level for town, row in register.items()}
    assert levels == {
        "taoluo": "provincial", "zhaoxian": "provincial", "chaohe": "provincial",
        "jufeng": "municipal", "fulai": "municipal", "jietou": "none", "nanhu": "none",
    }  # fmt: skip
    assert {t for t, row in register.items() if row.acceptance == "passed"} == {
        "taoluo",
        "zhaoxian",
    }


def test_every_pilot_has_a_filed_plan_and_three_assessed_years(run: PureRun) -> None:
    plans = rows(run, CultivationPlans)
    assert {town: row.stage for town, row in plans.items()} == dict.fromkeys(NAMED, "filed")
    assert {row.opinion for row in plans.values()} == {"given", "lapsed"}
    assessed = Counter(
        row.town for row in rows(run, TownAssessments).values() if row.stage == "confirmed"
    )
    assert assessed == dict.fromkeys(NAMED, 3)


def test_figures_are_verified_and_the_unpublished_kept_back_until_they_are_not(
    run: PureRun,
) -> None:
    figures = rows(run, IndicatorLedger)
    assert {row.stage for row in figures.values()} == {"verified"}
    public = rows(run, ReleasedIndicators)
    assert public.keys() <= {key for key, row in figures.items() if row.released}


def test_a_late_task_was_told_and_its_flag_fell_with_the_visit(
    run: PureRun, happened: Counter[str]
) -> None:
    tasks = rows(run, CultivationTasks)
    assert Counter(row.stage for row in tasks.values()) == {"completed": 4, "cancelled": 1}
    assert not any(row.flagged for row in tasks.values())
    assert happened["TaskOverdue"] == happened["TaskFlagCleared"] == 1
    assert tasks["jufeng-drainage"].late_days > 0


def test_a_practice_was_adopted_another_retracted_a_third_held_back(run: PureRun) -> None:
    stages = Counter(row.stage for row in rows(run, Practices).values())
    drafts_of_innovations = 3
    assert stages == {
        "published": 1, "retracted": 1, "held": 1, "submitted": drafts_of_innovations,
    }  # fmt: skip
