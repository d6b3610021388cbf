"""RZ-3.3.b, RZ-3.3.d, RZ-3.3.e: ledgers of lights, replies owed, instructions, ratings, files."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.supervision.views.follow_up_visits import FollowUpVisits
from services.supervision.views.handler_record import HandlerRecord
from services.supervision.views.instructions import Instructions
from services.supervision.views.issue_file import IssueFile
from services.supervision.views.issue_ledger import IssueLedger
from services.supervision.views.replies_owed import RepliesOwed
from services.supervision.views.supervised_issues import SupervisedIssues
from shared.schemas.supervision.issue import IssueAssigned, IssueOverdue
from shared.schemas.supervision.issue_course import (
    AssignmentReturned,
    DeadlineExtended,
    ExplanationVisited,
    IssueConcluded,
    IssueMerged,
    IssueResumed,
    IssueSuspended,
    MatterExplained,
    SuspensionReviewDue,
    TownViewGiven,
)
from shared.schemas.supervision.issue_supervision import (
    HandlerReminded,
    HandlingRated,
    InstructionRecorded,
    IssueDueSoon,
    IssueEscalated,
    SupervisorDesignated,
)
from tests.rows import rows
from tests.unit.supervision.matters import (
    ASSIGNED,
    FOR_CLOSURE,
    IN_PLAN,
    RAISED,
    REOPENED,
    REPLIED,
    RESOLVED,
    TODAY,
)

DUE, LATER = date(2024, 3, 31), date(2024, 4, 15)
SOON = IssueDueSoon("i1", town="taoluo", handler="reform", round=1, due_on=DUE)
OVERDUE = IssueOverdue("i1", town="taoluo", handler="reform", round=1, due_on=DUE)
EXTENDED = DeadlineExtended(
    "i1", town="taoluo", round=1, from_due_on=DUE, due_on=LATER, reason="雨季停工", extended_on=TODAY,
    extended_by="housing", beyond_cap=False,
)  # fmt: skip
SUSPENDED = IssueSuspended(
    "i1", town="taoluo", times=1, superior="演示-省厅", reason="待批复", suspended_on=TODAY,
    review_on=LATER,
)  # fmt: skip
EXPLAINED = MatterExplained(
    "i1", town="taoluo", handler="reform", legal_basis="依据", explanation="说明", explained_on=TODAY,
)  # fmt: skip
CONCLUDED = IssueConcluded(
    "i1", town="taoluo", handler="reform", legal_basis="依据", visited_on=TODAY, town_agrees=False,
    town_view="保留意见", concluded_on=TODAY,
)  # fmt: skip
INSTRUCTED = InstructionRecorded(
    "i1", town="taoluo", number=1, leader="演示-市长", instruction="限期办结", instructed_on=TODAY
)
RATED = HandlingRated(
    "i1", town="taoluo", handler="reform", score=70, weight=30, comment="尚可", rated_on=TODAY
)


def ledger(*events):
    return rows(IssueLedger, *events)["i1"]


def test_the_ledger_shows_the_light_of_a_running_plan():
    assert ledger(RAISED, ASSIGNED).light == ""
    assert ledger(*IN_PLAN).light == "green"
    assert ledger(*IN_PLAN, SOON).light == "yellow"
    assert ledger(*IN_PLAN, SOON, OVERDUE).light == "red"
    extended = ledger(*IN_PLAN, SOON, OVERDUE, EXTENDED)
    assert (extended.light, extended.due_on, extended.extended) == ("green", LATER, 1)
    assert ledger(*IN_PLAN, OVERDUE, RESOLVED).light == ""


def test_the_ledger_shows_what_is_parked_and_when_it_is_looked_at_again():
    parked = ledger(*IN_PLAN, SUSPENDED)
    assert (parked.step, parked.superior, parked.review_on) == ("suspended", "演示-省厅", LATER)
    assert ledger(
        *IN_PLAN, SUSPENDED, SuspensionReviewDue("i1", town="taoluo", times=1, review_on=LATER)
    ).review_due
    resumed = ledger(
        *IN_PLAN, SUSPENDED, IssueResumed("i1", town="taoluo", reason="已批复", resumed_on=TODAY)
    )
    assert resumed.step == "assigned"


def test_the_ledger_shows_every_other_end_apart():
    assert ledger(*IN_PLAN, EXPLAINED).step == "explained"
    concluded = ledger(*IN_PLAN, EXPLAINED, CONCLUDED)
    assert (concluded.step, concluded.concluded_on, concluded.resolved_on) == (
        "concluded", TODAY, None,
    )  # fmt: skip
    merged = ledger(
        RAISED, IssueMerged("i1", town="taoluo", into="i2", reason="同一事项", merged_on=TODAY)
    )
    assert (merged.step, merged.merged_into) == ("merged", "i2")
    returned = ledger(
        RAISED,
        ASSIGNED,
        AssignmentReturned("i1", town="taoluo", handler="reform", reason="否", returned_on=TODAY),
    )
    assert (returned.step, returned.handler) == ("raised", "")


def test_the_ledger_shows_escalation_instructions_co_handlers_and_replies():
    together = replace(ASSIGNED, co_handlers=("finance",))
    escalated = IssueEscalated(
        "i1", town="taoluo", handler="reform", to="gov-office", trigger="red", reason="红灯",
        escalated_on=TODAY,
    )  # fmt: skip
    row = ledger(RAISED, together, escalated, INSTRUCTED, REPLIED)
    assert (row.escalated, row.instructions, row.replied) == (True, 1, True)
    assert row.co_handlers == ["finance"]
    assert not ledger(RAISED, ASSIGNED, REPLIED, replace(ASSIGNED, handler="tax")).replied


def test_matters_under_supervision_have_a_ledger_of_their_own_to_their_end():
    escalated = IssueEscalated(
        "i1", town="taoluo", handler="reform", to="gov-office", trigger="red", reason="red",
        escalated_on=TODAY,
    )  # fmt: skip
    reminded = HandlerReminded(
        "i1", town="taoluo", handler="reform", times=2, message="抓紧", reminded_on=TODAY
    )
    designated = SupervisorDesignated(
        "i1", town="taoluo", supervisor="justice", scope="全程", since=TODAY, until=LATER
    )
    assert rows(SupervisedIssues, *IN_PLAN, RESOLVED) == {}
    row = rows(SupervisedIssues, *IN_PLAN, reminded, escalated, designated, RESOLVED)["i1"]
    assert (row.reminders, row.escalated_to, row.trigger) == (2, "gov-office", "red")
    assert (row.supervisor, row.until, row.ended) == ("justice", LATER, "resolved")
    again = rows(SupervisedIssues, *IN_PLAN, reminded, replace(ASSIGNED, handler="tax"))["i1"]
    assert (again.handler, again.ended) == ("tax", "")
    assert rows(SupervisedIssues, designated, CONCLUDED)["i1"].ended == "concluded"


def test_a_city_department_owes_its_principals_reply_until_it_is_given():
    (owed,) = rows(RepliesOwed, ASSIGNED).values()
    assert (owed.department, owed.owed, owed.assigned_on) == ("reform", True, TODAY)
    (given,) = rows(RepliesOwed, ASSIGNED, REPLIED).values()
    assert (given.owed, given.principal, given.replied_on) == (False, "演示-主任", TODAY)
    (county,) = rows(RepliesOwed, IssueAssigned("i1", town="taoluo", handler="donggang")).values()
    assert not county.owed
    (next_one,) = rows(RepliesOwed, ASSIGNED, REPLIED, replace(ASSIGNED, handler="tax")).values()
    assert (next_one.department, next_one.owed) == ("tax", True)
    (helper,) = rows(RepliesOwed, ASSIGNED, replace(REPLIED, department="tax")).values()
    assert helper.owed and len(helper.replies) == 1
    (ended,) = rows(RepliesOwed, ASSIGNED, RESOLVED).values()
    assert not ended.owed


def test_the_file_of_a_matter_tells_everything_in_order():
    (file,) = rows(IssueFile, *FOR_CLOSURE, REOPENED, INSTRUCTED).values()
    assert (file.town, file.title, file.last_on) == ("taoluo", "演示-断头路", TODAY)
    assert [entry["what"] for entry in file.entries] == [
        "事项提出", "事项交办", "办理方案提出", "申请销号", "事项重办", "领导批示",
    ]  # fmt: skip
    assert file.entries[2]["due_on"] == "2024-03-31"


def test_an_instruction_is_followed_to_its_end_and_others_have_no_row():
    (row,) = rows(Instructions, INSTRUCTED, RESOLVED).values()
    assert (row.number, row.ended_on, row.ended_by) == (1, TODAY, "resolved")
    (row,) = rows(Instructions, INSTRUCTED, CONCLUDED).values()
    assert row.ended_by == "concluded"
    assert rows(Instructions, RESOLVED) == {}


def test_the_record_of_a_handler_counts_explanations_apart():
    record = rows(HandlerRecord, ASSIGNED, RESOLVED, replace(ASSIGNED, issue="i2"), CONCLUDED)
    row = record["reform"]
    assert (row.assigned, row.resolved, row.explained) == (2, 1, 1)


def test_the_record_of_a_handler_weighs_the_towns_ratings():
    reminded = HandlerReminded(
        "i1", town="taoluo", handler="reform", times=1, message="请抓紧", reminded_on=TODAY
    )
    events = (ASSIGNED, reminded, OVERDUE, RESOLVED, replace(RESOLVED, issue="i2"), RATED)
    row = rows(HandlerRecord, *events)["reform"]
    assert (row.own_score, row.town_score) == (Decimal("50.00"), Decimal("70.00"))
    assert row.score == Decimal("56.00")  # 70 × 30% + 50 × 70%
    unrated = rows(HandlerRecord, *events[:-1])["reform"]
    assert (unrated.own_score, unrated.score) == (Decimal("50.00"), None)


def test_a_visit_on_an_explanation_stands_among_the_visits():
    visit = ExplanationVisited(
        "i1", town="taoluo", visitor_unit="housing", holds=True, evidence="核对规划图",
        visited_on=TODAY,
    )  # fmt: skip
    (row,) = rows(FollowUpVisits, visit).values()
    assert (row.about, row.effective, row.done) == ("explanation", True, False)


def test_the_towns_view_stands_in_the_file():
    (file,) = rows(
        IssueFile, TownViewGiven("i1", town="taoluo", agrees=False, view="保留意见", given_on=TODAY)
    ).values()
    assert (file.entries[0]["agrees"], file.entries[0]["view"]) == (False, "保留意见")
