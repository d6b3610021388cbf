"""划转: what a town keeps of its quota's proceeds comes to it in time (RZ-2.3.h). Money in fen."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    Fen,
    Identifier,
    OrganisationId,
    TownId,
    titled,
)

CLAUSE = "RZ-2.3.h"


@event("land", clause=CLAUSE, title="指标收益划转超期")
class ProceedsHandoverOverdue:
    """`amount_fen` of an entry was not handed over by `due_on`; `key` names the entry's limit."""

    town: TownId
    county: CountyId
    entry: Identifier
    key: str
    organisation: OrganisationId
    amount_fen: Fen
    due_on: date


@command_data
class HandOverProceeds:
    town: TownId
    entry: Identifier = titled("入账编号")
    amount_fen: Fen = titled("划转（分）")
    document: DocumentRef = titled("拨款文号")


@event("land", clause=CLAUSE, title="划转指标收益")
class ProceedsHandedOver(HandOverProceeds):
    organisation: OrganisationId
    handed_over_on: date


@command_data
class ClearProceedsFlag:
    town: TownId
    key: str
    issue: Identifier


@event("land", clause="RZ-3.3.c", title="解除指标收益超期预警")
class ProceedsFlagCleared(ClearProceedsFlag):
    pass


Event = ProceedsHandoverOverdue | ProceedsHandedOver | ProceedsFlagCleared
