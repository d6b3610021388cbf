"""RZ-2.6: the ledgers of empowerment show what happened."""

from dataclasses import replace
from datetime import date

from services.empowerment.views.capacity import Capacity
from services.empowerment.views.delegated_cases import DelegatedCases
from services.empowerment.views.delegations import Delegations
from services.empowerment.views.duties import Duties
from services.empowerment.views.evaluations import DelegationEvaluations
from services.empowerment.views.power_items import PowerItems
from services.empowerment.views.power_lists import PowerLists
from services.empowerment.views.reforms import PilotReforms
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.empowerment import duty_list as duties
from shared.schemas.empowerment import power_list as powers
from tests.rows import rows
from tests.unit.empowerment.powers import (
    AGREED,
    ASSESSED,
    CIRCULATED,
    DELEGATED,
    DRAFTED,
    ITEM,
    ORGAN,
    PENALTY,
    PREPARED,
    SUPPORT,
    SUPPORT_DUE,
    SUSPENDED,
    TAKEN_UP,
    TODAY,
    WITHDRAWN,
    listed,
    published,
)
from tests.unit.empowerment.test_delegation_end import EVALUATE
from tests.unit.empowerment.test_duty_list import ASSIST, BASIC
from tests.unit.empowerment.test_pilot_reform import (
    APPROVED,
    ENDED,
    EVALUATED,
    LAWFUL,
    PROPOSED,
)
from tests.unit.projects.test_green_channel import ACCEPTED, GRANTED, OVERDUE, PERMIT
from tests.unit.projects.test_permit_power import TOWN, TRANSMITTED, taken


def test_an_item_is_shown_from_its_draft_to_its_publication() -> None:
    drafted = rows(PowerItems, DRAFTED, listed(ITEM), SUPPORT)["donggang:planning"]
    assert (drafted.status, drafted.organ, drafted.supports) == ("drafted", ORGAN, 1)
    shown = rows(PowerItems, *published(ITEM, PENALTY))
    assert {row.status for row in shown.values()} == {"published"}
    assert shown["donggang:fines"].provincial_decision == PENALTY.provincial_decision
    dropped = powers.PowerItemDropped(
        "donggang", item="planning", reason="重复", edition=1, dropped_on=TODAY
    )
    assert rows(PowerItems, listed(ITEM), dropped)["donggang:planning"].status == "dropped"
    again = rows(PowerItems, *published(ITEM), replace(listed(ITEM), edition=2), dropped)
    assert again["donggang:planning"].status == "published"


def test_a_countys_list_shows_how_far_it_is_and_what_is_late() -> None:
    late = powers.PowerListStepOverdue(
        "donggang", edition=1, step="legality", organisation="donggang-justice",
        due_on=date(2024, 3, 15),
    )  # fmt: skip
    objected = replace(AGREED, agrees=False)
    row = rows(PowerLists, DRAFTED, CIRCULATED, objected, late)["donggang"]
    assert (row.status, row.opinions, row.objections) == ("circulated", 1, 1)
    assert (row.overdue_step, row.overdue_since) == ("legality", late.due_on)
    answered = powers.TownOpinionAnswered(
        "donggang", town="taoluo", adopted=True, answer="改", edition=1, answered_on=TODAY
    )
    filed = powers.PowerListFiled("donggang", document="演示-备1号", edition=1, filed_on=TODAY)
    row = rows(PowerLists, *published(ITEM), filed)["donggang"]
    assert (row.status, row.filed_on, row.overdue_step) == ("filed", TODAY, None)
    assert rows(PowerLists, DRAFTED, objected, answered)["donggang"].objections == 0


def test_a_delegation_is_followed_from_the_town_that_is_assessed_to_its_withdrawal() -> None:
    promised = replace(DELEGATED, supports=(SUPPORT_DUE,))
    late = delegations.DelegationStepOverdue(
        "planning-taoluo", town="taoluo", step="handover", organisation=ORGAN,
        due_on=date(2024, 3, 29),
    )  # fmt: skip
    row = rows(Delegations, ASSESSED, promised, late)["planning-taoluo"]
    assert (row.status, row.respondent, row.supports_owed) == ("delegated", "taoluo", 1)
    assert (row.overdue_step, row.overdue_by) == ("handover", ORGAN)
    row = rows(Delegations, ASSESSED, promised, late, PREPARED, TAKEN_UP)["planning-taoluo"]
    assert (row.status, row.overdue_step) == ("exercised", None)
    row = rows(Delegations, ASSESSED, DELEGATED, TAKEN_UP, SUSPENDED)["planning-taoluo"]
    assert row.status == "suspended"
    row = rows(Delegations, ASSESSED, DELEGATED, TAKEN_UP, WITHDRAWN)["planning-taoluo"]
    assert (row.status, row.withdrawn_on, row.cause) == ("withdrawn", TODAY, "decision")
    again = rows(Delegations, ASSESSED, DELEGATED, WITHDRAWN, DELEGATED)["planning-taoluo"]
    assert (again.status, again.withdrawn_on) == ("delegated", None)


def test_capacity_shows_what_is_lacking_and_since_when() -> None:
    found = replace(ASSESSED, lacking=("window",))
    lapsed = running.CapacityLapsed(
        "planning-taoluo", town="taoluo", lacking=("window",), lapsed_on=TODAY
    )
    row = rows(Capacity, ASSESSED, found, lapsed)["planning-taoluo"]
    assert (row.lacking, row.lapsed_on) == (["window"], TODAY)
    assert rows(Capacity, found, lapsed, ASSESSED)["planning-taoluo"].lapsed_on is None


def test_an_evaluation_shows_cases_disputes_and_what_runs_empty() -> None:
    lodged = running.DisputeRecorded(
        "planning-taoluo", dispute="d-1", kind="suit", case_number="演示-行初1号",
        lodged_on=TODAY, town="taoluo", respondent="taoluo",
    )  # fmt: skip
    due = running.EvaluationDue(
        "planning-taoluo", town="taoluo", organ=ORGAN, due_on=TODAY, evaluation_working_days=30
    )
    evaluated = running.DelegationEvaluated.of(
        replace(EVALUATE, handled=0, late=0), town="taoluo", reviews=0, suits=1, idle=True,
        evaluated_by=ORGAN, evaluated_on=TODAY, evaluation_calendar_days=365,
    )  # fmt: skip
    row = rows(DelegationEvaluations, TAKEN_UP, lodged, due)["planning-taoluo"]
    assert (row.suits, row.due_since) == (1, TODAY)
    row = rows(DelegationEvaluations, TAKEN_UP, lodged, due, evaluated)["planning-taoluo"]
    assert (row.idle, row.result, row.due_since) == (True, "keep", None)


def test_the_cases_of_a_power_are_those_that_its_town_accepted() -> None:
    late = replace(OVERDUE, organisation=TOWN)
    case = rows(DelegatedCases, taken("accept"), TRANSMITTED, late, GRANTED)[f"tea:{PERMIT}"]
    assert (case.delegation, case.form, case.granted, case.late) == (
        "planning-jufeng", "accept", True, True,
    )  # fmt: skip
    assert not rows(DelegatedCases, ACCEPTED, OVERDUE, GRANTED)
    assert not rows(DelegatedCases, taken("empower"), ACCEPTED)


def test_duties_stand_by_their_lists() -> None:
    dropped = duties.DutyDropped("taoluo", duty="floods", reason="调整", dropped_on=TODAY)
    shown = rows(Duties, BASIC, ASSIST, dropped)
    assert [row.kind for row in shown.values()] == ["assist"]
    assert shown["taoluo:safety"].organ == "donggang-emergency"


def test_a_reform_shows_its_authority_its_days_and_what_came_of_it() -> None:
    row = rows(PilotReforms, PROPOSED, LAWFUL, APPROVED)["r-1"]
    assert (row.status, row.lawful, row.decided_by) == ("running", True, "东港区政府")
    row = rows(PilotReforms, PROPOSED, LAWFUL, APPROVED, ENDED, EVALUATED)["r-1"]
    assert (row.status, row.result, row.ended_on) == ("ended", "effective", TODAY)
