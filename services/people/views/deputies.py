"""代理台账: who acts or acted for whom, in which duties, from when until when."""

from collections.abc import Iterable
from datetime import date

from services.people.domain.person.state import PERSON
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.duty import Duty
from shared.schemas.kinds import OrganisationId
from shared.schemas.people import person as persons
from shared.schemas.people import person_deputy
from shared.schemas.people.stages import Standing


@view(
    "deputies",
    title="代理台账",
    key="acting",
    version=1,
    of=PERSON,
    carried={"organisations": ("organisation",)},
    indexed=["person"],
)
class Deputies(Row):
    """`appointment` is the number of the principal's appointment whose duties these are."""

    acting: str = column("代理")
    person: str = column("代理人")
    name: str = column("代理人姓名")
    deputising: int = column("代理序号")
    principal: str = column("被代理人")
    principal_name: str = column("被代理人姓名")
    appointment: int = column("被代理的任职序号")
    organisation: OrganisationId = column("单位")
    duties: list[Duty] = column("职责", factory=list)
    since: date | None = column("代理起")
    until: date | None = column("代理止")
    standing: Standing = column("状态", "held")
    reason: str = column("理由")


DEPUTIES = totals(
    "deputies",
    "Those who act for others, by state and organisation",
    of=Deputies,
    by=("standing", "organisation"),
)


@Deputies.on(person_deputy.DeputyNamed, key=lambda event, _: f"{event.person}-{event.deputising}")
def named(row: Deputies, event: person_deputy.DeputyNamed) -> Deputies:
    return replace(
        row,
        person=event.person,
        name=event.name,
        deputising=event.deputising,
        principal=event.principal,
        principal_name=event.principal_name,
        appointment=event.appointment,
        organisation=event.organisation,
        duties=list(event.duties),
        since=event.since,
        until=event.until,
        reason=event.reason,
    )


@Deputies.on(
    person_deputy.DeputisingEnded, key=lambda event, _: f"{event.person}-{event.deputising}"
)
def ended(row: Deputies, event: person_deputy.DeputisingEnded) -> Deputies:
    return replace(row, standing="ended", until=_no_later(row, event.ended_on), reason=event.reason)


def _of_all(event: persons.PersonRemoved, _: EventMeta) -> Iterable[str]:
    return [f"{event.person}-{number}" for number in event.deputisings]


@Deputies.on(persons.PersonRemoved, key=_of_all)
def removed(row: Deputies, event: persons.PersonRemoved) -> Deputies:
    return replace(
        row, standing="removed", until=_no_later(row, event.removed_on), reason=event.reason
    )


def _no_later(row: Deputies, day: date) -> date:
    return min(day, row.until or day)
