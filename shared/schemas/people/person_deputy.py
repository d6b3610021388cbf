"""代理 (design): a person who acts for another of the same organisation, from a day until a day."""

from datetime import date

from shared.schemas.duty import Duty
from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    Count,
    DocumentRef,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    titled,
)

CLAUSE = "design"


@command_data
class NameDeputy:
    """`person` acts for `principal` in that person's appointment of the number `appointment`."""

    person: Identifier = titled("代理人", reference="person")
    principal: Identifier
    appointment: Count
    since: date = titled("代理起", usual=TODAY)
    until: date = titled("代理止")
    reason: Reason
    document: DocumentRef | None = None


@event("people", clause=CLAUSE, title="指定代理人")
class DeputyNamed(NameDeputy):
    deputising: Count
    organisation: OrganisationId
    duties: tuple[Duty, ...]
    name: Name = titled("代理人姓名")
    principal_name: Name = titled("被代理人姓名")
    excluding: tuple[Duty, ...] = ()
    named_on: date


@command_data
class EndDeputising:
    person: Identifier = titled("代理人", reference="person")
    deputising: Count
    reason: Reason


@event("people", clause=CLAUSE, title="代理结束")
class DeputisingEnded(EndDeputising):
    """At once."""

    principal: Identifier
    organisation: OrganisationId
    duties: tuple[Duty, ...]
    ended_on: date


Event = DeputyNamed | DeputisingEnded
