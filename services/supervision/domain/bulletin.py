"""Bulletin 通报 (`bulletin-<bulletin>`), RZ-3.3.c: drafted, filled from the log, published.

Its review 复核 stands in `bulletin_review`. What was told once stays; a correction is a new edition.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from immutables import Map

from services.supervision.domain import bulletin_rules as rules
from services.supervision.domain.bulletin_figures import Figures, scored
from services.supervision.domain.handling import HOUSING
from shared.kernel.aggregate import (
    COUNTY,
    SYSTEM,
    Aggregate,
    Context,
    refuse,
    to_audience,
    to_party,
)
from shared.schemas.supervision.bulletin import (
    BulletinCorrected,
    BulletinDrafted,
    BulletinFiguresTaken,
    BulletinPublished,
    BulletinReviewDecided,
    BulletinReviewOverdue,
    BulletinReviewRequested,
    BulletinScope,
    DraftBulletin,
    PublishBulletin,
    TakeBulletinFigures,
)

CLAUSE = rules.CLAUSE

Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class Review:
    """`open` until decided."""

    asked: BulletinReviewRequested
    open: bool = True
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Bulletin:
    """`edition` is 0 until published. `authors` are (organisation, person) who made any edition.

    `audience` is the scope it was told in, `parties` the organisations that see it in any case.
    """

    county: str = ""
    issuer: str = ""
    draft: BulletinDrafted | None = None
    authors: frozenset[tuple[str, str]] = frozenset()
    filled: bool = False
    departments: Figures = ()
    towns: Figures = ()
    audience: BulletinScope | None = None
    parties: frozenset[str] = frozenset()
    edition: int = 0
    summary: str = ""
    published_on: date = date.min
    review_days: int = 0
    reviews: Map[int, Review] = Map()

    @property
    def reported(self) -> tuple[str, ...]:
        """Whom the bulletin reports on."""
        return tuple(f.organisation for f in (*self.departments, *self.towns))

    @property
    def last_day_to_ask(self) -> date:
        return self.published_on + timedelta(days=self.review_days)


BULLETIN = Aggregate(
    "bulletin",
    Bulletin(),
    key="bulletin",
    title="通报",
    sight=[to_audience(), to_party("parties")],
)


@BULLETIN.evolve
def evolve(bulletin: Bulletin, event: object) -> Bulletin:
    match event:
        case BulletinDrafted(issuer=issuer, author=author, summary=summary):
            return Bulletin(
                county=event.county or "",
                issuer=issuer,
                parties=frozenset({issuer}),
                draft=event,
                authors=bulletin.authors | {(issuer, author)},
                summary=summary,
            )
        case BulletinFiguresTaken(departments=departments, towns=towns):
            return replace(bulletin, filled=True, departments=departments, towns=towns)
        case BulletinPublished(issuer=issuer, publisher=person):
            authors = bulletin.authors | {(issuer, person)}
            return _told(replace(bulletin, authors=authors), event)
        case BulletinReviewRequested(number=number, decides=decides):
            bulletin = replace(bulletin, parties=bulletin.parties | {decides})
            return _with(bulletin, number, Review(event))
        case BulletinReviewOverdue(number=number):
            late = replace(bulletin.reviews[number], overdue=True)
            return _with(bulletin, number, late)
        case BulletinReviewDecided(number=number, decided_by=by, decider=person):
            bulletin = _with(bulletin, number, replace(bulletin.reviews[number], open=False))
            if event.upheld:
                return replace(bulletin, authors=bulletin.authors | {(by, person)})
        case BulletinCorrected():
            return _told(bulletin, event)
    return bulletin


@BULLETIN.command(title="拟制通报", clause=CLAUSE, by=[HOUSING, COUNTY], creates=None)
def draft_bulletin(bulletin: Bulletin, cmd: DraftBulletin, context: Context) -> Events:
    """Its figures follow by themselves, from what the service knows of the period."""
    by, today = context.actor, context.today
    if bulletin.edition:
        refuse(rules.DRAFT_IS_OPEN, edition=bulletin.edition)
    if bulletin.draft is not None:
        _by_issuer(bulletin, context)
    if cmd.county is not None and cmd.county not in context.registry.counties:
        refuse(rules.COUNTY_IS_KNOWN, county=cmd.county)
    if not cmd.since <= cmd.until < today:
        refuse(rules.PERIOD_IS_OVER, latest=today - timedelta(days=1))
    if cmd.ranks_towns and cmd.approval_ref is None:
        refuse(rules.TOWNS_RANKED_WITH_APPROVAL)
    revision = bulletin.draft.revision + 1 if bulletin.draft else 1
    yield BulletinDrafted(
        cmd.bulletin, by.organisation, by.person, revision, cmd.title, cmd.since, cmd.until,
        cmd.summary, cmd.ranks_departments, cmd.ranks_towns, today, cmd.county, cmd.approval_ref,
    )  # fmt: skip


@BULLETIN.command(title="提取通报数据", clause=CLAUSE, by=[SYSTEM])
def take_bulletin_figures(bulletin: Bulletin, cmd: TakeBulletinFigures, context: Context) -> Events:
    """For the newest draft, once; departments are ranked as the draft says, towns with approval."""
    draft = bulletin.draft
    if draft is None or cmd.revision != draft.revision or bulletin.filled:
        return
    towns = cmd.towns if draft.ranks_towns and draft.approval_ref else ()
    yield BulletinFiguresTaken(
        cmd.bulletin,
        cmd.revision,
        scored(cmd.departments, ranks=draft.ranks_departments),
        scored(towns, ranks=True),
    )


@BULLETIN.command(title="印发通报", clause=CLAUSE, by=[HOUSING, COUNTY])
def publish_bulletin(bulletin: Bulletin, cmd: PublishBulletin, context: Context) -> Events:
    draft = bulletin.draft
    assert draft is not None
    _by_issuer(bulletin, context)
    if bulletin.edition:
        refuse(rules.DRAFT_IS_OPEN, edition=bulletin.edition)
    if not bulletin.filled:
        refuse(rules.FIGURES_ARE_TAKEN)
    if not bulletin.departments:
        refuse(rules.BULLETIN_REPORTS_SOMETHING, since=draft.since, until=draft.until)
    days = context.parameter("supervision.review_request_calendar_days")
    yield BulletinPublished(
        cmd.bulletin, 1, draft.issuer, context.actor.person, cmd.scope, draft.title, draft.since,
        draft.until, draft.summary, bulletin.departments, bulletin.towns, context.today, days,
        draft.county, draft.approval_ref, cmd.document,
    )  # fmt: skip


def _by_issuer(bulletin: Bulletin, context: Context) -> None:
    if context.actor.organisation != bulletin.issuer:
        refuse(rules.ISSUER_ACTS, issuer=bulletin.issuer)


def _with(bulletin: Bulletin, number: int, review: Review) -> Bulletin:
    return replace(bulletin, reviews=bulletin.reviews.set(number, review))


def _told(bulletin: Bulletin, event: BulletinPublished | BulletinCorrected) -> Bulletin:
    reported = {f.organisation for f in (*event.departments, *event.towns)}
    return replace(
        bulletin,
        edition=event.edition,
        audience=event.scope,
        parties=bulletin.parties | reported,
        summary=event.summary,
        departments=event.departments,
        towns=event.towns,
        published_on=event.published_on,
        review_days=event.review_days,
    )
