"""经验 (RZ-1.c): what one town has learned, until another has taken it up."""

from datetime import date

from shared.schemas.attachment import Attachments
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.programme.stages import Direction

CLAUSE = "RZ-1.c"


@command_data
class SubmitPractice:
    """`town` is where it comes from; whoever submits it is its author."""

    practice: Identifier
    town: TownId
    title: Name = titled("经验题目")
    direction: Direction
    summary: Text = titled("主要做法与成效")
    document: DocumentRef | None = None
    attachments: Attachments = titled("附件", ())


@event("programme", clause=CLAUSE, title="报送经验")
class PracticeSubmitted(SubmitPractice):
    document: DocumentRef | None
    author: OrganisationId = titled("报送单位")
    submitted_on: date


@command_data
class DraftPractice:
    """What a town tried has worked (`filing` at talent): its summary is a practice's draft."""

    practice: Identifier
    town: TownId
    title: Name = titled("经验题目")
    summary: Text = titled("主要做法与成效")
    filing: Identifier = titled("创新备案编号", kind="code")


@event("programme", clause=CLAUSE, title="生成经验草稿")
class PracticeDrafted(DraftPractice):
    """The town says of which direction it is, and submits it or lets it be."""

    drafted_on: date = titled("生成日期")


@command_data
class SubmitDraftedPractice:
    """Without a `summary` that of the draft stands."""

    practice: Identifier
    direction: Direction
    summary: Text | None = titled("主要做法与成效", None)
    document: DocumentRef | None = None
    attachments: Attachments = titled("附件", ())


@command_data
class ReviewSecrecy:
    """保密审查, before anything of it leaves the author."""

    practice: Identifier
    passed: Flag = titled("保密审查是否通过")
    reviewer: Name = titled("审查人", kind="person")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="保密审查")
class SecrecyReviewed(ReviewSecrecy):
    town: TownId
    organisation: OrganisationId
    reviewed_on: date


@command_data
class VerifyPractice:
    practice: Identifier
    evidence: Text = titled("核实情况")
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="核实经验")
class PracticeVerified(VerifyPractice):
    document: DocumentRef | None
    town: TownId
    verified_by: OrganisationId
    verified_on: date


@command_data
class PublishPractice:
    practice: Identifier
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="推广经验")
class PracticePublished(PublishPractice):
    document: DocumentRef | None
    town: TownId
    title: Name = titled("经验题目")
    direction: Direction
    summary: Text = titled("主要做法与成效")
    author: OrganisationId = titled("报送单位")
    published_on: date


@command_data
class RetractPractice:
    practice: Identifier
    reason: Reason = titled("撤回理由")
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="撤回经验")
class PracticeRetracted(RetractPractice):
    document: DocumentRef | None
    town: TownId
    retracted_by: OrganisationId
    retracted_on: date


@command_data
class RecordAdoption:
    """By the adopter, with its own document."""

    practice: Identifier
    adopter: Name = titled("借鉴单位", kind="party")
    measures: Text = titled("借鉴做法")
    document: DocumentRef


@event("programme", clause=CLAUSE, title="登记借鉴")
class PracticeAdopted(RecordAdoption):
    """`adoption` counts from 1."""

    town: TownId
    adoption: Count
    organisation: OrganisationId
    recorded_on: date


Event = (
    PracticeDrafted | PracticeSubmitted | SecrecyReviewed | PracticeVerified | PracticePublished | PracticeRetracted
    | PracticeAdopted
)  # fmt: skip
