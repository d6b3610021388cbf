"""What the demo programme shows of credit (RZ-2.4)."""

from collections import Counter
from typing import Any

import pytest

from services.credit.views.assessments import InstitutionAssessments
from services.credit.views.demand_answers import DemandAnswers
from services.credit.views.financing_demands import FinancingDemands
from services.credit.views.guarantee_coverage import GuaranteeCoverage
from services.credit.views.guarantee_ledger import GuaranteeLedger
from services.credit.views.guarantees_not_given import GuaranteesNotGiven
from services.credit.views.institution_answers import InstitutionAnswers
from services.credit.views.intents import Intents
from services.credit.views.town_loans import TownLoans
from services.projects.views.project_readiness import ProjectReadiness
from tests.scenario.programme import missing_commands, types_of
from tests.scenario.pure_run import PureRun


def rows(run: PureRun, view: type) -> dict[str, Any]:
    return run.service("credit").rows(view).by_key


@pytest.fixture(scope="module")
def happened(run: PureRun) -> Counter[str]:
    return types_of(run, "credit")


def test_every_command_of_credit_is_given() -> None:
    assert missing_commands("credit") == []


def test_demands_end_in_every_way_and_no_flag_is_left(run: PureRun) -> None:
    demands = rows(run, FinancingDemands).values()
    assert {row.stage for row in demands} == {"lent", "contacted", "unmet", "withdrawn"}
    assert sum(row.late for row in demands) == 2
    assert not [row.demand for row in demands if row.warnings]


def test_whoever_withdrew_his_consent_is_read_no_more(run: PureRun) -> None:
    unread = [r for r in rows(run, DemandAnswers).values() if not r.reader]
    assert [(r.demand, r.institution) for r in unread] == [
        ("jufeng-financing-2024-2", "institution-rural")
    ]


def test_a_guarantee_was_compensated_and_some_of_it_came_back(run: PureRun) -> None:
    stages = Counter(row.stage for row in rows(run, GuaranteeLedger).values())
    assert {"released", "compensated", "disbursed", "refused", "withdrawn"} <= stages.keys()
    [paid] = [r for r in rows(run, GuaranteeLedger).values() if r.compensated_fen]
    assert 0 < paid.recovered_fen < paid.compensated_fen <= paid.guaranteed_fen
    assert paid.owed_fen == paid.compensated_fen - paid.recovered_fen - paid.written_off_fen


def test_what_is_not_guaranteed_stands_on_its_list_with_the_risk(run: PureRun) -> None:
    [left] = rows(run, GuaranteesNotGiven).values()
    assert (left.stage, left.risk) == ("refused", "disputes")
    coverage = rows(run, GuaranteeCoverage)["chaohe"]
    assert (coverage.approved, coverage.refused, coverage.by_count) == (1, 1, 5000)


def test_intents_are_drawn_within_what_was_approved_and_one_expired(run: PureRun) -> None:
    intents = rows(run, Intents)
    used = intents["intent-2024-1"]
    assert 0 < used.drawn_fen <= used.approved_fen <= used.amount_fen and not used.expired
    assert intents["intent-2024-2"].expired


def test_totals_of_three_institutions_are_shown(run: PureRun) -> None:
    assert all(row.shown for row in rows(run, TownLoans).values())


def test_the_assessments_second_edition_is_the_one_confirmed(run: PureRun) -> None:
    assessed = rows(run, InstitutionAssessments).values()
    assert {(row.edition, row.grade) for row in assessed} == {(2, "excellent"), (2, "good")}
    assert sum(row.corrections for row in assessed) == 1


def test_what_each_institution_answered_is_counted_for_its_assessment(run: PureRun) -> None:
    answered = rows(run, InstitutionAnswers)
    rural = answered["institution-rural.2024"]
    assert (rural.pushed, rural.late) == (3, 0)
    assert answered["institution-city.2024"].late == 2


def test_money_of_credit_stands_at_the_projects(run: PureRun, happened: Counter[str]) -> None:
    financed = [
        row
        for row in run.service("projects").rows(ProjectReadiness).by_key.values()
        if row.financed
    ]
    assert financed and happened["IntentDrawn"] == 4
    assert sum(row.financing_fen for row in financed) == 4_000_000_000
