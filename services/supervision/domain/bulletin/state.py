"""Bulletin 通报 (`bulletin-<bulletin>`), RZ-3.3.c: drafted, filled from the log, published.

What was told once stays; a correction is a new edition.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from immutables import Map

from services.supervision.domain.bulletin import rules
from services.supervision.domain.bulletin.figures import Figures
from shared.kernel.aggregate import (
    Aggregate,
    to_audience,
    to_party,
)
from shared.schemas.copying import replace
from shared.schemas.supervision import bulletin as bulletins
from shared.schemas.supervision import bulletin_review

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class Review:
    """`open` until decided."""

    asked: bulletin_review.BulletinReviewRequested
    open: bool = True
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Bulletin:
    """`edition` is 0 until published. `authors` are (organisation, person) who made any edition.

    `audience` is the scope it was told in, `parties` the organisations that see it in any case.
    """

    county: str = ""
    issuer: str = ""
    draft: bulletins.BulletinDrafted | None = None
    authors: frozenset[tuple[str, str]] = frozenset()
    filled: bool = False
    departments: Figures = ()
    towns: Figures = ()
    audience: bulletins.BulletinScope | None = None
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


BulletinEvent = bulletins.Event | bulletin_review.Event

BULLETIN = Aggregate(
    "bulletin",
    Bulletin(),
    key="bulletin",
    title="通报",
    sight=[to_audience(), to_party("parties")],
)


@BULLETIN.evolve
def evolve(bulletin: Bulletin, event: BulletinEvent) -> Bulletin:
    match event:
        case bulletins.BulletinDrafted(issuer=issuer, author=author, summary=summary):
            return Bulletin(
                county=event.county or "",
                issuer=issuer,
                parties=frozenset({issuer}),
                draft=event,
                authors=bulletin.authors | {(issuer, author)},
                summary=summary,
            )
        case bulletins.BulletinFiguresTaken(departments=departments, towns=towns):
            return replace(bulletin, filled=True, departments=departments, towns=towns)
        case bulletins.BulletinPublished(issuer=issuer, publisher=person):
            authors = bulletin.authors | {(issuer, person)}
            return _publish(replace(bulletin, authors=authors), event)
        case bulletin_review.BulletinReviewRequested(number=number, decides=decides):
            bulletin = replace(bulletin, parties=bulletin.parties | {decides})
            return _with(bulletin, number, Review(event))
        case bulletin_review.BulletinReviewOverdue(number=number):
            late = replace(bulletin.reviews[number], overdue=True)
            return _with(bulletin, number, late)
        case bulletin_review.BulletinReviewDecided(number=number, decided_by=by, decider=person):
            bulletin = _with(bulletin, number, replace(bulletin.reviews[number], open=False))
            authors = bulletin.authors | ({(by, person)} if event.upheld else set())
            return replace(bulletin, authors=authors)
        case bulletin_review.BulletinCorrected():
            return _publish(bulletin, event)
    assert_never(event)


def _with(bulletin: Bulletin, number: int, review: Review) -> Bulletin:
    return replace(bulletin, reviews=bulletin.reviews.set(number, review))


def _publish(
    bulletin: Bulletin, event: bulletins.BulletinPublished | bulletin_review.BulletinCorrected
) -> Bulletin:
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
