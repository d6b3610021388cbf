"""企业债券 of key construction projects (RZ-2.2.i). Money in fen."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    DocumentRef,
    Fen,
    Flag,
    Identifier,
    Name,
    ProjectId,
    TownId,
    titled,
)

CLAUSE = "RZ-2.2.i"


@command_data
class RegisterCorporateBond:
    bond: Identifier = titled("债券编号", reference="corporate-bond")
    project: ProjectId
    amount_fen: Fen
    document: DocumentRef
    issuer: Name = titled("发行企业")
    issued_on: date = titled("发行日期", usual=TODAY)
    government_guarantee: Flag = titled("政府是否担保")


@event("finance", clause=CLAUSE, title="登记企业债券")
class CorporateBondRegistered(RegisterCorporateBond):
    town: TownId


Event = CorporateBondRegistered
