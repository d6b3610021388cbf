"""Person 人员 (`person-<person>`): a name and a subject, appointments 任职 and acting 代理.

No sentence of the policy asks for it: it is how the system knows who acts (design).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from shared.kernel.aggregate import Aggregate, to_organisation, to_party
from shared.schemas.copying import replace
from shared.schemas.duty import Duty
from shared.schemas.people import person as persons
from shared.schemas.people import person_agreement, person_appointment, person_deputy


@dataclass(frozen=True, slots=True)
class Term:
    """Days on which duties are held for an organisation, the last one included; without a last
    day, until it is ended. `ended` says that it has been, or has run out."""

    organisation: str
    duties: tuple[Duty, ...]
    since: date
    until: date | None
    ended: bool = False

    def meets(self, since: date, until: date | None) -> bool:
        """Whether there is a day on which both hold."""
        return (
            not self.ended
            and (self.until is None or since <= self.until)
            and (until is None or self.since <= until)
        )

    def covers(self, since: date, until: date) -> bool:
        """Whether it holds on all of those days."""
        return (
            not self.ended and self.since <= since and (self.until is None or until <= self.until)
        )


@dataclass(frozen=True, slots=True)
class Appointment:
    """`notice` are the working days before its end at which its organisation is reminded; `told`
    says that it was; `decided` that its end was decided, so that nobody need be. `lapsed`: its last
    day has passed, and its organisation has said nothing about it yet. `by` is who appointed."""

    term: Term
    notice: int
    by: str
    told: bool = False
    decided: bool = False
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Acting:
    """The duties of another person, in their place."""

    term: Term
    principal: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """That an organisation may appoint the person as well: by whom, and until which day."""

    by: str
    good_until: date


@dataclass(frozen=True, slots=True)
class Person:
    """Appointments and acting by their numbers, which count from 1 and are never used again; and
    what was agreed to and not used, by the organisation that it is for."""

    name: str = ""
    subject: str = ""
    registered_by: str = ""
    removed_on: date | None = None
    appointments: Map[int, Appointment] = Map()
    acting: Map[int, Acting] = Map()
    agreed: Map[str, Agreement] = Map()

    @property
    def organisations(self) -> frozenset[str]:
        """Who registered the person, and whom the person has ever acted for."""
        return frozenset({self.registered_by, *(t.organisation for t in self.terms())})

    @property
    def employers(self) -> list[str]:
        """Whom the person works for, the longest first, or did until a term ran out of which
        nothing was said yet."""
        held = sorted(
            (n, a.term.organisation)
            for n, a in self.appointments.items()
            if a.lapsed or not a.term.ended
        )
        return [organisation for _, organisation in held]

    def terms(self) -> Iterator[Term]:
        yield from (a.term for a in self.appointments.values())
        yield from (a.term for a in self.acting.values())

    def open_appointments(self) -> list[tuple[int, Appointment]]:
        return sorted((n, a) for n, a in self.appointments.items() if not a.term.ended)

    def lapsed_appointments(self) -> list[tuple[int, Appointment]]:
        return sorted((n, a) for n, a in self.appointments.items() if a.lapsed)


PersonEvent = (
    persons.Event | person_agreement.Event | person_appointment.Event | person_deputy.Event
)

PERSON = Aggregate(
    "person",
    Person(),
    key="person",
    title="人员",
    sight=[
        to_organisation("organization"),
        to_organisation("discipline"),
        to_party("organisations"),
    ],
)


@PERSON.evolve
def evolve(state: Person, event: PersonEvent) -> Person:
    match event:
        case persons.PersonRegistered():
            return replace(
                state, name=event.name, subject=event.subject, registered_by=event.registered_by
            )
        case persons.PersonCorrected():
            return replace(state, name=event.name, subject=event.subject)
        case persons.PersonRemoved():  # what was agreed to ends with the rest
            for held in event.appointments:
                state = _end(state, held.number)
            for number in event.deputisings:
                state = _end_acting(state, number)
            return replace(state, agreed=Map(), removed_on=event.removed_on)
        case persons.PersonReinstated():
            return replace(state, removed_on=None)
        case person_agreement.AppointmentAgreed():
            agreement = Agreement(event.agreed_by, event.good_until)
            return replace(state, agreed=state.agreed.set(event.organisation, agreement))
        case person_agreement.AgreementWithdrawn():
            return _no_longer_agreed(state, event.organisation)
        case person_appointment.PersonAppointed():
            term = Term(event.organisation, event.duties, event.since, event.until)
            made = Appointment(term, event.notice_working_days, event.appointed_by)
            return _take_over(state, event.number, made)
        case person_appointment.AppointmentExtended():
            return _change(state, event.number, until=event.until, told=False, decided=False)
        case person_appointment.AppointmentEnded(at_once=True):
            return _end(state, event.number)
        case person_appointment.AppointmentLapsed():
            return _end(state, event.number, lapsed=True)
        case person_appointment.AppointmentEnded():
            return _change(state, event.number, until=event.ends_on, told=True, decided=True)
        case person_appointment.AppointmentEndsSoon():
            return _change(state, event.number, until=event.until, told=True, decided=False)
        case person_deputy.DeputyNamed():
            acting = Acting(
                Term(event.organisation, event.duties, event.since, event.until), event.principal
            )
            return replace(state, acting=state.acting.set(event.deputising, acting))
        case person_deputy.DeputisingEnded():
            return _end_acting(state, event.deputising)
    assert_never(event)


def _change(state: Person, number: int, *, until: date, told: bool, decided: bool) -> Person:
    known = state.appointments[number]
    term = replace(known.term, until=until)
    changed = replace(known, term=term, told=told, decided=decided)
    return replace(state, appointments=state.appointments.set(number, changed))


def _take_over(state: Person, number: int, made: Appointment) -> Person:
    """A new appointment answers for those of its organisation that have lapsed, and uses up what
    others have agreed to."""
    appointments = state.appointments.set(number, made)
    organisation = made.term.organisation
    for n, known in state.lapsed_appointments():
        if known.term.organisation == organisation:
            appointments = appointments.set(n, replace(known, lapsed=False))
    return _no_longer_agreed(replace(state, appointments=appointments), organisation)


def _no_longer_agreed(state: Person, organisation: str) -> Person:
    """Without what was agreed to for an organisation, if anything is left of it: older logs may
    withdraw what a removal had ended."""
    if organisation not in state.agreed:
        return state
    return replace(state, agreed=state.agreed.delete(organisation))


def _end(state: Person, number: int, *, lapsed: bool = False) -> Person:
    known = state.appointments[number]
    ended = replace(
        known, term=replace(known.term, ended=True), lapsed=lapsed and not known.decided
    )
    return replace(state, appointments=state.appointments.set(number, ended))


def _end_acting(state: Person, number: int) -> Person:
    acting = state.acting[number]
    ended = replace(acting, term=replace(acting.term, ended=True))
    return replace(state, acting=state.acting.set(number, ended))
