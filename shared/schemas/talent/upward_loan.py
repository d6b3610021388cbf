"""借调 (RZ-2.5.a): people of a town who work for a department above it, and when they are back."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    Identifier,
    Name,
    OrganisationId,
    PersonalName,
    PersonId,
    TownId,
    titled,
)
from shared.schemas.talent.strength import PostKind

CLAUSE = "RZ-2.5.a"


@command_data
class ApproveUpwardLoan:
    loan: Identifier
    town: TownId
    posts: PostKind
    person: PersonId
    name: PersonalName
    borrower: OrganisationId
    started_on: date
    until: date
    decided_by: OrganisationId
    document: DocumentRef


APPROVED = frozenset(
    {
        "loan", "town", "posts", "person", "borrower", "started_on", "until", "decided_by",
        "document", "county",
    }
)  # fmt: skip


@event("talent", clause=CLAUSE, title="批准借调", restricted=True, public_fields=APPROVED)
class UpwardLoanApproved(ApproveUpwardLoan):
    county: CountyId


@command_data
class ExtendUpwardLoan:
    loan: Identifier
    until: date
    decided_by: OrganisationId
    document: DocumentRef


@event("talent", clause=CLAUSE, title="借调延期")
class UpwardLoanExtended(ExtendUpwardLoan):
    town: TownId
    previous_until: date


@command_data
class ReturnFromLoan:
    loan: Identifier
    returned_on: date


@event("talent", clause=CLAUSE, title="借调返回")
class ReturnedFromLoan(ReturnFromLoan):
    town: TownId
    posts: PostKind


@event("talent", clause=CLAUSE, title="借调逾期未还")
class LoanOverdue:
    loan: Identifier
    town: TownId
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("借调名称", None)


@command_data
class ClearUpwardLoanFlag:
    loan: Identifier
    key: Identifier
    issue: Identifier


@event("talent", clause="RZ-3.3.c", title="解除借调预警")
class UpwardLoanFlagCleared(ClearUpwardLoanFlag):
    """The issue that its lateness raised was resolved."""

    town: TownId


Event = (
    UpwardLoanApproved | UpwardLoanExtended | ReturnedFromLoan | LoanOverdue | UpwardLoanFlagCleared
)
