"""RZ-3.3: no sequence of commands and passed deadlines breaks what always holds of a matter."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.supervision.domain.assist_group import AssistGroup
from services.supervision.domain.cause import CAUSE, Cause
from services.supervision.domain.issue.handlers import CITY_DEPARTMENTS
from services.supervision.domain.issue.state import ISSUE, Issue
from services.supervision.domain.issue.step import Step
from shared.kernel.aggregate import Actor, Context, DeadlinePassed, Refused
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted, decide
from shared.policy.loader import registry
from shared.policy.working_days import due
from shared.schemas.supervision import issue as facts
from shared.schemas.supervision import issue_course as course
from shared.schemas.supervision import issue_supervision as supervision
from shared.schemas.supervision.assist_group import GroupMember
from tests.effort import tries
from tests.unit.supervision.matters import CAUSE_ID, RAISE_FROM_CAUSE, RAISED

ORGANISATIONS = st.sampled_from(
    ["housing", "approval", "reform", "donggang", "donggang-approval", "juxian", "taoluo",
     "zhaoxian", "assist-taoluo", "assist-zhaoxian", "system"]
)  # fmt: skip
SUPERVISORS = st.sampled_from(["housing", "donggang", "approval", "gov-office"])
UNITS = st.sampled_from(["housing", "approval", "reform", "donggang"])
MEMBERS = tuple(
    GroupMember(f"演示-{unit}", unit=unit, role="成员")
    for unit in ("housing", "approval", "reform")
)
DAYS = st.integers(0, 120)


class Matter(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.log: list[object] = []
        self.cause_log: list[object] = []
        self.now = datetime(2024, 3, 1, 1, tzinfo=UTC)

    @initialize(from_cause=st.booleans(), handler=UNITS)
    def raise_it(self, from_cause: bool, handler: str) -> None:
        if from_cause:
            self.give("raise-issue-from-cause", RAISE_FROM_CAUSE, "system")
        else:
            matter = facts.RaiseIssue(
                "i1", town="taoluo", kind="request", title="演示-请求", description="说明"
            )
            self.give("raise-issue", matter, "taoluo")
            self.assign(handler, [], "housing")

    @rule(handler=UNITS, helpers=st.lists(UNITS, max_size=2), by=ORGANISATIONS)
    def assign(self, handler: str, helpers: list[str], by: str) -> None:
        self.give(
            "assign-issue", facts.AssignIssue("i1", handler=handler, co_handlers=tuple(helpers)), by
        )

    @rule(days=DAYS, by=ORGANISATIONS)
    def plan(self, days: int, by: str) -> None:
        due_on = self.now.date() + timedelta(days=days)
        self.give("propose-plan", facts.ProposePlan("i1", measures="措施", due_on=due_on), by)

    @rule(days=st.integers(1, 60), replies=st.booleans())
    def the_handler_plans_and_finishes(self, days: int, replies: bool) -> None:
        self.plan(days, self.state.handler)
        if replies:
            self.reply(self.state.handler)
        self.request_closure(self.state.handler)

    @rule(by=ORGANISATIONS)
    def report(self, by: str) -> None:
        self.give("report-progress", facts.ReportProgress("i1", progress="进展"), by)

    @rule(by=ORGANISATIONS)
    def request_closure(self, by: str) -> None:
        self.give("request-closure", facts.RequestClosure("i1", result="结果"), by)

    @rule(unit=UNITS, done=st.booleans(), effective=st.booleans(), by=ORGANISATIONS)
    def visit(self, unit: str, done: bool, effective: bool, by: str) -> None:
        found = facts.RecordFollowUpVisit(
            "i1", visitor_unit=unit, done=done, effective=effective, evidence="依据"
        )
        self.give("record-follow-up-visit", found, by)

    @rule(unit=UNITS, good=st.booleans())
    def the_group_visits(self, unit: str, good: bool) -> None:
        self.visit(unit, good, good, "assist-taoluo")

    @rule(by=ORGANISATIONS)
    def withdraw(self, by: str) -> None:
        self.give("withdraw-issue", facts.WithdrawIssue("i1", reason="理由"), by)

    @rule(by=ORGANISATIONS)
    def give_back(self, by: str) -> None:
        self.give("return-assignment", course.ReturnAssignment("i1", reason="理由"), by)

    @rule(days=DAYS, document=st.sampled_from([None, "文号"]), by=SUPERVISORS)
    def extend(self, days: int, document: str | None, by: str) -> None:
        due_on = self.now.date() + timedelta(days=days)
        self.give(
            "extend-deadline",
            course.ExtendDeadline("i1", reason="理由", due_on=due_on, document=document),
            by,
        )

    @rule(days=st.integers(1, 200), by=SUPERVISORS)
    def suspend(self, days: int, by: str) -> None:
        review_on = self.now.date() + timedelta(days=days)
        self.give(
            "suspend-issue",
            course.SuspendIssue("i1", reason="理由", superior="上级", review_on=review_on),
            by,
        )

    @rule(by=SUPERVISORS)
    def resume(self, by: str) -> None:
        self.give("resume-issue", course.ResumeIssue("i1", reason="理由"), by)

    @rule(by=SUPERVISORS)
    def merge(self, by: str) -> None:
        self.give("merge-issues", course.MergeIssues("i1", reason="理由", into="i2"), by)

    @rule(by=ORGANISATIONS)
    def reply(self, by: str) -> None:
        self.give(
            "reply-as-principal",
            supervision.ReplyAsPrincipal("i1", principal="主任", reply="答复"),
            by,
        )

    @rule(agrees=st.booleans(), holds=st.booleans(), unit=UNITS, ends=st.booleans())
    def the_handler_explains(self, agrees: bool, holds: bool, unit: str, ends: bool) -> None:
        handler = self.state.handler
        self.reply(handler)
        self.give(
            "explain-matter",
            course.ExplainMatter("i1", legal_basis="依据", explanation="说明"),
            handler,
        )
        self.give("give-town-view", course.GiveTownView("i1", agrees=agrees, view="意见"), "taoluo")
        visit = course.RecordExplanationVisit("i1", visitor_unit=unit, holds=holds, evidence="依据")
        self.give("record-explanation-visit", visit, "assist-taoluo")
        if ends:
            self.conclude(handler)

    @rule(by=ORGANISATIONS)
    def conclude(self, by: str) -> None:
        self.give("conclude-with-explanation", course.ConcludeWithExplanation("i1"), by)

    @rule(by=SUPERVISORS)
    def escalate(self, by: str) -> None:
        self.give("escalate-issue", supervision.EscalateIssue("i1", reason="理由"), by)

    @rule(by=SUPERVISORS)
    def instruct(self, by: str) -> None:
        today = self.now.date()
        data = supervision.RecordInstruction(
            "i1", leader="市长", instruction="批示", instructed_on=today
        )
        self.give("record-instruction", data, by)

    @rule(score=st.integers(0, 100))
    def rate(self, score: int) -> None:
        self.give(
            "rate-handling", supervision.RateHandling("i1", score=score, comment="评价"), "taoluo"
        )

    @rule(document=st.sampled_from([None, "文号"]), by=SUPERVISORS)
    def the_plan_runs_late_twice(self, document: str | None, by: str) -> None:
        self.plan(30, self.state.handler)
        self.time_passes(40)
        self.extend(60, document, by)
        self.time_passes(70)

    @rule(days=st.integers(1, 100))
    def time_passes(self, days: int) -> None:
        running = ISSUE.deadlines_of(self.state)
        self.now += timedelta(days=days)
        for d in running:
            due_on = due(d.starts_on, d.days, d.unit, d.stopped, d.ahead).on
            if due_on < self.now.date():
                passed = DeadlinePassed("i1", key=d.key, due_on=due_on)
                self.give("pass-deadline-of-issue", passed, "system")

    @rule(round=st.integers(1, 4))
    def a_stale_deadline_passes(self, round: int) -> None:
        running = [d.key for d in ISSUE.deadlines_of(self.state)]
        if f"plan-{round}" not in running:
            passed = DeadlinePassed("i1", key=f"plan-{round}", due_on=date(2024, 1, 1))
            before = len(self.log)
            self.give("pass-deadline-of-issue", passed, "system")
            assert len(self.log) == before

    @property
    def state(self):
        return ISSUE.replay(self.log)

    def give(self, name: str, data: object, by: str) -> None:
        guards = {
            (Cause, CAUSE_ID): CAUSE.replay(self.cause_log),
            (Issue, "i2"): ISSUE.replay([RAISED]),
            (AssistGroup, "taoluo"): AssistGroup("taoluo", MEMBERS),
        }
        known = registry()
        actor = Actor("演示-甲", by)
        context = Context(self.now, actor, known, known.parameters, "c", guards)
        try:
            command = ISSUE.commands[name]
            decided = decide(command, len(self.log), self.state, data, context)
        except (Refused, NotPermitted, NoSuchStream):
            return
        for d in decided:
            if d.id != "i2":
                (self.log if d.aggregate is ISSUE else self.cause_log).append(d.event)

    def of(self, kind: type) -> list:
        return [e for e in self.log if isinstance(e, kind)]

    @invariant()
    def it_is_resolved_by_a_visit_that_found_it_done_and_effective(self) -> None:
        visits = self.of(facts.FollowUpVisited)
        good = [v for v in visits if v.done and v.effective]
        assert len(self.of(facts.IssueResolved)) == len(good) <= 1
        refuted = [v for v in self.of(course.ExplanationVisited) if not v.holds]
        assert len(self.of(facts.IssueReopened)) == len(visits) - len(good) + len(refuted)

    @invariant()
    def every_request_for_closure_gets_one_visit(self) -> None:
        requests, visits = self.of(facts.ClosureRequested), self.of(facts.FollowUpVisited)
        waiting = self.state.step is Step.CLOSURE_REQUESTED or (
            self.state.step is Step.WITHDRAWN and len(requests) > len(visits)
        )
        assert len(requests) == len(visits) + waiting
        assert [v.round for v in visits] == [r.round for r in requests][: len(visits)]

    @invariant()
    def nobody_visits_what_their_unit_handled(self) -> None:
        handlers: set[str] = set()
        for event in self.log:
            if isinstance(event, facts.IssueAssigned):
                handlers |= {event.handler, *event.co_handlers}
            if isinstance(event, facts.FollowUpVisited | course.ExplanationVisited):
                assert event.visitor_unit not in handlers
                assert event.visitor_unit in {member.unit for member in MEMBERS}

    @invariant()
    def nothing_follows_the_end_but_one_rating(self) -> None:
        ends = (
            facts.IssueResolved, facts.IssueWithdrawn, course.IssueConcluded, course.IssueMerged,
        )  # fmt: skip
        rated = self.of(supervision.HandlingRated)
        rest = self.log[: len(self.log) - len(rated)]
        assert len(rated) <= 1 and self.log[len(rest) :] == rated
        assert not any(isinstance(e, ends) for e in rest[:-1])
        if rated:
            assert isinstance(rest[-1], facts.IssueResolved | course.IssueConcluded)

    @invariant()
    def every_limit_is_within_the_cap_or_approved_under_a_document(self) -> None:
        for plan in self.of(facts.PlanProposed):
            assert 0 < (plan.due_on - plan.planned_on).days <= 90
        for extended in self.of(course.DeadlineExtended):
            assert extended.due_on > extended.from_due_on
            assert extended.document or not extended.beyond_cap

    @invariant()
    def every_limit_is_overdue_at_most_once_and_escalates_at_most_once(self) -> None:
        limits = [(e.round, e.due_on) for e in self.of(facts.IssueOverdue)]
        assert len(limits) == len(set(limits))
        assert len(self.of(supervision.IssueEscalated)) <= 1
        assert self.state.watch.escalated or not limits

    @invariant()
    def a_city_department_ends_nothing_without_its_principals_reply(self) -> None:
        replied: set[str] = set()
        handler = ""
        for event in self.log:
            if isinstance(event, facts.IssueAssigned):
                handler = event.handler
            if isinstance(event, supervision.PrincipalReplied):
                replied.add(event.department)
            if isinstance(event, facts.ClosureRequested | course.MatterExplained):
                assert handler in replied or handler not in CITY_DEPARTMENTS

    @invariant()
    def a_conclusion_was_visited_and_the_town_was_heard(self) -> None:
        if self.of(course.IssueConcluded):
            last = max(i for i, e in enumerate(self.log) if isinstance(e, course.MatterExplained))
            since = [type(e) for e in self.log[last:]]
            assert course.ExplanationVisited in since and course.TownViewGiven in since

    @invariant()
    def a_cause_is_open_exactly_while_its_issue_is(self) -> None:
        open_issue = CAUSE.replay(self.cause_log).open_issue
        assert open_issue == ("i1" if self.state.cause and self.state.step.open else "")


Matter.TestCase.settings = tries(80, steps=30)
TestMatter = Matter.TestCase
