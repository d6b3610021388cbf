"""不相容职责台账: who was given duties that exclude each other, where that is told and not refused."""

from collections.abc import Iterable
from datetime import date

from services.people.domain.person.state import PERSON
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.duty import Duty
from shared.schemas.kinds import OrganisationId
from shared.schemas.people import person_appointment, person_deputy

Excluding = (
    person_appointment.PersonAppointed
    | person_appointment.AppointmentExtended
    | person_deputy.DeputyNamed
)


def _if_any(event: Excluding, meta: EventMeta) -> Iterable[str]:
    return (meta.event_id,) if event.excluding else ()


@view(
    "excluding-duties",
    title="不相容职责台账",
    key="event",
    version=1,
    of=PERSON,
    carried={"organisations": ("organisation",)},
    doubt="一人兼任不相容职责",
)
class ExcludingDuties(Row):
    event: str = column("事件编号")
    person: str = column("人员编号")
    organisation: OrganisationId = column("单位")
    excluding: list[Duty] = column("不相容职责", factory=list)
    until: date | None = column("止")
    recorded_on: date | None = column("登记日期")
    by: str = column("办理人")
    stream: str = column("案卷")


@ExcludingDuties.on(
    person_appointment.PersonAppointed,
    person_appointment.AppointmentExtended,
    person_deputy.DeputyNamed,
    key=_if_any,
)
def held(row: ExcludingDuties, event: Excluding, meta: EventMeta) -> ExcludingDuties:
    return replace(
        row,
        person=event.person,
        organisation=event.organisation,
        excluding=list(event.excluding),
        until=event.until,
        recorded_on=meta.effective_at.date(),
        by=meta.called,
        stream=meta.stream,
    )
