"""更正 of a town's linked quota: what was measured anew or entered wrongly (RZ-2.3.h).

Each event says what stood before, why, and who set it right. Areas in square metres.
"""

from datetime import date

from shared.schemas.corrections import corrects
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    DocumentRef,
    Flag,
    Identifier,
    OrganisationId,
    Reason,
    SquareMetres,
    SquareMetresOrZero,
    TownId,
    titled,
)
from shared.schemas.land.quota_ledger import QuotaFiled, QuotaGenerated

CLAUSE = "RZ-2.3.h"


@command_data
class CorrectReclamation:
    """`area` is what was accepted of the lot, all in all."""

    town: TownId
    lot: Identifier = titled("复垦地块批次")
    area: SquareMetresOrZero = titled("更正后验收面积（平方米）")
    reason: Reason = titled("更正理由")
    document: DocumentRef = titled("复核文号")


@event(
    "land",
    clause=CLAUSE,
    title="更正复垦验收面积",
    corrects=[corrects(QuotaGenerated, alike=["lot"])],
)
class ReclamationCorrected(CorrectReclamation):
    """The lot's accepted area, all in all; nothing, where it was accepted wrongly."""

    previous_area: SquareMetresOrZero
    corrected_by: OrganisationId
    corrected_on: date


@command_data
class CorrectFiling:
    """`area` is what is filed of the lot, all in all."""

    town: TownId
    lot: Identifier = titled("复垦地块批次")
    area: SquareMetresOrZero = titled("更正后备案面积（平方米）")
    reason: Reason = titled("更正理由")
    document: DocumentRef = titled("备案机关文号")


@event(
    "land", clause=CLAUSE, title="更正指标备案面积", corrects=[corrects(QuotaFiled, alike=["lot"])]
)
class FilingCorrected(CorrectFiling):
    """The lot's filed area, all in all."""

    previous_area: SquareMetresOrZero
    corrected_by: OrganisationId
    corrected_on: date


@command_data
class ReturnQuota:
    """What a need's use does not take. `reopens`: the need still waits for as much."""

    town: TownId
    use: Identifier = titled("使用编号")
    area: SquareMetres = titled("退回面积（平方米）")
    reopens: Flag = titled("需求仍须保障")
    reason: Reason = titled("退回理由")
    document: DocumentRef | None = None


Event = ReclamationCorrected | FilingCorrected
