"""Review 复核 of a bulletin: asked for by whom it reports on, decided in time, authors recuse."""

from services.supervision.domain.bulletin import rules
from services.supervision.domain.bulletin.figures import correct, score
from services.supervision.domain.bulletin.state import BULLETIN, Bulletin, Review
from services.supervision.domain.organisations import GOV_OFFICE, HOUSING
from shared.kernel.aggregate import (
    ANYONE,
    COUNTY,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    refuse,
)
from shared.schemas.supervision import bulletin as bulletins
from shared.schemas.supervision import bulletin_review
from shared.schemas.words import say

CLAUSE = rules.CLAUSE


@BULLETIN.deadlines
def deadlines(bulletin: Bulletin) -> list[Deadline]:
    """The decision on each review that was asked for, in calendar days from that day."""
    reviews = bulletin.reviews.items()
    return [decision_limit(n, r) for n, r in reviews if r.open and not r.overdue]


def decision_limit(number: int, review: Review) -> Deadline:
    asked = review.asked
    return Deadline(_key(number), asked.requested_on, asked.decision_days, "calendar", CLAUSE)


@BULLETIN.when_passed(clause=CLAUSE)
def review_is_late(bulletin: Bulletin, passed: DeadlinePassed, _: Context) -> Events:
    for n, review in bulletin.reviews.items():
        if passed.key == _key(n) and review.open and not review.overdue:
            asked = review.asked
            yield bulletin_review.BulletinReviewOverdue(
                passed.stream_id, number=n, organisation=asked.organisation,
                decides=asked.decides, due_on=passed.due_on,
            )  # fmt: skip


def _bulletin_is_published(bulletin: Bulletin, _: Context) -> None:
    if not bulletin.edition:
        refuse(rules.BULLETIN_IS_PUBLISHED)


@BULLETIN.command(title="申请复核", clause=CLAUSE, by=[ANYONE], when=[_bulletin_is_published])
def request_review(
    bulletin: Bulletin, cmd: bulletin_review.RequestReview, context: Context
) -> Events:
    """Of the edition that stands, by whom it reports on, in time, once."""
    by, today = context.actor.organisation, context.today
    if by not in bulletin.reported:
        refuse(rules.REPORTED_ON, reported="、".join(bulletin.reported))
    if today > bulletin.last_day_to_ask:
        latest, days = bulletin.last_day_to_ask, bulletin.review_days
        refuse(rules.REVIEW_REQUESTED_IN_TIME, latest=latest, days=days)
    for review in bulletin.reviews.values():
        same = review.open or review.asked.edition == bulletin.edition
        if same and review.asked.organisation == by:
            refuse(rules.REVIEWED_ONCE, requested_on=review.asked.requested_on)
    decides = GOV_OFFICE.id if by == bulletin.issuer else bulletin.issuer
    yield bulletin_review.BulletinReviewRequested.of(
        cmd,
        number=len(bulletin.reviews) + 1,
        edition=bulletin.edition,
        organisation=by,
        decides=decides,
        requested_on=today,
        decision_days=context.parameter("supervision.review_decision_calendar_days"),
    )


@BULLETIN.command(title="复核决定", clause=CLAUSE, by=[HOUSING, COUNTY, GOV_OFFICE])
def decide_review(
    bulletin: Bulletin, cmd: bulletin_review.DecideReview, context: Context
) -> Events:
    """Upheld, it leads to a new edition with all figures; late ones are decided too."""
    by = context.actor
    asked = _require_open_review(bulletin, cmd.organisation).asked
    if by.organisation != asked.decides:
        refuse(rules.RIGHT_BODY_REVIEWS, decides=asked.decides)
    if (by.organisation, by.person) in bulletin.authors:
        refuse(rules.AUTHORS_RECUSE, author=by.person)
    _require_corrections(bulletin, cmd)
    yield bulletin_review.BulletinReviewDecided(
        cmd.bulletin, number=asked.number, organisation=cmd.organisation, upheld=cmd.upheld,
        reason=cmd.reason, decided_by=by.organisation, decider=by.person,
        decided_on=context.today, document=cmd.document,
    )  # fmt: skip
    if cmd.upheld:
        yield _correct_edition(bulletin, asked.number, cmd, context)


def _correct_edition(
    bulletin: Bulletin, number: int, cmd: bulletin_review.DecideReview, context: Context
) -> bulletin_review.BulletinCorrected:
    draft, audience = bulletin.draft, bulletin.audience
    assert draft is not None and audience is not None
    departments = correct(bulletin.departments, cmd.corrections)
    towns = correct(bulletin.towns, cmd.corrections)
    return bulletin_review.BulletinCorrected(
        cmd.bulletin,
        edition=bulletin.edition + 1,
        number=number,
        issuer=bulletin.issuer,
        scope=audience,
        corrections=cmd.corrections,
        summary=cmd.summary or bulletin.summary,
        departments=score(departments, ranks=draft.ranks_departments),
        towns=score(towns, ranks=True),
        published_on=context.today,
        review_days=context.parameter("supervision.review_request_calendar_days"),
    )


def _require_corrections(bulletin: Bulletin, cmd: bulletin_review.DecideReview) -> None:
    """Refuse corrections of what was not reported, or that change nothing."""
    told = {f.organisation: f for f in (*bulletin.departments, *bulletin.towns)}
    for c in cmd.corrections:
        entry = told.get(c.organisation)
        if entry is None or getattr(entry, c.figure) == c.value:
            refuse(
                rules.UPHELD_CORRECTS,
                needs_zh=f"“{c.organisation}”的{say(bulletins.Figure, c.figure)}",
                needs=f"{c.figure} of '{c.organisation}'",
            )
    corrects = bool(cmd.corrections) or cmd.summary not in (None, bulletin.summary)
    if corrects is not cmd.upheld:
        refuse(rules.UPHELD_CORRECTS, needs_zh="是否成立与更正", needs="upheld and corrections")


def _require_open_review(bulletin: Bulletin, organisation: str) -> Review:
    for review in bulletin.reviews.values():
        if review.open and review.asked.organisation == organisation:
            return review
    refuse(rules.REVIEW_IS_OPEN, organisation=organisation)


def _key(number: int) -> str:
    return f"review-{number}"
