"""任职历史: everything that was ever done to a person's record, by whom and why, for ever."""

from datetime import date

from services.people.domain.person.state import PERSON, PersonEvent
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.duty import Duty
from shared.schemas.kinds import OrganisationId
from shared.schemas.people import person as persons
from shared.schemas.people import person_agreement, person_appointment, person_deputy
from shared.schemas.people.stages import RegisterAct

ACTS: dict[type[object], RegisterAct] = {
    persons.PersonRegistered: "registered",
    persons.PersonCorrected: "corrected",
    persons.PersonRemoved: "removed",
    persons.PersonReinstated: "reinstated",
    person_agreement.AppointmentAgreed: "agreed",
    person_agreement.AgreementWithdrawn: "agreement-withdrawn",
    person_appointment.PersonAppointed: "appointed",
    person_appointment.AppointmentExtended: "extended",
    person_appointment.AppointmentEndsSoon: "ends-soon",
    person_appointment.AppointmentEnded: "ended",
    person_appointment.AppointmentLapsed: "lapsed",
    person_deputy.DeputyNamed: "deputises",
    person_deputy.DeputisingEnded: "deputising-ended",
}


@view(
    "appointment-history",
    title="任职历史",
    key="entry",
    version=3,
    of=PERSON,
    carried={"organisations": ("organisation", "by_organisation")},
)
class AppointmentHistory(Row):
    """`organisation` is the one that the act concerns; none where it concerns the person alone. `by` is
    nobody where a limit passed."""

    entry: str = column("记录")
    person: str = column("人员编号")
    act: RegisterAct = column("事由")
    recorded_on: date | None = column("登记日期")
    organisation: OrganisationId = column("单位")
    duties: list[Duty] = column("职责", factory=list)
    since: date | None = column("起")
    until: date | None = column("止")
    principal: str = column("被代理人")
    reason: str = column("理由")
    by: str = column("办理人")
    by_organisation: OrganisationId = column("办理单位")


@AppointmentHistory.on(
    persons.PersonRegistered,
    persons.PersonCorrected,
    persons.PersonRemoved,
    persons.PersonReinstated,
    person_agreement.AppointmentAgreed,
    person_agreement.AgreementWithdrawn,
    person_appointment.PersonAppointed,
    person_appointment.AppointmentExtended,
    person_appointment.AppointmentEndsSoon,
    person_appointment.AppointmentEnded,
    person_appointment.AppointmentLapsed,
    person_deputy.DeputyNamed,
    person_deputy.DeputisingEnded,
    key=lambda event, meta: f"{event.person}-v{meta.version}",
)
def done(row: AppointmentHistory, event: PersonEvent, meta: EventMeta) -> AppointmentHistory:
    return replace(
        row,
        person=event.person,
        act=ACTS[type(event)],
        recorded_on=meta.effective_at.astimezone(LOCAL_TIME).date(),
        organisation=_concerned(event, meta),
        duties=list(getattr(event, "duties", ())),
        since=getattr(event, "since", None),
        until=getattr(event, "ends_on", getattr(event, "until", None)),
        principal=getattr(event, "principal", ""),
        reason=getattr(event, "reason", None) or "",
        by="" if meta.person == "system" else meta.called,
        by_organisation=meta.organisation,
    )


def _concerned(event: PersonEvent, meta: EventMeta) -> str:
    """What is agreed to concerns who agrees: the other one sees nothing of the person yet."""
    if isinstance(event, person_agreement.Event):
        return meta.organisation
    return getattr(event, "organisation", "")
