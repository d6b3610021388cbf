"""履职清单: a town's duties by its three lists (RZ-2.6.a)."""

from datetime import date

from services.empowerment.domain.duty_list import DUTY_LIST
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.empowerment import duty_list as duties
from shared.schemas.kinds import OrganisationId, TownId


@view("duties", title="履职清单", key="entry", version=1, of=DUTY_LIST)
class Duties(Row):
    """`entry` is `<town>:<duty>`; neither id contains a colon."""

    entry: str = column("镇与事项")
    town: TownId = column("镇", "")
    duty: str = column("履职事项编号", "")
    name: str = column("履职事项", "")
    kind: duties.DutyKind = column("清单类别", "basic")
    organ: OrganisationId = column("责任部门", "")
    legal_basis: str | None = column("法律依据", None)
    listed_on: date | None = column("列入日期", None)


def _entry(event: duties.DutyListed | duties.DutyDropped, _: EventMeta) -> str:
    return f"{event.town}:{event.duty}"


@Duties.on(duties.DutyListed, key=_entry)
def listed(row: Duties, event: duties.DutyListed) -> Duties:
    return replace(
        row, town=event.town, duty=event.duty, name=event.name, kind=event.kind,
        organ=event.organ or "", legal_basis=event.legal_basis, listed_on=event.listed_on,
    )  # fmt: skip


@Duties.on(duties.DutyDropped, key=_entry)
def dropped(row: Duties, event: duties.DutyDropped) -> None:
    return None
