"""更正 and 解除 of quota that was sold, and of the money of it (RZ-2.3.h). Money in fen.

Each event says what stood before, why, and who set it right; nothing strikes an entry out.
"""

from datetime import date

from shared.schemas.corrections import corrects
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    DocumentRef,
    Fen,
    FenOrZero,
    Identifier,
    OrganisationId,
    Reason,
    SquareMetres,
    TownId,
    titled,
)
from shared.schemas.land.quota_ledger import QuotaTransferred
from shared.schemas.land.quota_ledger_handover import ProceedsHandedOver
from shared.schemas.land.quota_ledger_proceeds import ProceedsBooked, ProceedsPurpose, ProceedsSpent

CLAUSE = "RZ-2.3.h"


@command_data
class ProceedsFigures:
    """retained = received − investor − released; `handed_over_fen` of it the town has."""

    received_fen: FenOrZero
    investor_fen: FenOrZero
    released_fen: FenOrZero
    retained_fen: FenOrZero
    handed_over_fen: FenOrZero


@event(
    "land",
    clause=CLAUSE,
    title="更正收益入账",
    corrects=[corrects(ProceedsBooked, alike=["entry"])],
)
class ProceedsCorrected:
    town: TownId
    entry: Identifier
    transfer: Identifier
    previous: ProceedsFigures
    corrected: ProceedsFigures
    consent: DocumentRef | None
    reason: Reason
    corrected_by: OrganisationId
    corrected_on: date
    document: DocumentRef


@command_data
class CorrectTransferPrice:
    town: TownId
    transfer: Identifier = titled("流转编号")
    price_fen: Fen = titled("更正后价款（分）")
    reason: Reason = titled("更正理由")
    document: DocumentRef = titled("补充协议或结算文号")


@event(
    "land",
    clause=CLAUSE,
    title="更正流转价款",
    corrects=[corrects(QuotaTransferred, alike=["transfer"])],
)
class TransferPriceCorrected(CorrectTransferPrice):
    previous_fen: Fen
    corrected_by: OrganisationId
    corrected_on: date


@command_data
class CancelTransfer:
    town: TownId
    transfer: Identifier = titled("流转编号")
    reason: Reason = titled("解除理由")
    document: DocumentRef = titled("解除协议文号")


@event("land", clause=CLAUSE, title="解除指标流转")
class QuotaTransferCancelled(CancelTransfer):
    """The quota is back in its lot; the town has first refusal anew."""

    lot: Identifier
    area: SquareMetres
    cancelled_by: OrganisationId
    cancelled_on: date


@command_data
class CorrectProceeds:
    """What was received and let go, all in all; nothing, where it was booked wrongly or given
    back."""

    town: TownId
    entry: Identifier = titled("入账编号")
    received_fen: FenOrZero = titled("更正后到账价款（分）")
    reason: Reason = titled("更正理由")
    document: DocumentRef = titled("更正依据文号")
    released_fen: FenOrZero = titled("镇同意让出（分）", 0)
    consent: DocumentRef | None = titled("镇同意让出的文号", None)


@command_data
class CorrectProceedsHandover:
    """`amount_fen` is what was handed over of the entry, all in all."""

    town: TownId
    entry: Identifier = titled("入账编号")
    amount_fen: FenOrZero = titled("更正后已划转（分）")
    reason: Reason = titled("更正理由")
    document: DocumentRef = titled("更正依据文号")


@event(
    "land",
    clause=CLAUSE,
    title="更正收益划转",
    corrects=[corrects(ProceedsHandedOver, alike=["entry"])],
)
class ProceedsHandoverCorrected(CorrectProceedsHandover):
    """Of the entry `amount_fen` was handed over in all, not `previous_fen`."""

    previous_fen: FenOrZero
    corrected_by: OrganisationId
    corrected_on: date


@command_data
class CorrectSpending:
    town: TownId
    spending: Identifier = titled("支出编号")
    amount_fen: FenOrZero = titled("更正后支出（分）")
    purpose: ProceedsPurpose = titled("用途")
    reason: Reason = titled("更正理由")
    document: DocumentRef = titled("更正依据文号")


@event(
    "land",
    clause=CLAUSE,
    title="更正收益支出",
    corrects=[corrects(ProceedsSpent, alike=["spending"])],
)
class SpendingCorrected(CorrectSpending):
    previous_fen: FenOrZero
    previous_purpose: ProceedsPurpose
    corrected_on: date


Event = (
    ProceedsCorrected | TransferPriceCorrected | QuotaTransferCancelled | ProceedsHandoverCorrected
    | SpendingCorrected
)  # fmt: skip
