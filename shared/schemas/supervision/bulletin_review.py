"""Facts and commands of a review 复核 of a published bulletin, and its correction (RZ-3.3.c)."""

from datetime import date

from shared.schemas.corrections import corrects
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    Text,
    titled,
)
from shared.schemas.supervision.bulletin import (
    CLAUSE,
    BulletinPublished,
    BulletinScope,
    FigureCorrection,
    HandlingFigures,
)


@event("supervision", clause=CLAUSE, title="复核逾期")
class BulletinReviewOverdue:
    bulletin: Identifier
    number: Count
    organisation: OrganisationId
    decides: OrganisationId
    due_on: date


@event("supervision", clause=CLAUSE, title="复核决定")
class BulletinReviewDecided:
    bulletin: Identifier
    number: Count
    organisation: OrganisationId
    upheld: Flag
    reason: Reason
    decided_by: OrganisationId
    decider: Name
    decided_on: date
    document: DocumentRef | None = None


@event("supervision", clause=CLAUSE, title="通报更正", corrects=[corrects(BulletinPublished)])
class BulletinCorrected:
    """A new edition, whole; the earlier ones stay as they were told."""

    bulletin: Identifier
    edition: Count
    number: Count
    issuer: OrganisationId
    scope: BulletinScope
    corrections: tuple[FigureCorrection, ...]
    summary: Text
    departments: tuple[HandlingFigures, ...]
    towns: tuple[HandlingFigures, ...]
    published_on: date
    review_days: Days


@command_data
class RequestReview:
    bulletin: Identifier
    grounds: Text = titled("申请理由")


@event("supervision", clause=CLAUSE, title="申请复核")
class BulletinReviewRequested(RequestReview):
    """`number` counts the reviews of a bulletin; it is decided within so many calendar days."""

    number: Count
    edition: Count
    organisation: OrganisationId
    decides: OrganisationId
    requested_on: date
    decision_days: Days


@command_data
class DecideReview:
    """`organisation` asked for it. Upheld, it corrects figures, the text, or both."""

    bulletin: Identifier
    organisation: OrganisationId
    upheld: Flag = titled("是否成立")
    reason: Reason = titled("决定理由")
    corrections: tuple[FigureCorrection, ...] = titled("数据更正", ())
    summary: Text | None = titled("更正后的通报内容", None)
    document: DocumentRef | None = None


Event = BulletinReviewOverdue | BulletinReviewDecided | BulletinCorrected | BulletinReviewRequested
