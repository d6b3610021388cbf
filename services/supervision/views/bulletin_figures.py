"""通报数据: what each edition of a bulletin told of each handler and, with approval, each town."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from services.supervision.domain.bulletin.state import BULLETIN
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId
from shared.schemas.supervision import bulletin as bulletins
from shared.schemas.supervision import bulletin_review


def _entries(event: Any, _: object) -> Iterable[str]:
    entries = (*event.departments, *event.towns)
    return [f"{event.bulletin}.{event.edition}.{entry.organisation}" for entry in entries]


@view(
    "bulletin-figures",
    title="通报数据",
    key="entry",
    version=2,
    of=BULLETIN,
    carried={"parties": ("issuer", "organisation")},
)
class BulletinFigures(Row):
    """`entry` is `<bulletin>.<edition>.<organisation>`."""

    entry: str = column("通报、版次与单位")
    bulletin: str = column("通报编号")
    edition: int = column("版次")
    organisation: OrganisationId = column("单位")
    issuer: OrganisationId = column("通报单位")
    audience: bulletins.BulletinScope = column("可见范围")
    published_on: date | None = column("印发日期")
    handled: int = column("办理（件）")
    resolved: int = column("销号（件）")
    explained: int = column("解释答复（件，单列）")
    overdue: int = column("逾期（次）")
    reopened: int = column("重办（次）")
    score: int | None = column("得分")
    rank: int | None = column("名次")


@BulletinFigures.on(bulletins.BulletinPublished, bulletin_review.BulletinCorrected, key=_entries)
def told(
    row: BulletinFigures, event: bulletins.BulletinPublished | bulletin_review.BulletinCorrected
) -> BulletinFigures:
    entry = _entry(row, (*event.departments, *event.towns))
    return replace(
        row,
        bulletin=event.bulletin,
        edition=event.edition,
        organisation=entry.organisation,
        issuer=event.issuer,
        audience=event.scope,
        published_on=event.published_on,
        handled=entry.handled,
        resolved=entry.resolved,
        explained=entry.explained,
        overdue=entry.overdue,
        reopened=entry.reopened,
        score=entry.score,
        rank=entry.rank,
    )


def _entry(
    row: BulletinFigures, entries: tuple[bulletins.HandlingFigures, ...]
) -> bulletins.HandlingFigures:
    organisation = row.entry.rpartition(".")[2]
    return next(entry for entry in entries if entry.organisation == organisation)
