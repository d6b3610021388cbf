"""待办: the company takes the next step, and looks at what it guarantees every quarter (RZ-2.4.e)."""

from services.credit.domain.guarantee.compensating import (
    pay_compensation,
    record_recovery,
    write_off_guarantee,
)
from services.credit.domain.guarantee.course import (
    check_guarantee,
    extend_guarantee,
    record_disbursement,
    release_guarantee,
    warn_guarantee,
)
from services.credit.domain.guarantee.deciding import (
    accept_guarantee,
    approve_guarantee,
    decide_guarantee_review,
    investigate_guarantee,
    issue_guarantee_letter,
    refuse_guarantee,
)
from services.credit.domain.guarantee.limits import letter_limit, steps_owed
from services.credit.domain.guarantee.state import (
    CLAUSE,
    GUARANTEE_BUSINESS,
    STAGES,
    GuaranteeBusiness,
)
from services.credit.domain.organisations import GUARANTEE, LOCAL_FINANCE
from shared.kernel.aggregate import Answers, Authority, Deadline, Over, Task, Tasks, Wait, money

QUARTER_DAYS = 90
STEPS: dict[str, tuple[str, Answers]] = {
    "accept": ("受理担保申请", [accept_guarantee]),
    "decide": ("尽调并决定担保", [investigate_guarantee, approve_guarantee, refuse_guarantee]),
    "review": ("复审不予担保的决定", [decide_guarantee_review]),
}


@GUARANTEE_BUSINESS.tasks
def tasks(business: GuaranteeBusiness) -> Tasks:
    asked = business.asked
    assert asked is not None and business.stage is not None
    about = f"（{money(asked.amount_fen)}）"
    who = [GUARANTEE if business.company == GUARANTEE.id else LOCAL_FINANCE]
    owed = [*steps_owed(business)]
    for step, limit in owed:
        says, commands = STEPS[step]
        yield Task(limit.key, who, f"{says}{about}", commands, limit)
    if business.stage == "approved":
        yield Task("letter", who, f"出具担保函{about}", [issue_guarantee_letter], clause=CLAUSE)
    elif business.stage == "letter":
        yield Task(
            "disbursement",
            who,
            f"放款后登记担保贷款{about}",
            [record_disbursement],
            letter_limit(business),
        )
    elif business.stage == "disbursed":
        yield from _running(business, who, about)
    elif business.stage == "compensated":
        yield Task(
            "recovery", who, f"追偿，尚有 {money(business.owed_fen)}",
            [record_recovery, write_off_guarantee], clause=CLAUSE,
        )  # fmt: skip
    elif not owed:
        yield Over(STAGES[business.stage])


def _running(business: GuaranteeBusiness, who: list[Authority], about: str) -> Tasks:
    """Every quarter a look; from its last day on an end: released, extended, or compensated."""
    assert business.checked_on is not None and business.ends_on is not None
    limit = Deadline("check", business.checked_on, QUARTER_DAYS, "calendar", CLAUSE)
    yield Task(
        f"check-{business.checked_on:%Y%m%d}", who, f"保后检查{about}",
        [check_guarantee, warn_guarantee], limit,
    )  # fmt: skip
    yield Task(
        "end", who, f"到期解保、展期或代偿{about}",
        [release_guarantee, extend_guarantee, pay_compensation], clause=CLAUSE,
        since=business.ends_on,
    )  # fmt: skip
    if business.warned:
        yield Wait("已预警风险")
