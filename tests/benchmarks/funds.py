"""Gives finance's real commands: funds with money, projects that may receive it, allocations."""

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund.state import FUND
from shared.kernel.aggregate import Actor
from shared.kernel.commands.executor import Executor, Outcome
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.unit import Order
from shared.kernel.subscription.journal import SYSTEM_ACTOR
from shared.schemas.finance.eligibility import RecogniseEligibility
from tests.benchmarks.events import NOW, PROJECTS
from tests.days import today

CLERK = Actor("张三", "finance")
AGGREGATES = [FUND, ELIGIBILITY]


class Funds:
    """Some funds of finance, and the clerk who allocates them."""

    def __init__(self, executor: Executor, count: int, prefix: str) -> None:
        self._executor = executor
        self._funds = [f"{prefix}-{n}" for n in range(count)]
        for project in PROJECTS:
            self._recognise(project)
        for fund in self._funds:
            year = today().year
            new = {"fund": fund, "name": fund, "source": "city", "kind": "special", "year": year}
            executor.give("register-fund", new, CLERK, key=f"{fund} registered")
            money = {"fund": fund, "amount_fen": 10**14}
            executor.give("appropriate", money, CLERK, key=f"{fund} appropriated")

    def allocate(self, turn: int, key: str, *, caller: int = 0, callers: int = 1) -> Outcome:
        """An allocation from one of the caller's own funds, validated, permitted and decided."""
        mine = self._funds[caller::callers]
        plain = {
            "fund": mine[turn % len(mine)],
            "project": PROJECTS[turn % len(PROJECTS)],
            "amount_fen": 100,
            "document": "日财预〔2024〕2号",
        }
        return self._executor.give("allocate-funds", plain, CLERK, key=key)

    def _recognise(self, project: str) -> None:
        data = RecogniseEligibility(
            project, name=project, town="taoluo", county="donggang", admitted_on=NOW.date()
        )
        id = command_id("benchmark", "recognise", project)
        command = self._executor.by_data[RecogniseEligibility]
        self._executor.execute(Order(command, data, SYSTEM_ACTOR, NOW, id))
