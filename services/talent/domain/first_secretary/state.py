"""FirstSecretary (`first-secretary-<village>`): who is first secretary of a village, RZ-2.5.c."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from services.talent.domain.first_secretary import rules
from shared.kernel.aggregate import Aggregate, refuse, to_organisation, to_party
from shared.schemas.talent import first_secretary as secretaries

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class FirstSecretary:
    """Of nobody in office the person is empty; `appraised` are years of who is."""

    town: str = ""
    county: str = ""
    person: str = ""
    sender: str = ""
    level: str = ""
    started_on: date | None = None
    until: date | None = None
    warn_calendar_days: int = 0
    decided_by: str = ""
    warned: bool = False
    overdue: bool = False
    planned_on: date | None = None
    appraised: tuple[int, ...] = ()


FIRST_SECRETARY = Aggregate(
    "first-secretary",
    FirstSecretary(),
    key="village",
    title="第一书记",
    sight=[
        to_organisation("organization"),
        to_party("town"),
        to_party("sender"),
        to_party("decided_by"),
    ],
)


@FIRST_SECRETARY.evolve
def evolve(secretary: FirstSecretary, event: secretaries.Event) -> FirstSecretary:
    match event:
        case secretaries.SecretaryDispatched():
            return _in_office(event, event.town, event.county)
        case secretaries.SecretaryRotated():
            return _in_office(event, secretary.town, secretary.county)
        case secretaries.RotationPlanned(planned_on=planned_on):
            return replace(secretary, planned_on=planned_on)
        case secretaries.SecretaryRecalled():
            return FirstSecretary(
                town=secretary.town, county=secretary.county, decided_by=event.decided_by
            )
        case secretaries.SecretaryAppraised(year=year):
            return replace(secretary, appraised=(*secretary.appraised, year))
        case secretaries.SecretaryTermEnding():
            return replace(secretary, warned=True)
        case secretaries.RotationOverdue():
            return replace(secretary, overdue=True)
    assert_never(event)


def require_in_office(secretary: FirstSecretary) -> None:
    if not secretary.person:
        refuse(rules.IN_OFFICE)


def _in_office(
    event: secretaries.SecretaryDispatched | secretaries.SecretaryRotated, town: str, county: str
) -> FirstSecretary:
    return FirstSecretary(
        town=town,
        county=county,
        person=event.person,
        sender=event.sender,
        level=event.level,
        started_on=event.started_on,
        until=event.until,
        warn_calendar_days=event.warn_calendar_days,
        decided_by=event.decided_by,
    )
