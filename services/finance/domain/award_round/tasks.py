"""待办: the organiser leads a round to its end; reviewers score; objections are decided (RZ-2.2.f).

What a town bids is sealed: whether it has bid asks nobody of anything.
"""

from services.finance.domain.award_round.bids import close_scoring, declare_conflict, score_bid
from services.finance.domain.award_round.changes import cancel_round, replace_reviewer
from services.finance.domain.award_round.limits import (
    objection_limit,
    publicity_limit,
    recovery_limit,
)
from services.finance.domain.award_round.result import (
    grant_awards,
    publicise_result,
    resolve_objection,
)
from services.finance.domain.award_round.revoking import recover_award
from services.finance.domain.award_round.state import AWARD_ROUND, CLAUSE, AwardRound
from services.finance.domain.organisations import FINANCE
from shared.kernel.aggregate import Over, Task, Tasks, Wait, money, organisation


@AWARD_ROUND.tasks
def tasks(round: AwardRound) -> Tasks:
    """The next step of the round, and every open objection by who decides it."""
    owed = {town: owed for town, owed in round.owed.items() if owed.fen}
    for town, of_town in sorted(owed.items()):
        yield Task(
            f"recovery-{town}", [FINANCE], f"追回被撤销的奖补，尚有 {money(of_town.fen)}",
            [recover_award], recovery_limit(town, of_town), town=town,
        )  # fmt: skip
    if round.stage in ("granted", "cancelled"):
        if not owed:
            yield Over("已授予" if round.stage == "granted" else "已流标")
        return
    for id, objection in round.objections.items():
        if objection.open:
            yield Task(
                f"objection-{id}", [organisation(objection.decides)], "处理对奖补评选的异议",
                [resolve_objection], objection_limit(id, objection), apart=True,
            )  # fmt: skip
    again = f"-{round.publicity}" if round.publicity else ""
    if round.stage == "open":
        for reviewer in round.reviewers:
            yield Task(
                f"scoring-{reviewer.reviewer}{again}", [organisation(reviewer.organisation)],
                f"评审人{reviewer.person}在申报截止后评分，有利害关系的回避",
                [score_bid, declare_conflict], clause=CLAUSE, since=round.bids_until,
            )  # fmt: skip
        yield Task(
            f"close-scoring{again}", [FINANCE], "评分完成后结束评分",
            [close_scoring, replace_reviewer, cancel_round], clause=CLAUSE, since=round.bids_until,
        )  # fmt: skip
    elif round.stage == "scored":
        yield Task(
            f"publicise{again}", [FINANCE], "公示评选结果", [publicise_result], clause=CLAUSE
        )
    elif not round.publicity_over:
        yield Wait("公示期间，可提出异议", publicity_limit(round))
    elif round.open_objections:
        yield Wait("异议处理完毕后授予")
    else:
        yield Task(f"grant{again}", [FINANCE], "授予奖补", [grant_awards], clause=CLAUSE)
