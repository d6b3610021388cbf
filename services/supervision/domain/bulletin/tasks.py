"""待办: who publishes a draft, and who decides a review of what was published (RZ-3.3.c)."""

from services.supervision.domain.bulletin.publishing import draft_bulletin, publish_bulletin
from services.supervision.domain.bulletin.review import decide_review, decision_limit
from services.supervision.domain.bulletin.state import BULLETIN, CLAUSE, Bulletin
from shared.kernel.aggregate import Over, Task, Tasks, Wait, organisation


@BULLETIN.tasks
def tasks(bulletin: Bulletin) -> Tasks:
    """The issuer publishes once the figures are there; each open review waits for its decider."""
    draft = bulletin.draft
    title = draft.title if draft else ""
    for number, review in bulletin.reviews.items():
        if review.open:
            limit = decision_limit(number, review)
            yield Task(
                limit.key, [organisation(review.asked.decides)], f"对“{title}”的复核申请作出决定",
                [decide_review], limit,
            )  # fmt: skip
    if draft is not None and not bulletin.edition and bulletin.filled:
        yield Task(
            f"publication-{draft.revision}", [organisation(bulletin.issuer)], f"印发“{title}”",
            [publish_bulletin, draft_bulletin], clause=CLAUSE, since=draft.drafted_on,
        )  # fmt: skip
    elif not bulletin.edition:
        yield Wait("待系统提取通报数据")
    else:
        yield Over("已印发")
