"""查阅个人信息台账: who was shown what is kept of persons, and when."""

from datetime import datetime

from shared.kernel.commands.readings import READINGS
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, PersonId
from shared.schemas.platform import PersonalDataRead


@view("personal-readings", title="查阅个人信息台账", key="event", version=1, of=READINGS)
class PersonalReadings(Row):
    event: str = column("事件编号")
    at: datetime | None = column("查阅时间", None)
    organisation: OrganisationId = column("单位")
    reader: str = column("查阅人")
    place: str = column("查阅位置")
    persons: tuple[PersonId, ...] = column("人员编号", ())
    exported: bool = column("是否导出", False)


@PersonalReadings.on(PersonalDataRead, key=lambda event, meta: meta.event_id)
def read(row: PersonalReadings, event: PersonalDataRead, meta: EventMeta) -> PersonalReadings:
    return replace(
        row,
        at=meta.effective_at,
        organisation=meta.organisation,
        reader=meta.person,
        place=event.place,
        persons=event.persons,
        exported=event.exported,
    )
