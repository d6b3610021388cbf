"""A person's record, as the tests of the register begin with it."""

from dataclasses import replace
from datetime import date, timedelta

from services.people.domain.person.state import PERSON
from services.people.domain.sign_in import sign_in_id
from shared.schemas.duty import Duty
from shared.schemas.people.person import PersonRegistered, RegisterPerson
from shared.schemas.people.person_agreement import AgreeToAppointment, AppointmentAgreed
from shared.schemas.people.person_appointment import AppointPerson, PersonAppointed
from shared.schemas.people.person_deputy import DeputyNamed, NameDeputy
from shared.schemas.people.sign_in import SignInTaken
from tests.given import NOON, Given, Outcome, given

TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)
SUMMER = date(2024, 8, 31)
KEEPER = ("administrator",)

REGISTER = RegisterPerson("p1", name="演示-甲", subject="sub-1")
REGISTERED = PersonRegistered.of(REGISTER, registered_by="finance", registered_on=TODAY)
TAKEN = SignInTaken(sign_in_id("sub-1"), person="p1")
APPOINT = AppointPerson("p1", duties=("handler",), since=TODAY)

AGREE = AgreeToAppointment("p1", organisation="taoluo", reason="借用三个月")
AGREED = AppointmentAgreed.of(AGREE, agreed_by="finance", good_until=TODAY + timedelta(days=30))
"""Finance lets the town of Taoluo appoint p1 as well."""


def appointed(
    *duties: Duty, number: int = 1, organisation: str = "finance", until: date | None = None
) -> PersonAppointed:
    return PersonAppointed(
        "p1", number=number, organisation=organisation, name="演示-甲", duties=duties or ("handler",),
        since=TODAY, until=until, notice_working_days=20, appointed_by=organisation,
        appointed_on=TODAY,
    )  # fmt: skip


HANDLER = appointed()
UNTIL_SUMMER = appointed(until=SUMMER)
OF_ANOTHER = replace(appointed("approver"), person="p2", name="演示-乙")
"""The appointment of another person, p2, for whom p1 may act."""
NAME = NameDeputy("p1", principal="p2", appointment=1, since=TODAY, until=TOMORROW, reason="培训")
NAMED = DeputyNamed.of(
    NAME, deputising=1, organisation="finance", duties=("approver",), name="演示-甲",
    principal_name="演示-乙", named_on=TODAY,
)  # fmt: skip


def record(*events: object) -> Given:
    """The record of p1, registered by finance, after these events."""
    return given(PERSON, "p1", REGISTERED, *events)


def say(story: Given, command: object, by: str = "finance") -> Outcome:
    """An administrator of an organisation gives a command."""
    return story.when(command, by=by, duties=KEEPER)


def beside(story: Given, *events: object) -> Given:
    """The record of p2 besides, registered too."""
    other = replace(REGISTERED, person="p2", name="演示-乙", subject="sub-2")
    return story.and_given(PERSON, "p2", other, *events)
