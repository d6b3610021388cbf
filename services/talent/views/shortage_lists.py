"""急需紧缺人才目录台账: each edition's items (RZ-2.5.e)."""

from datetime import date

from services.talent.domain.shortage_list import SHORTAGE_LIST
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import DocumentRef
from shared.schemas.talent import shortage_list as lists


@view("shortage-lists", title="急需紧缺人才目录", key="shortage_list", version=2, of=SHORTAGE_LIST)
class ShortageLists(Row):
    shortage_list: str = column("目录编号")
    year: int = column("年度")
    edition: int = column("版次", 0)
    items: tuple[str, ...] = column("条目", ())
    published_on: date | None = column("发布日期", None)
    document: DocumentRef = column("文号", "")


@ShortageLists.on(lists.ShortageListPublished)
def published(row: ShortageLists, event: lists.ShortageListPublished) -> ShortageLists:
    return replace(
        row,
        year=event.year,
        edition=event.edition,
        items=tuple(f"{one.speciality}（{one.item}）" for one in event.items),
        published_on=event.published_on,
        document=event.document,
    )
