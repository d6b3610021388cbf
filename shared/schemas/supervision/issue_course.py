"""Other ways that a matter 事项 can take: merged, returned, extended, 挂账, 解释答复."""

from datetime import date

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


@event("supervision", clause="RZ-3.3.a", title="事项合并")
class IssueMerged:
    """The matter goes on as part of another one of the same town."""

    issue: Identifier
    town: TownId
    into: Identifier
    reason: Reason
    merged_on: date


@event("supervision", clause="RZ-3.3.a", title="并入事项")
class IssueAbsorbed:
    """Another matter goes on as part of this one."""

    issue: Identifier
    town: TownId
    merged: Identifier
    absorbed_on: date


@event("supervision", clause="RZ-3.3.b", title="退办")
class AssignmentReturned:
    """The handler gave the matter back; it waits to be assigned anew."""

    issue: Identifier
    town: TownId
    handler: OrganisationId
    reason: Reason
    returned_on: date


@event("supervision", clause="RZ-3.3.b", title="办理时限延长")
class DeadlineExtended:
    """`beyond_cap`: past the cap, which a supervisor has approved under the document."""

    issue: Identifier
    town: TownId
    round: Count
    from_due_on: date
    due_on: date
    reason: Reason
    extended_on: date
    extended_by: OrganisationId
    beyond_cap: Flag
    document: DocumentRef | None = None


@event("supervision", clause="RZ-3.3.b", title="事项挂账")
class IssueSuspended:
    """The matter awaits a superior authority; it is looked at again by `review_on`."""

    issue: Identifier
    town: TownId
    times: Count
    superior: Name
    reason: Reason
    suspended_on: date
    review_on: date
    document: DocumentRef | None = None


@event("supervision", clause="RZ-3.3.b", title="挂账事项待复查")
class SuspensionReviewDue:
    """The review date passed and the matter is still suspended."""

    issue: Identifier
    town: TownId
    times: Count
    review_on: date


@event("supervision", clause="RZ-3.3.b", title="恢复办理")
class IssueResumed:
    issue: Identifier
    town: TownId
    reason: Reason
    resumed_on: date


@event("supervision", clause="RZ-3.3.b", title="解释说明")
class MatterExplained:
    """Why the matter can't be done, and on what legal basis; a visit and the town's view follow."""

    issue: Identifier
    town: TownId
    handler: OrganisationId
    legal_basis: Text
    explanation: Text
    explained_on: date
    document: DocumentRef | None = None
    visit_working_days: int = titled("回访时限（工作日）", 0)


@event("supervision", clause="RZ-3.3.c", title="解释说明回访")
class ExplanationVisited:
    """Whether the assistance group found on the spot that the explanation holds."""

    issue: Identifier
    town: TownId
    visitor_unit: OrganisationId
    holds: Flag
    evidence: Text
    visited_on: date


@event("supervision", clause="RZ-3.3.b", title="镇方意见")
class TownViewGiven:
    issue: Identifier
    town: TownId
    agrees: Flag
    view: Text
    given_on: date


@event("supervision", clause="RZ-3.3.b", title="解释答复")
class IssueConcluded:
    """Ended by explanation, not by a result: counted apart from resolved matters."""

    issue: Identifier
    town: TownId
    handler: OrganisationId
    legal_basis: Text
    visited_on: date
    town_agrees: Flag
    town_view: Text
    concluded_on: date
    cause: Identifier | None = None
    document: DocumentRef | None = None


@command_data
class MergeIssues:
    issue: Identifier
    reason: Reason
    into: Identifier = titled("并入事项")


@command_data
class ReturnAssignment:
    issue: Identifier
    reason: Reason


@command_data
class ExtendDeadline:
    issue: Identifier
    reason: Reason
    due_on: date = titled("办理时限")
    document: DocumentRef | None = None


@command_data
class SuspendIssue:
    issue: Identifier
    reason: Reason
    superior: Name = titled("待决上级单位")
    review_on: date = titled("复查日期")
    document: DocumentRef | None = None


@command_data
class ResumeIssue:
    issue: Identifier
    reason: Reason


@command_data
class ExplainMatter:
    issue: Identifier
    legal_basis: Text = titled("法律政策依据")
    explanation: Text = titled("解释说明")
    document: DocumentRef | None = None


@command_data
class RecordExplanationVisit:
    issue: Identifier
    visitor_unit: OrganisationId = titled("回访人所在单位")
    holds: Flag = titled("解释是否成立")
    evidence: Text = titled("核实依据")


@command_data
class GiveTownView:
    issue: Identifier
    agrees: Flag = titled("是否认可")
    view: Text = titled("镇方意见")


@command_data
class ConcludeWithExplanation:
    issue: Identifier
    document: DocumentRef | None = None
