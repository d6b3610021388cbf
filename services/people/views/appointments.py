"""人员任职台账: which person holds which duty for which organisation, from when until when.

Who held a duty on a day: `duty=…&since__lte=DAY&counts_until__gte=DAY`; what was known of it then:
the same with `as_of`.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from services.people.domain.person.state import PERSON
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.checked import LAST_DAY
from shared.schemas.duty import Duty
from shared.schemas.kinds import OrganisationId
from shared.schemas.people import person as persons
from shared.schemas.people import person_appointment
from shared.schemas.people.stages import Standing


@view(
    "appointments",
    title="人员任职台账",
    key="holding",
    version=1,
    of=PERSON,
    carried={"organisations": ("organisation",)},
    indexed=["person"],
)
class Appointments(Row):
    """One row a duty. `until` is the last day, as the appointment says; `counts_until` the last
    on which it held or will hold, the end of all days where there is none."""

    holding: str = column("任职")
    person: str = column("人员编号")
    name: str = column("姓名")
    organisation: OrganisationId = column("单位")
    duty: Duty = column("职责")
    post: str = column("职务")
    number: int = column("任职序号")
    since: date | None = column("任职起")
    until: date | None = column("任职止")
    counts_until: date = column("计至", LAST_DAY)
    standing: Standing = column("状态", "held")
    ends_soon: bool = column("是否即将届满")
    appointed_on: date | None = column("任命日期")
    appointed_by: OrganisationId = column("任命单位")
    document: str = column("文号")
    excluding: bool = column("是否兼任不相容职责")
    reason: str = column("离任或注销理由")


STANDINGS = figure(
    "appointments", "任职情况", of=Appointments, by=("organisation", "standing"), counts="任职数",
)  # fmt: skip

HELD = totals(
    "appointments",
    "Duties given, by state and organisation",
    of=Appointments,
    by=("standing", "organisation"),
)
ENDING = totals(
    "appointments_ending",
    "Duties that end soon, by organisation",
    of=Appointments,
    by=("organisation",),
    where={"ends_soon": (True,)},
)
EXCLUDING = totals(
    "appointments_excluding",
    "Duties held by one who holds another that excludes them, by organisation",
    of=Appointments,
    by=("organisation",),
    where={"excluding": (True,), "standing": ("held",)},
)


def _rows(person: str, number: int, duties: Iterable[Duty]) -> list[str]:
    return [f"{person}-{number}-{duty}" for duty in duties]


def _of_appointment(event: person_appointment.Event, _: EventMeta) -> list[str]:
    return _rows(event.person, event.number, event.duties)


def _of_all(event: persons.PersonCorrected | persons.PersonRemoved, _: EventMeta) -> list[str]:
    return [
        key for held in event.appointments for key in _rows(event.person, held.number, held.duties)
    ]


@Appointments.on(person_appointment.PersonAppointed, key=_of_appointment)
def appointed(row: Appointments, event: person_appointment.PersonAppointed) -> Appointments:
    duty = next(d for d in event.duties if row.holding.endswith(f"-{d}"))
    return replace(
        row,
        person=event.person,
        name=event.name,
        organisation=event.organisation,
        duty=duty,
        post=event.post or "",
        number=event.number,
        since=event.since,
        until=event.until,
        counts_until=event.until or LAST_DAY,
        appointed_on=event.appointed_on,
        appointed_by=event.appointed_by,
        document=event.document or "",
        excluding=duty in event.excluding,
    )


@Appointments.on(person_appointment.AppointmentExtended, key=_of_appointment)
def extended(row: Appointments, event: person_appointment.AppointmentExtended) -> Appointments:
    return replace(
        row,
        until=event.until,
        counts_until=event.until,
        ends_soon=False,
        reason="",
        excluding=row.duty in event.excluding,
    )


@Appointments.on(person_appointment.AppointmentEnded, key=_of_appointment)
def ended(row: Appointments, event: person_appointment.AppointmentEnded) -> Appointments:
    standing: Standing = "ended" if event.at_once else row.standing
    until = _last(row, event.ends_on)
    return replace(
        row, until=until, counts_until=until, ends_soon=False, standing=standing,
        reason=event.reason,
    )  # fmt: skip


@Appointments.on(person_appointment.AppointmentEndsSoon, key=_of_appointment)
def ends_soon(row: Appointments, event: person_appointment.AppointmentEndsSoon) -> Appointments:
    return replace(row, ends_soon=True)


@Appointments.on(person_appointment.AppointmentLapsed, key=_of_appointment)
def lapsed(row: Appointments, event: person_appointment.AppointmentLapsed) -> Appointments:
    return replace(row, standing="ended", ends_soon=False)


@Appointments.on(persons.PersonRemoved, key=_of_all)
def removed(row: Appointments, event: persons.PersonRemoved) -> Appointments:
    until = _last(row, event.removed_on)
    return replace(
        row, until=until, counts_until=until, ends_soon=False, standing="removed",
        reason=event.reason,
    )  # fmt: skip


@Appointments.on(persons.PersonCorrected, key=_of_all)
def corrected(row: Appointments, event: persons.PersonCorrected) -> Appointments:
    return replace(row, name=event.name)


def _last(row: Appointments, day: date) -> date:
    """The last day on which it held. What ends before it began held on no day."""
    return max(day, row.since - timedelta(days=1)) if row.since else day
