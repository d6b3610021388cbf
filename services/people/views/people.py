"""人员名册: who is on the register, by which subject they sign in, since when."""

from datetime import date

from services.people.domain.person.state import PERSON
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId
from shared.schemas.people import person as persons
from shared.schemas.people import person_appointment, person_deputy
from shared.schemas.people.stages import PersonStanding


@view(
    "people",
    title="人员名册",
    key="person",
    version=1,
    of=PERSON,
    carried={"organisations": ("registered_by", "concerned")},
    indexed=["subject"],
)
class People(Row):
    """`concerned` are the organisations that the person has ever acted for."""

    person: str = column("人员编号")
    name: str = column("姓名")
    subject: str = column("登录标识")
    standing: PersonStanding = column("状态", "registered")
    registered_by: OrganisationId = column("登记单位")
    registered_on: date | None = column("登记日期")
    removed_on: date | None = column("注销日期")
    reason: str = column("注销或恢复理由")
    concerned: list[OrganisationId] = column("任职单位", factory=list)


PERSONS = totals(
    "persons",
    "People on the register, by state and who registered them",
    of=People,
    by=("standing", "registered_by"),
)


@People.on(persons.PersonRegistered)
def registered(row: People, event: persons.PersonRegistered) -> People:
    return replace(
        row,
        name=event.name,
        subject=event.subject,
        registered_by=event.registered_by,
        registered_on=event.registered_on,
    )


@People.on(persons.PersonCorrected)
def corrected(row: People, event: persons.PersonCorrected) -> People:
    return replace(row, name=event.name, subject=event.subject)


@People.on(person_appointment.PersonAppointed, person_deputy.DeputyNamed)
def concerned(
    row: People, event: person_appointment.PersonAppointed | person_deputy.DeputyNamed
) -> People:
    return replace(row, concerned=sorted({*row.concerned, event.organisation}))


@People.on(persons.PersonRemoved)
def removed(row: People, event: persons.PersonRemoved) -> People:
    return replace(row, standing="removed", removed_on=event.removed_on, reason=event.reason)


@People.on(persons.PersonReinstated)
def reinstated(row: People, event: persons.PersonReinstated) -> People:
    return replace(row, standing="registered", removed_on=None, reason=event.reason)
