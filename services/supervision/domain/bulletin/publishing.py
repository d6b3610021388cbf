"""A bulletin is drafted, filled with the figures of its period, and published (RZ-3.3.c)."""

from datetime import timedelta

from services.supervision.domain.bulletin import rules
from services.supervision.domain.bulletin.figures import score
from services.supervision.domain.bulletin.state import BULLETIN, CLAUSE, Bulletin
from services.supervision.domain.organisations import HOUSING
from shared.kernel.aggregate import (
    COUNTY,
    SYSTEM,
    Context,
    Events,
    refuse,
)
from shared.schemas.supervision import bulletin as bulletins

SCOPES = tuple(bulletins.SCOPES)


def _draft_is_open(bulletin: Bulletin, _: Context) -> None:
    if bulletin.edition:
        refuse(rules.DRAFT_IS_OPEN, edition=bulletin.edition)


def _figures_are_taken(bulletin: Bulletin, _: Context) -> None:
    if not bulletin.filled:
        refuse(rules.FIGURES_ARE_TAKEN)


def _require_issuer(bulletin: Bulletin, context: Context) -> None:
    if context.actor.organisation != bulletin.issuer:
        refuse(rules.ISSUER_ACTS, issuer=bulletin.issuer)


@BULLETIN.command(
    title="拟制通报",
    clause=CLAUSE,
    by=[HOUSING, COUNTY],
    creates=None,
    when=[_draft_is_open],
    numbered="bulletin-{year}",
)
def draft_bulletin(bulletin: Bulletin, cmd: bulletins.DraftBulletin, context: Context) -> Events:
    """Its figures follow by themselves, from what the service knows of the period."""
    by, today = context.actor, context.today
    if bulletin.draft is not None:
        _require_issuer(bulletin, context)
    if cmd.county is not None and cmd.county not in context.registry.counties:
        refuse(rules.COUNTY_IS_KNOWN, county=cmd.county)
    if not cmd.since <= cmd.until < today:
        refuse(rules.PERIOD_IS_OVER, latest=today - timedelta(days=1))
    if cmd.ranks_towns and cmd.approval_ref is None:
        refuse(rules.TOWNS_RANKED_WITH_APPROVAL)
    revision = bulletin.draft.revision + 1 if bulletin.draft else 1
    yield bulletins.BulletinDrafted.of(
        cmd, issuer=by.organisation, author=by.person, revision=revision, drafted_on=today
    )


@BULLETIN.command(title="提取通报数据", clause=CLAUSE, by=[SYSTEM])
def take_bulletin_figures(
    bulletin: Bulletin, cmd: bulletins.TakeBulletinFigures, context: Context
) -> Events:
    """For the newest draft, once; departments are ranked as the draft says, towns with approval."""
    draft = bulletin.draft
    if draft is None or cmd.revision != draft.revision or bulletin.filled:
        return
    towns = cmd.towns if draft.ranks_towns and draft.approval_ref else ()
    yield bulletins.BulletinFiguresTaken(
        cmd.bulletin,
        revision=cmd.revision,
        departments=score(cmd.departments, ranks=draft.ranks_departments),
        towns=score(towns, ranks=True),
    )


@BULLETIN.command(
    title="印发通报",
    clause=CLAUSE,
    by=[HOUSING, COUNTY],
    when=[_require_issuer, _draft_is_open, _figures_are_taken],
)
def publish_bulletin(
    bulletin: Bulletin, cmd: bulletins.PublishBulletin, context: Context
) -> Events:
    draft = bulletin.draft
    assert draft is not None
    if not bulletin.departments:
        refuse(rules.BULLETIN_REPORTS_SOMETHING, since=draft.since, until=draft.until)
    widest = context.parameter("supervision.bulletin_widest_scope")
    if SCOPES.index(cmd.scope) > SCOPES.index(widest):
        refuse(rules.SCOPE_WITHIN_READING, widest=bulletins.SCOPES[widest], widest_en=widest)
    days = context.parameter("supervision.review_request_calendar_days")
    yield bulletins.BulletinPublished.of(
        cmd, edition=1, issuer=draft.issuer, publisher=context.actor.called, title=draft.title,
        since=draft.since, until=draft.until, summary=draft.summary,
        departments=bulletin.departments, towns=bulletin.towns, published_on=context.today,
        review_days=days, county=draft.county, approval_ref=draft.approval_ref,
    )  # fmt: skip
