"""What a town claims of its 新增财力, and its hand-over 划转 in time (RZ-2.2.e). Money in fen."""

from datetime import date

from shared.schemas.corrections import corrects
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    Days,
    DocumentRef,
    Fen,
    FenOrZero,
    Identifier,
    OrganisationId,
    Reason,
    TownId,
    Year,
    titled,
)

CLAUSE = "RZ-2.2.e"


@event("finance", clause=CLAUSE, title="新增财力划转超期")
class IncrementHandoverOverdue:
    """`amount_fen` of a claim was not handed over by `due_on`; `key` names the claim."""

    town: TownId
    county: CountyId
    year: Year
    claim: Count
    key: str
    organisation: OrganisationId
    amount_fen: Fen
    due_on: date


@command_data
class ClaimIncrement:
    town: TownId
    year: Year
    amount_fen: Fen
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="申领新增财力")
class IncrementClaimed(ClaimIncrement):
    """The town's claims count from 1. `owner` hands it over within `handover_days`; `offset_fen`
    of it the town has already, from another year."""

    claim: Count | None = None
    claimed_on: date | None = None
    handover_days: Days | None = None
    owner: OrganisationId | None = None
    offset_fen: FenOrZero = 0


@command_data
class CorrectIncrementClaim:
    """By the claim's number; a larger claim is claimed besides."""

    town: TownId
    claim: Count = titled("第几次申领")
    amount_fen: FenOrZero = titled("更正后申领（分）")
    reason: Reason = titled("更正理由")
    document: DocumentRef | None = None


@event(
    "finance",
    clause=CLAUSE,
    title="更正新增财力申领",
    corrects=[corrects(IncrementClaimed, alike=["claim"])],
)
class IncrementClaimCorrected(CorrectIncrementClaim):
    """A claim was too large, or made by mistake: it is `amount_fen`, all in all."""

    year: Year
    previous_fen: Fen
    corrected_on: date


@command_data
class HandOverIncrement:
    town: TownId
    year: Year
    amount_fen: Fen
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="新增财力划转")
class IncrementHandedOver(HandOverIncrement):
    organisation: OrganisationId
    handed_over_on: date


@command_data
class CorrectIncrementHandover:
    """`amount_fen` is what was handed over of the year, all in all."""

    town: TownId
    year: Year
    amount_fen: FenOrZero = titled("已划转合计（分）")
    reason: Reason = titled("更正理由")
    document: DocumentRef | None = None


@event(
    "finance",
    clause=CLAUSE,
    title="更正新增财力划转",
    corrects=[corrects(IncrementHandedOver, alike=["year"])],
)
class IncrementHandoverCorrected(CorrectIncrementHandover):
    """Of the year `amount_fen` was handed over in all, not `previous_fen`.

    `offset_fen` was drawn from what the town had to give back, since less of it ever came.
    """

    previous_fen: FenOrZero
    offset_fen: FenOrZero
    corrected_by: OrganisationId
    corrected_on: date


@command_data
class ClearIncrementFlag:
    town: TownId
    key: str
    issue: Identifier


@event("finance", clause="RZ-3.3.c", title="解除新增财力超期预警")
class IncrementFlagCleared(ClearIncrementFlag):
    pass


Event = (
    IncrementHandoverOverdue | IncrementClaimed | IncrementClaimCorrected | IncrementHandedOver
    | IncrementHandoverCorrected | IncrementFlagCleared
)  # fmt: skip
