"""RZ-3.3.a, RZ-3.3.b, RZ-3.3.c: a matter from being raised to a visited end."""

from dataclasses import replace
from datetime import date

from services.supervision.domain.cause import CAUSE
from services.supervision.domain.issue import rules
from services.supervision.domain.issue.state import ISSUE
from shared.kernel.aggregate.deciding import ALREADY_EXISTS, NOTHING_CHANGES
from shared.schemas.supervision.cause import CauseClosed, CauseOpened
from shared.schemas.supervision.issue import (
    AssignIssue,
    ClosureRequested,
    FollowUpVisited,
    IssueOverdue,
    IssueRaised,
    IssueReopened,
    IssueResolved,
    IssueWithdrawn,
    PlanProposed,
    ProgressReported,
    ProposePlan,
    RaiseIssue,
    RecordFollowUpVisit,
    ReportProgress,
    RequestClosure,
    WithdrawIssue,
)
from tests.given import given
from tests.unit.supervision.matters import (
    ASSIGNED,
    CAUSE_FIELDS,
    CAUSE_ID,
    CLOSURE_REQUESTED,
    FOR_CLOSURE,
    IN_PLAN,
    PLANNED,
    RAISE_FROM_CAUSE,
    RAISED,
    REOPENED,
    REPLIED,
    RESOLVED,
    SELF_RAISED,
    TODAY,
    assigned,
)

RAISE = RaiseIssue(
    "i1", town="taoluo", kind="problem", title="演示-断头路", description="影响项目进场"
)
PLAN = ProposePlan("i1", measures="限期打通", due_on=date(2024, 3, 31))
VISIT = RecordFollowUpVisit(
    "i1", visitor_unit="housing", done=True, effective=True, evidence="现场照片"
)


def test_a_town_raises_a_matter():
    given(ISSUE, "i1").when(RAISE, by="taoluo").then(RAISED)


def test_a_matter_names_the_sentence_that_it_is_about():
    raise_it = replace(RAISE, clause="RZ-2.3.d")
    given(ISSUE, "i1").when(raise_it, by="taoluo").then(replace(RAISED, clause="RZ-2.3.d"))
    unknown = replace(RAISE, clause="RZ-9.9.z")
    given(ISSUE, "i1").when(unknown, by="taoluo").refused(rules.CLAUSE_IS_KNOWN)


def test_only_the_town_itself_raises_its_matters():
    given(ISSUE, "i1").when(RAISE, by="zhaoxian").not_permitted()


def test_a_town_that_is_no_pilot_has_no_matters_here():
    foreign = replace(RAISE, town="nanhu")
    given(ISSUE, "i1").when(foreign, by="nanhu").refused(rules.TOWN_IS_KNOWN)
    nowhere = replace(RAISE, town="atlantis")
    given(ISSUE, "i1").when(nowhere, by="atlantis").refused(rules.TOWN_IS_KNOWN)


def test_a_matter_is_raised_once_under_its_id():
    given(ISSUE, "i1", RAISED).when(RAISE, by="taoluo").refused(ALREADY_EXISTS)


def test_a_matter_that_raises_itself_is_assigned_to_who_is_late_and_the_leads_are_told():
    given(ISSUE, "i1").when(RAISE_FROM_CAUSE, by="system").then(
        SELF_RAISED,
        assigned("approval", ("housing", "donggang")),
        CauseOpened(CAUSE_ID, issue="i1"),
    )


def test_a_matter_of_a_county_stands_for_its_pilot_town():
    county = replace(
        RAISE_FROM_CAUSE, town=None, county="lanshan", handler="lanshan", clause="RZ-2.3.g"
    )
    outcome = given(ISSUE, "i1").when(county, by="system")
    raised, made, _ = outcome.events
    assert isinstance(raised, IssueRaised)
    assert (raised.town, raised.county) == ("jufeng", "lanshan")
    assert made == assigned("lanshan", ("natural-resources",), town="jufeng")


def test_a_matter_of_an_unknown_county_is_refused():
    nowhere = replace(RAISE_FROM_CAUSE, town=None, county="nowhere")
    given(ISSUE, "i1").when(nowhere, by="system").refused(rules.TOWN_IS_KNOWN)


def test_a_cause_has_one_open_issue_at_a_time():
    opened = CauseOpened(CAUSE_ID, issue="i0")
    fresh = given(ISSUE, "i1").and_given(CAUSE, CAUSE_ID, opened)
    fresh.when(RAISE_FROM_CAUSE, by="system").refused(rules.ONE_OPEN_ISSUE)
    again = given(ISSUE, "i1").and_given(CAUSE, CAUSE_ID, opened, CauseClosed(CAUSE_ID, issue="i0"))
    assert len(again.when(RAISE_FROM_CAUSE, by="system").events) == 3


def test_people_do_not_raise_matters_from_causes():
    given(ISSUE, "i1").when(RAISE_FROM_CAUSE, by="housing").not_permitted()


def test_a_late_organisation_that_cannot_handle_the_matter_is_refused():
    elsewhere = replace(RAISE_FROM_CAUSE, handler="juxian-approval")
    given(ISSUE, "i1").when(elsewhere, by="system").refused(rules.HANDLER_IS_COMPETENT)


def test_housing_and_the_county_assign():
    for by in ("housing", "donggang"):
        given(ISSUE, "i1", RAISED).when(AssignIssue("i1", handler="reform"), by=by).then(ASSIGNED)
    for by in ("reform", "juxian", "taoluo"):
        given(ISSUE, "i1", RAISED).when(AssignIssue("i1", handler="reform"), by=by).not_permitted()


def test_a_matter_goes_to_a_city_department_the_county_or_its_departments():
    for handler in ("reform", "donggang", "donggang-finance"):
        given(ISSUE, "i1", RAISED).when(AssignIssue("i1", handler=handler)).then(assigned(handler))
    for handler in ("juxian", "juxian-finance", "taoluo", "assist-taoluo", "nobody"):
        given(ISSUE, "i1", RAISED).when(AssignIssue("i1", handler=handler)).refused(
            rules.HANDLER_IS_COMPETENT
        )


def test_another_handler_can_be_named_until_a_plan_runs_and_after_a_reopening():
    county = assigned("donggang")
    given(ISSUE, "i1", RAISED, ASSIGNED).when(AssignIssue("i1", handler="donggang")).then(county)
    reopened = given(ISSUE, "i1", *FOR_CLOSURE, REOPENED)
    reopened.when(AssignIssue("i1", handler="donggang")).then(county)
    given(ISSUE, "i1", *IN_PLAN).when(AssignIssue("i1", handler="donggang")).refused(
        rules.RIGHT_STEP
    )


def test_assigning_to_the_same_handler_changes_nothing():
    given(ISSUE, "i1", RAISED, ASSIGNED).when(AssignIssue("i1", handler="reform")).refused(
        NOTHING_CHANGES
    )


def test_the_handler_plans():
    given(ISSUE, "i1", RAISED, ASSIGNED).when(PLAN, by="reform").then(PLANNED)


def test_only_the_handler_plans_reports_and_requests_closure():
    steps = [
        ((RAISED, ASSIGNED), PLAN),
        (IN_PLAN, ReportProgress("i1", progress="已进场")),
        (IN_PLAN, RequestClosure("i1", result="已通车")),
    ]
    for history, command in steps:
        given(ISSUE, "i1", *history).when(command, by="finance").refused(rules.HANDLER_ACTS)
        given(ISSUE, "i1", *history).when(command, by="taoluo").not_permitted()


def test_a_plan_needs_a_handler_first():
    given(ISSUE, "i1", RAISED).when(PLAN, by="reform").refused(rules.HANDLER_ACTS)


def test_a_plan_is_due_after_today_and_within_the_cap():
    assigned = given(ISSUE, "i1", RAISED, ASSIGNED)
    cap = {"supervision.handling_cap_calendar_days": 30}
    outcome = assigned.when(PLAN, by="reform", parameters=cap)
    outcome.then(PLANNED)
    assert outcome.context.used == {**cap, "supervision.yellow_light_working_days": 5}
    too_late = replace(PLAN, due_on=date(2024, 4, 1))
    assigned.when(too_late, by="reform", parameters=cap).refused(rules.WITHIN_CAP)
    assigned.when(replace(PLAN, due_on=TODAY), by="reform").refused(rules.PLAN_IS_AHEAD)


def test_a_reopened_matter_gets_a_new_plan():
    again = replace(PLANNED, round=2)
    given(ISSUE, "i1", *FOR_CLOSURE, REOPENED).when(PLAN, by="reform").then(again)


def test_the_handler_reports_progress_and_requests_closure():
    progress = ProgressReported("i1", town="taoluo", progress="已进场", organisation="reform")
    planned = given(ISSUE, "i1", *IN_PLAN)
    planned.when(ReportProgress("i1", progress="已进场"), by="reform").then(progress)
    handling = given(ISSUE, "i1", *IN_PLAN, REPLIED, progress)
    handling.when(RequestClosure("i1", result="已通车"), by="reform").then(CLOSURE_REQUESTED)


def test_steps_out_of_order_are_refused():
    wrong = [
        ((RAISED, ASSIGNED), RequestClosure("i1", result="已通车"), "reform"),
        ((RAISED, ASSIGNED), ReportProgress("i1", progress="已进场"), "reform"),
        (IN_PLAN, PLAN, "reform"),
        (IN_PLAN, VISIT, "assist-taoluo"),
        (FOR_CLOSURE, RequestClosure("i1", result="已通车"), "reform"),
        ((*FOR_CLOSURE, REOPENED), VISIT, "assist-taoluo"),
        ((*FOR_CLOSURE, REOPENED), RequestClosure("i1", result="已通车"), "reform"),
        ((*FOR_CLOSURE, RESOLVED), PLAN, "reform"),
    ]
    for history, command, by in wrong:
        given(ISSUE, "i1", *history).when(command, by=by).refused(rules.RIGHT_STEP)


def test_a_visit_that_finds_it_done_and_effective_resolves():
    visited = FollowUpVisited(
        "i1", town="taoluo", round=1, visitor_unit="housing", done=True, effective=True,
        evidence="现场照片", visited_on=TODAY,
    )  # fmt: skip
    given(ISSUE, "i1", *FOR_CLOSURE).when(VISIT, by="assist-taoluo").then(visited, RESOLVED)


def test_a_visit_that_finds_less_reopens():
    for done, effective in ((True, False), (False, True), (False, False)):
        visit = replace(VISIT, done=done, effective=effective)
        outcome = given(ISSUE, "i1", *FOR_CLOSURE).when(visit, by="assist-taoluo")
        visited, reopened = outcome.events
        assert isinstance(visited, FollowUpVisited)
        assert isinstance(reopened, IssueReopened)
        assert reopened.times == 1


def test_only_the_towns_own_assistance_group_visits():
    for by in ("assist-zhaoxian", "reform", "taoluo", "housing"):
        given(ISSUE, "i1", *FOR_CLOSURE).when(VISIT, by=by).not_permitted()


def test_a_member_whose_unit_ever_handled_the_matter_recuses():
    county = assigned("donggang")
    history = (RAISED, county, ASSIGNED, PLANNED, CLOSURE_REQUESTED)
    for unit in ("reform", "donggang"):
        visit = replace(VISIT, visitor_unit=unit)
        outcome = given(ISSUE, "i1", *history).when(visit, by="assist-taoluo")
        outcome.refused(rules.HANDLER_RECUSES)


def test_resolving_names_the_cause_and_lets_it_raise_a_new_issue():
    history = (SELF_RAISED, ASSIGNED, PLANNED, CLOSURE_REQUESTED)
    outcome = given(ISSUE, "i1", *history).when(VISIT, by="assist-taoluo")
    _, resolved, closed = outcome.events
    assert resolved == IssueResolved(
        "i1", town="taoluo", resolved_on=TODAY, **CAUSE_FIELDS, handler="reform"
    )
    assert closed == CauseClosed(CAUSE_ID, issue="i1")
    assert [d.stream for d in outcome.decided][2] == f"cause-{CAUSE_ID}"


def test_each_request_for_closure_gets_its_own_visit():
    again = (
        *FOR_CLOSURE,
        REOPENED,
        replace(PLANNED, round=2),
        ClosureRequested(
            "i1", town="taoluo", round=2, result="已整改", requested_on=TODAY, visit_working_days=10
        ),
    )
    visited = FollowUpVisited(
        "i1", town="taoluo", round=2, visitor_unit="housing", done=True, effective=True,
        evidence="现场照片", visited_on=TODAY,
    )  # fmt: skip
    given(ISSUE, "i1", *again).when(VISIT, by="assist-taoluo").then(visited, RESOLVED)


def test_a_town_withdraws_its_own_matter():
    withdraw = WithdrawIssue("i1", reason="已自行解决")
    withdrawn = IssueWithdrawn("i1", town="taoluo", reason="已自行解决")
    given(ISSUE, "i1", *IN_PLAN).when(withdraw, by="taoluo").then(withdrawn)
    given(ISSUE, "i1", *IN_PLAN).when(withdraw, by="zhaoxian").not_permitted()
    given(ISSUE, "i1", *IN_PLAN, withdrawn).when(withdraw, by="taoluo").refused(rules.RIGHT_STEP)


def test_a_matter_that_raised_itself_is_not_withdrawn():
    withdraw = WithdrawIssue("i1", reason="不再需要")
    self_raised = given(ISSUE, "i1", SELF_RAISED, ASSIGNED)
    self_raised.when(withdraw, by="taoluo").refused(rules.SELF_RAISED_STAYS)


def test_an_overdue_matter_can_still_be_put_up_for_closure():
    overdue = IssueOverdue("i1", town="taoluo", handler="reform", round=1, due_on=date(2024, 3, 31))
    late = given(ISSUE, "i1", *IN_PLAN, REPLIED, overdue)
    late.when(RequestClosure("i1", result="已通车"), by="reform").then(CLOSURE_REQUESTED)


def test_planning_counts_rounds_not_reopenings():
    assert isinstance(PLANNED, PlanProposed)
    state = given(ISSUE, "i1", *FOR_CLOSURE, REOPENED, replace(PLANNED, round=2)).state
    assert (state.round, state.reopened) == (2, 1)
