"""待办: the farming department reviews and looks every year, the town signs and deposits (RZ-2.4.d)."""

from services.credit.domain.capital.entering import (
    check_land_use,
    deposit_risk_fund,
    exit_capital,
    record_capital_paid,
    sign_capital_agreement,
)
from services.credit.domain.capital.limits import check_limit, review_limit
from services.credit.domain.capital.reviewing import (
    accept_lease_review,
    apply_for_lease_review,
    decide_lease_review,
)
from services.credit.domain.capital.state import CAPITAL, CLAUSE, Capital
from services.credit.domain.organisations import COUNTY_AGRICULTURE
from shared.kernel.aggregate import TOWN, Over, Task, Tasks

REVIEW = "租赁农地的资格审查和项目审核"


@CAPITAL.tasks
def tasks(capital: Capital) -> Tasks:
    stage = capital.stage
    if stage == "exited":
        yield Over("已退出")
    elif stage in ("intended", "failed") and capital.leases:
        yield Task(
            "application", [TOWN], f"提交{REVIEW}申请，或者登记退出",
            [apply_for_lease_review, exit_capital], clause=CLAUSE,
        )  # fmt: skip
    elif stage == "applied":
        yield Task(
            "acceptance", [COUNTY_AGRICULTURE], f"受理{REVIEW}", [accept_lease_review],
            clause=CLAUSE,
        )  # fmt: skip
    elif stage == "accepted":
        limit = review_limit(capital)
        assert limit is not None
        yield Task(
            limit.key, [COUNTY_AGRICULTURE], f"作出{REVIEW}决定", [decide_lease_review], limit
        )
    elif stage in ("passed", "intended"):
        yield Task(
            "agreement", [TOWN], "签订投资协议，或者登记退出",
            [sign_capital_agreement, exit_capital], clause=CLAUSE,
        )  # fmt: skip
    else:
        yield from _signed(capital)


def _signed(capital: Capital) -> Tasks:
    if capital.leases and not capital.risk_fund_fen:
        yield Task(
            "risk-fund", [TOWN], "督促企业缴存流转风险保障金", [deposit_risk_fund], clause=CLAUSE
        )
    if limit := check_limit(capital):
        yield Task(
            limit.key, [COUNTY_AGRICULTURE, TOWN], "检查流转土地是否用于农业", [check_land_use],
            limit,
        )  # fmt: skip
    if capital.paid_fen < capital.agreed_fen:
        yield Task(
            "payment", [TOWN], "登记投资到位", [record_capital_paid, exit_capital], clause=CLAUSE
        )
    elif not capital.leases:
        yield Over("投资已到位")
