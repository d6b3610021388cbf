"""盘活批次: stock land revitalised by batch and class, with support in formalities (RZ-2.3.c)."""

from datetime import date
from typing import Annotated

from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    DocumentRef,
    Identifier,
    Name,
    OrganisationId,
    ProjectId,
    Reason,
    SquareMetres,
    Text,
    TownId,
    titled,
)
from shared.schemas.land.parcel import ParcelClass
from shared.schemas.words import called

CLAUSE = "RZ-2.3.c"

Measure = Annotated[
    str,
    called(
        Identifier,
        "盘活措施",
        {
            "supply": "供应",
            "adjust-plan": "调整规划",
            "withdraw-approval": "撤回批准",
            "extend": "延期开发",
            "adjust-use": "调整用途",
            "temporary-use": "临时使用",
            "swap": "置换",
            "buy-back": "协议收回",
            "recover": "无偿收回",
            "redevelop": "再开发",
            "transfer": "转让",
        },
    ),
]


@command_data
class PlannedMeasure:
    """A parcel and the measure of its class, by the ids of the parameter's list."""

    parcel: Identifier
    measure: Measure


@command_data
class BatchItem:
    parcel: Identifier
    parcel_class: ParcelClass
    measure: Measure
    area: SquareMetres


@event("land", clause=CLAUSE, title="拟定盘活批次")
class BatchPlanned:
    batch: Identifier
    town: TownId
    items: list[BatchItem]
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="地块盘活")
class ParcelRevitalised:
    batch: Identifier
    town: TownId
    parcel: Identifier
    parcel_class: ParcelClass
    measure: Measure
    area: SquareMetres
    project: ProjectId | None
    revitalised_on: date
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="批次盘活完成")
class BatchCompleted:
    batch: Identifier
    town: TownId
    completed_on: date


@command_data
class PlanBatch:
    batch: Identifier
    town: TownId
    measures: list[PlannedMeasure] = titled("地块与措施")
    document: DocumentRef | None = None


@command_data
class ApproveBatch:
    batch: Identifier
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="批准盘活批次")
class BatchApproved(ApproveBatch):
    town: TownId
    approved_on: date


@command_data
class WithdrawBatch:
    batch: Identifier
    reason: Reason


@event("land", clause=CLAUSE, title="撤回盘活批次")
class BatchWithdrawn(WithdrawBatch):
    town: TownId


@command_data
class ReleaseParcel:
    """Out of its batch, which goes on without it."""

    batch: Identifier
    parcel: Identifier
    reason: Reason = titled("移出理由")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="地块移出批次")
class ParcelReleasedFromBatch(ReleaseParcel):
    """It stays stock, and may stand in another batch."""

    town: TownId
    area: SquareMetres
    released_on: date


@command_data
class RecordFormalitySupport:
    batch: Identifier
    parcel: Identifier
    formality: Name = titled("办理事项")
    support: Text = titled("支持措施")


@event("land", clause=CLAUSE, title="手续办理支持")
class FormalitySupported(RecordFormalitySupport):
    town: TownId
    organisation: OrganisationId
    supported_on: date


@command_data
class RecordRevitalisation:
    """`project` is the one that uses the parcel now, if any."""

    batch: Identifier
    parcel: Identifier
    revitalised_on: date = titled("盘活日期", usual=TODAY)
    project: ProjectId | None = None
    document: DocumentRef | None = None


Event = (
    BatchPlanned | ParcelRevitalised | BatchCompleted | BatchApproved | BatchWithdrawn
    | ParcelReleasedFromBatch | FormalitySupported
)  # fmt: skip
