"""待办: a nomination on its way, a creation period that ended, a warning to be put right (RZ-1.b)."""

from services.programme.domain.organisations import HOUSING
from services.programme.domain.tier.creation import (
    apply_for_acceptance,
    record_acceptance,
    set_creation_period,
)
from services.programme.domain.tier.limits import (
    creation_limit,
    publicity_limit,
    rectification_limit,
)
from services.programme.domain.tier.nomination import publicise_nomination, review_nomination
from services.programme.domain.tier.rules import CLAUSE
from services.programme.domain.tier.standing import enter_tier, promote_tier, withdraw_from_tier
from services.programme.domain.tier.state import TIER, Tier
from services.programme.domain.tier.warning import clear_warning, submit_rectification
from shared.kernel.aggregate import TOWN, Over, Task, Tasks, Wait


@TIER.tasks
def tasks(known: Tier) -> Tasks:
    yield from _nomination(known)
    yield from _warning(known)
    yield from _creation(known)
    yield Over("未纳入梯次") if known.level == "none" else Wait("在册，动态管理")


def _nomination(known: Tier) -> Tasks:
    n = known.nomination.number
    match known.nomination.stage:
        case "nominated":
            yield Task(f"review-{n}", [HOUSING], "评审推荐申报", [review_nomination], clause=CLAUSE)
        case "passed":
            yield Task(
                f"publicise-{n}", [HOUSING], "公示评审通过的申报", [publicise_nomination],
                clause=CLAUSE,
            )  # fmt: skip
        case "publicised":
            yield Wait("公示期间", publicity_limit(known))
        case "publicity-ended":
            yield Task(
                f"name-{n}", [HOUSING], "公示期满，按认定文件纳入梯次或调整层级",
                [enter_tier, promote_tier], clause=CLAUSE,
            )  # fmt: skip


def _warning(known: Tier) -> Tasks:
    n = known.warning.number
    match known.warning.stage:
        case "warned":
            yield Task(
                f"rectify-{n}", [TOWN], "按警示整改并报送", [submit_rectification],
                rectification_limit(known),
            )  # fmt: skip
        case "rectified":
            yield Task(
                f"clear-{n}", [HOUSING], "核实整改，解除警示或退出梯次",
                [clear_warning, withdraw_from_tier], clause=CLAUSE,
            )  # fmt: skip
        case "overdue":
            yield Task(
                f"withdraw-{n}", [HOUSING], "整改逾期，决定是否退出梯次", [withdraw_from_tier],
                clause=CLAUSE,
            )  # fmt: skip


def _creation(known: Tier) -> Tasks:
    if known.level != "none" and known.period is None:
        yield Task("creation", [HOUSING], "设定创建期", [set_creation_period], clause=CLAUSE)
    elif known.acceptance == "applied":
        yield Task(
            "acceptance", [HOUSING], "组织验收并登记结果", [record_acceptance], clause=CLAUSE
        )
    elif known.period_over and known.acceptance in ("creating", "failed"):
        yield Task("apply", [TOWN], "创建期届满，申请验收", [apply_for_acceptance], clause=CLAUSE)
    elif known.period and known.acceptance == "creating":
        yield Wait("创建期间", creation_limit(known.period))
