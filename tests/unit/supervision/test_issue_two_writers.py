"""RZ-3.3: whatever two writers do to two matters of one cause at once, one is open at a time."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.supervision.domain.assist_group import ASSIST_GROUP_OF_TOWN
from services.supervision.domain.cause import CAUSE
from services.supervision.domain.issue.state import ISSUE
from services.supervision.domain.issue.step import Step
from shared.schemas.supervision import issue as facts
from shared.schemas.supervision import issue_course as course
from shared.schemas.supervision.issue_supervision import ReplyAsPrincipal
from tests.unit.supervision.matters import CAUSE_ID, RAISE_FROM_CAUSE
from tests.unit.two_writers import Asked, TwoWriters, quick

CAUSED = ("c-1", "c-2", "c-3")
RAISED = ("i-1", "i-2")
TOWN, HANDLER = "taoluo", "approval"


class Matters(TwoWriters):
    """Three matters that one cause may raise, and two that the town raised."""

    service = "supervision"
    aggregates = (ISSUE, CAUSE, ASSIST_GROUP_OF_TOWN)

    def beginning(self) -> list[Asked]:
        return [
            Asked(
                facts.RaiseIssue(
                    id, town=TOWN, kind="problem", title="演示-断头路", description="说明"
                ),
                TOWN,
            )
            for id in RAISED
        ]

    def commands(self) -> st.SearchStrategy[Asked]:
        of_cause = [asked for id in CAUSED for asked in self.next(id)]
        of_town = [asked for id in RAISED for asked in self.next(id)]
        return st.one_of(*[st.sampled_from(of_cause)] * 2, st.sampled_from(of_town))

    def next(self, id: str) -> list[Asked]:
        """What may follow at the step at which the matter stands, and what then may not."""
        other = next(i for i in RAISED if i != id)
        housing = [
            Asked(facts.AssignIssue(id, handler=HANDLER), "housing"),
            Asked(
                course.SuspendIssue(id, reason="待批", superior="省厅", review_on=date(2024, 4, 1)),
                "housing",
            ),
            Asked(course.MergeIssues(id, reason="同一件事", into=other), "housing"),
        ]
        handler = [
            Asked(facts.ProposePlan(id, measures="措施", due_on=date(2024, 3, 20)), HANDLER),
            Asked(ReplyAsPrincipal(id, principal="主任", reply="答复"), HANDLER),
            Asked(facts.RequestClosure(id, result="结果"), HANDLER),
        ]
        match self.state(ISSUE, id).step:
            case Step.NEW:
                return [Asked(replace(RAISE_FROM_CAUSE, issue=id), "system")]
            case Step.RAISED:
                return [*housing, Asked(facts.WithdrawIssue(id, reason="已解决"), TOWN)]
            case Step.SUSPENDED:
                return [Asked(course.ResumeIssue(id, reason="已批"), "housing")]
            case Step.CLOSURE_REQUESTED:
                return [visit(id, good) for good in (True, True, False)]
        return [*handler * 2, *housing, Asked(facts.WithdrawIssue(id, reason="已解决"), TOWN)]

    @invariant()
    def a_cause_has_one_open_issue(self) -> None:
        raised = self.of(facts.IssueRaised, cause=CAUSE_ID)
        still_open = [e.issue for e in raised if self.state(ISSUE, e.issue).step.open]
        assert len(still_open) <= 1
        assert self.state(CAUSE, CAUSE_ID).open_issue == "".join(still_open)

    @invariant()
    def every_request_for_closure_gets_one_visit(self) -> None:
        for id in (*CAUSED, *RAISED):
            asked = self.of(facts.ClosureRequested, issue=id)
            visits = self.of(facts.FollowUpVisited, issue=id)
            assert len(visits) <= len(asked) <= len(visits) + 1
            good = [v for v in visits if v.done and v.effective]
            assert len(self.of(facts.IssueResolved, issue=id)) == len(good) <= 1

    @invariant()
    def a_matter_ends_once_and_merges_into_one_that_was_open(self) -> None:
        ends = (facts.IssueResolved, facts.IssueWithdrawn, course.IssueMerged)
        for id in (*CAUSED, *RAISED):
            assert len(self.of(*ends, issue=id)) <= 1
        for place, event in enumerate(self.log):
            if isinstance(event, course.IssueMerged):
                before = self.log[:place]
                assert not any(isinstance(e, ends) and e.issue == event.into for e in before)


def visit(id: str, good: bool) -> Asked:
    data = facts.RecordFollowUpVisit(
        id, visitor_unit="reform", done=good, effective=good, evidence="现场查看"
    )
    return Asked(data, "assist-taoluo")


TestMatters = Matters.TestCase
TestMatters.settings = quick
