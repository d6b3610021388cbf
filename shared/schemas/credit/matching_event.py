"""对接会: banks and borrowers meet; what was signed there is fulfilled later (RZ-2.4.a)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    DocumentRef,
    Fen,
    Identifier,
    Name,
    OrganisationId,
    TownId,
    titled,
)

CLAUSE = "RZ-2.4.a"


@command_data
class Signing:
    """What one institution signed with one borrower."""

    signing: Identifier
    institution: Identifier
    town: TownId
    borrower: Identifier
    amount_fen: Fen = titled("签约金额（分）")
    demand: Identifier | None = None


@command_data
class HoldMatchingEvent:
    matching: Identifier
    title: Name
    held_on: date
    attended: Count = titled("参会主体数", unit="count")
    signings: list[Signing]
    document: DocumentRef | None = None


@event("credit", clause=CLAUSE, title="举办对接会")
class MatchingEventHeld(HoldMatchingEvent):
    held_by: OrganisationId


@command_data
class AddSigning:
    """One more of what was signed there, as the meeting's list says."""

    matching: Identifier
    signing: Identifier
    institution: Identifier
    town: TownId
    borrower: Identifier
    amount_fen: Fen = titled("签约金额（分）")
    demand: Identifier | None = None


@event("credit", clause=CLAUSE, title="登记对接会签约")
class SigningAdded(AddSigning):
    title: Name
    held_on: date
    entered_by: OrganisationId


@command_data
class RecordFulfilment:
    """Money that came of a signing, in part or whole."""

    matching: Identifier
    signing: Identifier
    amount_fen: Fen = titled("履约放款（分）")
    fulfilled_on: date


@event("credit", clause=CLAUSE, title="登记签约履约")
class SigningFulfilled(RecordFulfilment):
    institution: Identifier
    town: TownId
    fulfilled_fen: Fen = titled("累计履约（分）")
    entered_by: OrganisationId


Event = MatchingEventHeld | SigningAdded | SigningFulfilled
