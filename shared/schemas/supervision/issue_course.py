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


@event("supervision", clause="RZ-3.3.a", title="并入事项")
class IssueAbsorbed:
    """Another matter goes on as part of this one."""

    issue: Identifier
    town: TownId
    merged: Identifier
    absorbed_on: date


@event("supervision", clause="RZ-3.3.b", title="挂账事项待复查")
class SuspensionReviewDue:
    """The review date passed and the matter is still suspended."""

    issue: Identifier
    town: TownId
    times: Count
    review_on: date


@command_data
class MergeIssues:
    issue: Identifier
    reason: Reason
    into: Identifier = titled("并入事项")


@event("supervision", clause="RZ-3.3.a", title="事项合并")
class IssueMerged(MergeIssues):
    """The matter goes on as part of another one of the same town."""

    town: TownId
    merged_on: date


@command_data
class ReturnAssignment:
    issue: Identifier
    reason: Reason


@event("supervision", clause="RZ-3.3.b", title="退办")
class AssignmentReturned(ReturnAssignment):
    """The handler gave the matter back; it waits to be assigned anew."""

    town: TownId
    handler: OrganisationId
    returned_on: date


@command_data
class ExtendDeadline:
    issue: Identifier
    reason: Reason
    due_on: date = titled("办理时限")
    document: DocumentRef | None = None


@event("supervision", clause="RZ-3.3.b", title="办理时限延长")
class DeadlineExtended(ExtendDeadline):
    """`beyond_cap`: past the cap, which a supervisor has approved under the document."""

    town: TownId
    round: Count
    from_due_on: date
    extended_on: date
    extended_by: OrganisationId
    beyond_cap: Flag


@command_data
class SuspendIssue:
    issue: Identifier
    reason: Reason
    superior: Name = titled("待决上级单位")
    review_on: date = titled("复查日期")
    document: DocumentRef | None = None


@event("supervision", clause="RZ-3.3.b", title="事项挂账")
class IssueSuspended(SuspendIssue):
    """The matter awaits a superior authority; it is looked at again by `review_on`."""

    town: TownId
    times: Count
    suspended_on: date


@command_data
class ResumeIssue:
    issue: Identifier
    reason: Reason


@event("supervision", clause="RZ-3.3.b", title="恢复办理")
class IssueResumed(ResumeIssue):
    town: TownId
    resumed_on: date


@command_data
class ExplainMatter:
    issue: Identifier
    legal_basis: Text = titled("法律政策依据")
    explanation: Text = titled("解释说明")
    document: DocumentRef | None = None


@event("supervision", clause="RZ-3.3.b", title="解释说明")
class MatterExplained(ExplainMatter):
    """Why the matter can't be done, and on what legal basis; a visit and the town's view follow."""

    town: TownId
    handler: OrganisationId
    explained_on: date
    visit_working_days: int = titled("回访时限（工作日）", 0)


@command_data
class RecordExplanationVisit:
    issue: Identifier
    visitor_unit: OrganisationId = titled("回访人所在单位")
    holds: Flag = titled("解释是否成立")
    evidence: Text = titled("核实依据")


@event("supervision", clause="RZ-3.3.c", title="解释说明回访")
class ExplanationVisited(RecordExplanationVisit):
    """Whether the assistance group found on the spot that the explanation holds."""

    town: TownId
    visited_on: date


@command_data
class GiveTownView:
    issue: Identifier
    agrees: Flag = titled("是否认可")
    view: Text = titled("镇方意见")


@event("supervision", clause="RZ-3.3.b", title="镇方意见")
class TownViewGiven(GiveTownView):
    town: TownId
    given_on: date


@command_data
class ConcludeWithExplanation:
    issue: Identifier
    document: DocumentRef | None = None


@event("supervision", clause="RZ-3.3.b", title="解释答复")
class IssueConcluded(ConcludeWithExplanation):
    """Ended by explanation, not by a result: counted apart from resolved matters."""

    town: TownId
    handler: OrganisationId
    legal_basis: Text
    visited_on: date
    town_agrees: Flag
    town_view: Text
    concluded_on: date
    cause: Identifier | None = None


Event = (
    IssueAbsorbed | SuspensionReviewDue | IssueMerged | AssignmentReturned | DeadlineExtended
    | IssueSuspended | IssueResumed | MatterExplained | ExplanationVisited | TownViewGiven
    | IssueConcluded
)  # fmt: skip
