"""No sequence of commands and passed deadlines breaks what must always hold of a matter."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.supervision.domain.cause import CAUSE, Cause
from services.supervision.domain.issue import ISSUE
from services.supervision.domain.step import Step
from shared.aggregate import Actor, Context, DeadlinePassed, Refused
from shared.aggregate.deciding import NoSuchStream, NotPermitted, decide
from shared.registry.loader import registry
from shared.schemas.supervision import issue as facts
from tests.unit.supervision.matters import CAUSE_ID, RAISE_FROM_CAUSE

ORGANISATIONS = st.sampled_from(
    ["housing", "approval", "reform", "donggang", "donggang-approval", "juxian", "taoluo",
     "zhaoxian", "assist-taoluo", "assist-zhaoxian", "system"]
)  # fmt: skip
UNITS = st.sampled_from(["housing", "approval", "reform", "donggang"])
DAYS = st.integers(0, 120)


class Matter(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.log: list[object] = []
        self.cause_log: list[object] = []
        self.now = datetime(2024, 3, 1, 1, tzinfo=UTC)

    @initialize(from_cause=st.booleans())
    def raise_it(self, from_cause: bool) -> None:
        if from_cause:
            self.give("raise-issue-from-cause", RAISE_FROM_CAUSE, "system")
        else:
            matter = facts.RaiseIssue("i1", "taoluo", "request", "演示-请求", "说明")
            self.give("raise-issue", matter, "taoluo")

    @rule(handler=UNITS, by=ORGANISATIONS)
    def assign(self, handler: str, by: str) -> None:
        self.give("assign-issue", facts.AssignIssue("i1", handler), by)

    @rule(days=DAYS, by=ORGANISATIONS)
    def plan(self, days: int, by: str) -> None:
        due_on = self.now.date() + timedelta(days=days)
        self.give("propose-plan", facts.ProposePlan("i1", "措施", due_on), by)

    @rule(days=st.integers(1, 60))
    def the_handler_plans_and_finishes(self, days: int) -> None:
        self.plan(days, self.state.handler)
        self.request_closure(self.state.handler)

    @rule(by=ORGANISATIONS)
    def report(self, by: str) -> None:
        self.give("report-progress", facts.ReportProgress("i1", "进展"), by)

    @rule(by=ORGANISATIONS)
    def request_closure(self, by: str) -> None:
        self.give("request-closure", facts.RequestClosure("i1", "结果"), by)

    @rule(unit=UNITS, done=st.booleans(), effective=st.booleans(), by=ORGANISATIONS)
    def visit(self, unit: str, done: bool, effective: bool, by: str) -> None:
        found = facts.RecordFollowUpVisit("i1", unit, done, effective, "依据")
        self.give("record-follow-up-visit", found, by)

    @rule(unit=UNITS, good=st.booleans())
    def the_group_visits(self, unit: str, good: bool) -> None:
        self.visit(unit, good, good, "assist-taoluo")

    @rule(by=ORGANISATIONS)
    def withdraw(self, by: str) -> None:
        self.give("withdraw-issue", facts.WithdrawIssue("i1", "理由"), by)

    @rule(days=st.integers(1, 100))
    def time_passes(self, days: int) -> None:
        running = ISSUE.deadlines_of(self.state)
        self.now += timedelta(days=days)
        for d in running:
            due_on = d.starts_on + timedelta(days=d.days)
            if due_on < self.now.date():
                passed = DeadlinePassed("i1", d.key, due_on)
                self.give("pass-deadline-of-issue", passed, "system")

    @rule(round=st.integers(1, 4))
    def a_stale_deadline_passes(self, round: int) -> None:
        running = [d.key for d in ISSUE.deadlines_of(self.state)]
        if f"plan-{round}" not in running:
            passed = DeadlinePassed("i1", f"plan-{round}", date(2024, 1, 1))
            before = len(self.log)
            self.give("pass-deadline-of-issue", passed, "system")
            assert len(self.log) == before

    @property
    def state(self):
        return ISSUE.replay(self.log)

    def give(self, name: str, data: object, by: str) -> None:
        guards = {(Cause, CAUSE_ID): CAUSE.replay(self.cause_log)}
        known = registry()
        actor = Actor("演示-甲", by)
        context = Context(self.now, actor, known, known.parameters, "c", guards)
        try:
            command = ISSUE.commands[name]
            decided = decide(command, len(self.log), self.state, data, context)
        except (Refused, NotPermitted, NoSuchStream):
            return
        for d in decided:
            (self.log if d.aggregate is ISSUE else self.cause_log).append(d.event)

    def of(self, kind: type) -> list:
        return [e for e in self.log if isinstance(e, kind)]

    @invariant()
    def it_is_resolved_by_a_visit_that_found_it_done_and_effective(self) -> None:
        visits = self.of(facts.FollowUpVisited)
        good = [v for v in visits if v.done and v.effective]
        assert len(self.of(facts.IssueResolved)) == len(good) <= 1
        assert len(self.of(facts.IssueReopened)) == len(visits) - len(good)

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
                handlers.add(event.handler)
            if isinstance(event, facts.FollowUpVisited):
                assert event.visitor_unit not in handlers

    @invariant()
    def nothing_follows_the_end(self) -> None:
        ends = (facts.IssueResolved, facts.IssueWithdrawn)
        assert not any(isinstance(e, ends) for e in self.log[:-1])

    @invariant()
    def every_plan_is_within_the_cap_and_overdue_at_most_once(self) -> None:
        for plan in self.of(facts.PlanProposed):
            assert 0 < (plan.due_on - plan.planned_on).days <= 90
        rounds = [e.round for e in self.of(facts.IssueOverdue)]
        assert len(rounds) == len(set(rounds))

    @invariant()
    def a_cause_is_open_exactly_while_its_issue_is(self) -> None:
        open_issue = CAUSE.replay(self.cause_log).open_issue
        assert open_issue == ("i1" if self.state.cause and self.state.step.open else "")


Matter.TestCase.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
TestMatter = Matter.TestCase
