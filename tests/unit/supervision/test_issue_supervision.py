"""RZ-3.3.d, RZ-3.3.e: principals answer; reminders, escalation, instructions and ratings."""

from dataclasses import replace
from datetime import date

from services.supervision.domain.issue import rules
from services.supervision.domain.issue.state import ISSUE
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.supervision.issue import (
    ClosureRequested,
    IssueRaised,
    RequestClosure,
    WithdrawIssue,
)
from shared.schemas.supervision.issue_supervision import (
    DesignateSupervisor,
    EscalateIssue,
    HandlerReminded,
    HandlingRated,
    InstructionRecorded,
    IssueEscalated,
    RateHandling,
    RecordInstruction,
    RemindHandler,
    ReplyAsPrincipal,
    SupervisorDesignated,
)
from tests.given import given
from tests.unit.supervision.matters import (
    ASSIGNED,
    FOR_CLOSURE,
    IN_PLAN,
    PLANNED,
    RAISED,
    REPLIED,
    RESOLVED,
    TODAY,
    assigned,
)

REPLY = ReplyAsPrincipal("i1", principal="演示-主任", reply="全力解决")
CLOSE = RequestClosure("i1", result="已通车")
REMIND = RemindHandler("i1", message="请按期办结")
ESCALATED = IssueEscalated(
    "i1", town="taoluo", handler="reform", to="gov-office", trigger="decision", reason="久拖不决",
    escalated_on=TODAY,
)  # fmt: skip
DESIGNATE = DesignateSupervisor(
    "i1", supervisor="ecology", scope="工程进度", since=TODAY, until=date(2024, 6, 30)
)
DESIGNATED = SupervisorDesignated(
    "i1", town="taoluo", supervisor="ecology", scope="工程进度", since=TODAY, until=date(2024, 6, 30),
)  # fmt: skip
INSTRUCT = RecordInstruction("i1", leader="演示-市长", instruction="限期办结", instructed_on=TODAY)
INSTRUCTED = InstructionRecorded(
    "i1", town="taoluo", number=1, leader="演示-市长", instruction="限期办结", instructed_on=TODAY
)
RATE = RateHandling("i1", score=85, comment="及时有效")
RATED = HandlingRated(
    "i1", town="taoluo", handler="reform", score=85, weight=30, comment="及时有效", rated_on=TODAY
)
OF_COUNTY = tuple(replace(e, handler="donggang-finance") for e in (ASSIGNED, PLANNED, RESOLVED))


def test_what_a_city_department_handles_needs_its_principals_reply_before_closure():
    given(ISSUE, "i1", *IN_PLAN).when(REPLY, by="reform").then(REPLIED)
    given(ISSUE, "i1", *IN_PLAN).when(CLOSE, by="reform").refused(rules.PRINCIPAL_REPLIES)
    put_up = ClosureRequested(
        "i1", town="taoluo", round=1, result="已通车", requested_on=TODAY, visit_working_days=10
    )
    given(ISSUE, "i1", *IN_PLAN, REPLIED).when(CLOSE, by="reform").then(put_up)
    county = given(ISSUE, "i1", RAISED, *OF_COUNTY[:2])
    county.when(CLOSE, by="donggang-finance").then(put_up)


def test_only_the_principal_of_a_department_that_handles_the_matter_replies():
    given(ISSUE, "i1", *IN_PLAN).when(REPLY, by="finance").refused(rules.HANDLER_ACTS)
    given(ISSUE, "i1", *IN_PLAN).when(REPLY, by="donggang").not_permitted()
    given(ISSUE, "i1", *FOR_CLOSURE, RESOLVED).when(REPLY, by="reform").refused(rules.RIGHT_STEP)
    another = given(ISSUE, "i1", RAISED, ASSIGNED, REPLIED, replace(ASSIGNED, handler="finance"))
    assert another.when(REPLY, by="finance").events


def test_supervisors_remind_the_handler_and_reminders_are_counted():
    reminded = HandlerReminded(
        "i1", town="taoluo", handler="reform", times=1, message="请按期办结", reminded_on=TODAY
    )
    for by in ("housing", "donggang"):
        given(ISSUE, "i1", *IN_PLAN).when(REMIND, by=by).then(reminded)
    again = given(ISSUE, "i1", *IN_PLAN, reminded)
    again.when(REMIND).then(replace(reminded, times=2))
    for by in ("reform", "finance", "gov-office"):
        given(ISSUE, "i1", *IN_PLAN).when(REMIND, by=by).refused(rules.SUPERVISOR_ACTS)
    given(ISSUE, "i1", RAISED).when(REMIND).refused(rules.RIGHT_STEP)
    given(ISSUE, "i1", *IN_PLAN).when(REMIND, by="juxian").not_permitted()


def test_an_escalated_matter_is_followed_by_the_inspection_office():
    escalate = EscalateIssue("i1", reason="久拖不决")
    given(ISSUE, "i1", *IN_PLAN).when(escalate).then(ESCALATED)
    given(ISSUE, "i1", *IN_PLAN).when(escalate, by="reform").refused(rules.SUPERVISOR_ACTS)
    followed = given(ISSUE, "i1", *IN_PLAN, ESCALATED)
    assert followed.when(REMIND, by="gov-office").events
    followed.when(escalate, by="gov-office").refused(NOTHING_CHANGES)
    given(ISSUE, "i1", *FOR_CLOSURE).when(escalate).refused(rules.RIGHT_STEP)


def test_a_designated_supervisor_watches_over_the_matter_in_its_period():
    story = given(ISSUE, "i1", *IN_PLAN)
    story.when(DESIGNATE, by="gov-office").then(DESIGNATED)
    story.when(DESIGNATE, by="donggang").not_permitted()
    watched = given(ISSUE, "i1", *IN_PLAN, DESIGNATED)
    assert watched.when(REMIND, by="ecology").events
    over = given(ISSUE, "i1", *IN_PLAN, replace(DESIGNATED, until=date(2024, 2, 1)))
    over.when(REMIND, by="ecology").refused(rules.SUPERVISOR_ACTS)


def test_a_supervisor_stands_apart_and_its_period_is_ahead():
    story = given(ISSUE, "i1", *IN_PLAN)
    for supervisor in ("reform", "juxian", "taoluo", "donggang-finance"):
        designate = replace(DESIGNATE, supervisor=supervisor)
        story.when(designate).refused(rules.SUPERVISOR_STANDS_APART)
    ended = replace(DESIGNATE, since=date(2024, 1, 1), until=date(2024, 2, 29))
    story.when(ended).refused(rules.PERIOD_IS_AHEAD)
    story.when(replace(DESIGNATE, since=date(2024, 7, 1))).refused(rules.PERIOD_IS_AHEAD)


def test_a_leaders_instruction_on_an_open_matter_is_counted_and_keeps_it_on_the_ledger():
    given(ISSUE, "i1", *IN_PLAN).when(INSTRUCT, by="gov-office").then(INSTRUCTED)
    carried = given(ISSUE, "i1", *IN_PLAN, INSTRUCTED)
    carried.when(INSTRUCT).then(replace(INSTRUCTED, number=2))
    carried.when(WithdrawIssue("i1", reason="已解决"), by="taoluo").refused(rules.INSTRUCTED_STAYS)
    given(ISSUE, "i1", *IN_PLAN).when(INSTRUCT, by="reform").not_permitted()
    given(ISSUE, "i1", *FOR_CLOSURE, RESOLVED).when(INSTRUCT).refused(rules.RIGHT_STEP)


def test_a_leaders_instruction_on_any_other_matter_raises_it():
    new = replace(INSTRUCT, town="taoluo", title="演示-渔港淤积", handler="reform")
    raised = IssueRaised(
        "i1", town="taoluo", county="donggang", kind="problem", title="演示-渔港淤积",
        description="限期办结", clause="RZ-3.3.e", raised_on=TODAY, assign_working_days=3,
    )  # fmt: skip
    made = assigned("reform")
    given(ISSUE, "i1").when(new).then(raised, INSTRUCTED, made)
    given(ISSUE, "i1").when(replace(new, handler=None), by="donggang").then(raised, INSTRUCTED)
    given(ISSUE, "i1").when(INSTRUCT).refused(rules.INSTRUCTION_NAMES_ITS_MATTER)
    for missing in ("town", "title"):
        half = replace(new, **{missing: None})
        given(ISSUE, "i1").when(half).refused(rules.INSTRUCTION_NAMES_ITS_MATTER)
    given(ISSUE, "i1").when(replace(new, town="nanhu")).refused(rules.TOWN_IS_KNOWN)
    given(ISSUE, "i1").when(replace(new, handler="juxian")).refused(rules.HANDLER_IS_COMPETENT)
    given(ISSUE, "i1").when(replace(new, clause="RZ-9.9.z")).refused(rules.CLAUSE_IS_KNOWN)


def test_an_instruction_is_recorded_on_or_after_its_day():
    ahead = replace(INSTRUCT, instructed_on=date(2024, 3, 2))
    given(ISSUE, "i1", *IN_PLAN).when(ahead).refused(rules.INSTRUCTED_BY_TODAY)


def test_the_town_rates_the_handler_once_when_the_matter_has_ended():
    ended = given(ISSUE, "i1", *FOR_CLOSURE, RESOLVED)
    ended.when(RATE, by="taoluo").then(RATED)
    ended.when(RATE, by="donggang").not_permitted()
    given(ISSUE, "i1", *FOR_CLOSURE).when(RATE, by="taoluo").refused(rules.RIGHT_STEP)
    rated = given(ISSUE, "i1", *FOR_CLOSURE, RESOLVED, RATED)
    rated.when(RATE, by="taoluo").refused(rules.RATED_ONCE)


def test_ratings_of_county_departments_weigh_thirty_percent_at_least():
    light = {"supervision.town_rating_percent": 20}
    city = given(ISSUE, "i1", *FOR_CLOSURE, RESOLVED)
    (rated,) = city.when(RATE, by="taoluo", parameters=light).events
    assert rated.weight == 20
    county = given(ISSUE, "i1", RAISED, *OF_COUNTY)
    (rated,) = county.when(RATE, by="taoluo", parameters=light).events
    assert (rated.handler, rated.weight) == ("donggang-finance", 30)
    heavy = {"supervision.town_rating_percent": 40}
    (rated,) = county.when(RATE, by="taoluo", parameters=heavy).events
    assert rated.weight == 40
