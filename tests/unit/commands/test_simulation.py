"""What if: nothing is appended, each step stands on the one before."""

from datetime import UTC, datetime

import pytest

from services.projects.domain.project.state import PROJECT
from shared.kernel.aggregate.parameters import PARAMETERS
from shared.kernel.commands.executor import Executor, UnknownCommand
from shared.kernel.commands.overriding import UnknownParameter
from shared.kernel.commands.simulation import Simulation, Step, simulate
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.log.recorded import split_type
from shared.policy.loader import registry
from tests.fixed_clock import FixedClock

NOW = datetime(2024, 3, 1, 4, tzinfo=UTC)
OPINIONS = "projects.opinions_required"
APPLICATION = {
    "project": "p1", "name": "演示-甲", "town": "taoluo", "kind": "infrastructure", "origin": "own",
    "unit": "演示-公司", "investment_fen": 100,
}  # fmt: skip


@pytest.fixture
def executor(tmp_path):
    from services.projects.domain.readiness import READINESS
    from services.projects.domain.reservations import RESERVED_CODE, RESERVED_NAME

    database = Database(f"sqlite:///{tmp_path / 'log.sqlite'}")
    migrate(database)
    aggregates = [PROJECT, READINESS, RESERVED_NAME, RESERVED_CODE, PARAMETERS]
    yield Executor(Log("projects", database), aggregates, registry(), FixedClock(NOW))
    database.close()


def tried(executor, *steps, parameters=None):
    return simulate(executor, Simulation(steps, NOW, parameters or {}))


def types(step):
    return [split_type(event.type)[0] for event in step.events]


def test_steps_stand_on_each_other_and_nothing_is_appended(executor):
    apply = Step("apply-for-admission", APPLICATION, "taoluo")
    review = Step("pass-preliminary-review", {"project": "p1"}, "donggang")
    first, second, third = tried(executor, apply, review, apply)
    assert "AdmissionApplied" in types(first)
    assert types(second) == ["PreliminaryReviewPassed"]
    assert third.refusal.rule.name == "already-exists"
    assert executor.log.head().position == 0


def test_other_parameters_lead_to_other_events(executor):
    opinion = {"project": "p1", "agrees": True, "statutory": False, "reason": "同意"}
    steps = [
        Step("apply-for-admission", APPLICATION, "taoluo"),
        Step("pass-preliminary-review", {"project": "p1"}, "donggang"),
        Step("give-opinion", opinion, "housing"),
        Step("admit-project", {"project": "p1"}, "housing"),
    ]
    assert tried(executor, *steps)[-1].refusal is not None
    fewer = tried(executor, *steps, parameters={OPINIONS: ["housing"]})
    assert "ProjectAdmitted" in types(fewer[-1])


def test_what_nobody_knows_is_named(executor):
    with pytest.raises(UnknownCommand):
        tried(executor, Step("fly", {}, "housing"))
    with pytest.raises(UnknownParameter):
        tried(executor, parameters={"projects.weather": 1})
