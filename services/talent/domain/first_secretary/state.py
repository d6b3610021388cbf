"""FirstSecretary (`first-secretary-<village>`): who is first secretary of a village, RZ-2.5.c."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.talent.domain.first_secretary import rules
from shared.kernel.aggregate import Aggregate, refuse, to_organisation, to_party
from shared.schemas.copying import replace
from shared.schemas.talent import first_secretary as secretaries

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class FirstSecretary:
    """Of nobody in office the person is empty; `appraised` are years of who is."""

    town: str = ""
    county: str = ""
    village_name: str = ""
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
    flags: frozenset[str] = frozenset()


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
            named = replace(secretary, town=event.town, county=event.county,
                            village_name=event.village_name)  # fmt: skip
            return _in_office(named, event)
        case secretaries.SecretaryRotated():
            return _in_office(secretary, event)
        case secretaries.RotationPlanned(planned_on=planned_on):
            return replace(secretary, planned_on=planned_on)
        case secretaries.SecretaryRecalled():
            return FirstSecretary(
                town=secretary.town, county=secretary.county,
                village_name=secretary.village_name, decided_by=event.decided_by,
                flags=secretary.flags,
            )  # fmt: skip
        case secretaries.SecretaryAppraised(year=year):
            return replace(secretary, appraised=(*secretary.appraised, year))
        case secretaries.SecretaryTermEnding():
            return replace(secretary, warned=True)
        case secretaries.RotationOverdue():
            return replace(secretary, overdue=True, flags=secretary.flags | {"rotate"})
        case secretaries.FirstSecretaryFlagCleared(key=key):
            return replace(secretary, flags=secretary.flags - {key})
    assert_never(event)


def require_in_office(secretary: FirstSecretary) -> None:
    if not secretary.person:
        refuse(rules.IN_OFFICE)


def _in_office(
    known: FirstSecretary, event: secretaries.SecretaryDispatched | secretaries.SecretaryRotated
) -> FirstSecretary:
    return FirstSecretary(
        town=known.town,
        county=known.county,
        village_name=known.village_name,
        person=event.person,
        sender=event.sender,
        level=event.level,
        started_on=event.started_on,
        until=event.until,
        warn_calendar_days=event.warn_calendar_days,
        decided_by=event.decided_by,
        flags=known.flags,
    )
