"""Histories in logs of their own, replayed by their tests: of fees, an award round, a reserve."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from services.finance.domain.assessed_town import ASSESSED_TOWN
from services.finance.domain.award_round.state import AWARD_ROUND
from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fee_account import FEE_ACCOUNT
from services.finance.domain.fee_receipt import FEE_RECEIPT
from services.finance.domain.fund.state import FUND
from services.finance.domain.treasury import TREASURY
from services.land.domain.land_demand import LAND_DEMAND
from services.land.domain.land_request.state import LAND_REQUEST
from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from services.land.domain.reserve_book.state import RESERVE_BOOK
from services.land.domain.screening import SCREENING
from services.land.domain.town_stock import TOWN_STOCK
from shared.kernel.aggregate import Actor
from shared.kernel.aggregate.aggregate import Aggregate
from shared.kernel.aggregate.parameters import PARAMETERS
from shared.kernel.aggregate.standings import STANDINGS
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.replaying import Otherwise, Replay
from shared.kernel.commands.replaying.given import running
from shared.kernel.commands.unit import Order
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.policy.loader import registry
from shared.schemas.finance.award_round import CloseScoring
from shared.schemas.finance.award_round_result import GrantAwards, PubliciseResult
from shared.schemas.finance.fund import Appropriate, RegisterFund
from shared.schemas.land.land_request import AllocateLand, RequestNewLand
from shared.schemas.land.reserve_book import SetConstructionScale, SetReserve
from shared.schemas.land.screening import OpenScreening
from tests.fixed_clock import FixedClock
from tests.given import NOON
from tests.unit.finance import rounds
from tests.unit.finance.fees import PUBLISH, RECORD, giver

FEES: list[Aggregate[Any]] = [FEE_ACCOUNT, FEE_RECEIPT, TREASURY]
AWARDS: list[Aggregate[Any]] = [AWARD_ROUND, FUND, ELIGIBILITY, ASSESSED_TOWN]
RESERVES: list[Aggregate[Any]] = [
    RESERVE_BOOK, LAND_REQUEST, LAND_DEMAND, SCREENING, TOWN_STOCK, QUOTA_LEDGER,
]  # fmt: skip
MARCH = datetime(2026, 3, 2, 4, tzinfo=UTC)
MAY = datetime(2026, 5, 4, 4, tzinfo=UTC)
LATE_FEE = replace(RECORD, receipt="r-2026", collected_on=date(2026, 2, 20))


class History:
    """Gives commands, lets deadlines pass, and replays what there is."""

    def __init__(
        self, database: Database, service: str, aggregates: Sequence[Aggregate[Any]]
    ) -> None:
        self.log = Log(service, database)
        self.aggregates = [*aggregates, PARAMETERS, STANDINGS]
        self.executor = Executor(self.log, self.aggregates, registry(), FixedClock(MARCH))

    def give(self, data: Any, at: datetime = MARCH, by: str = "", person: str = "张三") -> str:
        """The id under which the command stands in the log."""
        command = self.executor.by_data[type(data)]
        id = command_id(self.log.service, command.name, str(self.log.head().position))
        actor = Actor(person, by or giver(data), frozenset({command.duty} - {""}))
        self.executor.execute(Order(command, data, actor, at, id))
        return id

    def let_pass(self, aggregate: Aggregate[Any], id: str, until: datetime) -> None:
        """Fire the deadlines of a stream as the service would."""
        _, state = self.executor.repository.load(aggregate, id, fresh=True)
        for moment, data in sorted(running(aggregate, id, state), key=lambda one: one[0]):
            if moment <= until:
                command = self.executor.commands[f"pass-deadline-of-{aggregate.category}"]
                own = command_id("deadline", data.stream_id, data.key)
                system = Actor("system", "system")
                self.executor.execute(Order(command, data, system, moment, own))

    def replay(self, until: datetime = MAY, **otherwise: Any) -> Replay:
        replay = Replay(self.log, self.aggregates, registry(), until, Otherwise(**otherwise))
        for _ in replay.run():
            pass
        return replay


@contextmanager
def _history(folder: Path, service: str, aggregates: Sequence[Aggregate[Any]]) -> Iterator[History]:
    database = Database(f"sqlite:///{folder / 'log.sqlite'}")
    migrate(database)
    try:
        yield History(database, service, aggregates)
    finally:
        database.close()


@contextmanager
def of_fees(folder: Path) -> Iterator[History]:
    """Shares published, a fee of 2024 and one of 2026; whose hand-over is late by May."""
    with _history(folder, "finance", FEES) as history:
        history.give(PUBLISH)
        history.give(RECORD)
        history.give(LATE_FEE)
        history.let_pass(FEE_ACCOUNT, "taoluo", MAY)
        yield history


GRANTED = datetime(2024, 4, 10, 4, tzinfo=UTC)
SCORES = {"taoluo": (80, 90), "chaohe": (85, 70)}


@dataclass(frozen=True)
class Awards:
    """`opened` is the act that opened the round, `scored` those by which each reviewer scored."""

    history: History
    opened: str
    scored: Mapping[tuple[str, str], str]


@contextmanager
def of_awards(folder: Path, *, late: bool = False) -> Iterator[Awards]:
    """A round with prizes of 600 and 300 fen: 涛雒镇 has 0.6 × 80 + 0.4 × 90 = 84 points, 潮河镇
    0.6 × 85 + 0.4 × 70 = 79, and each wants 900 fen. The end of its publicity is told in time, or
    `late`, after a command that was given since."""
    with _history(folder, "finance", AWARDS) as history:
        fund, id = rounds.FUND_ID, rounds.ID
        register = RegisterFund(fund, name="演示-奖补", source="city", kind="general", year=2024)
        history.give(register, NOON, "finance")
        appropriate = Appropriate(fund, amount_fen=1500, document="日财预〔2024〕3号")
        history.give(appropriate, NOON, "finance")
        opened = history.give(rounds.OPEN, NOON, "finance")
        history.give(rounds.BID, NOON, "taoluo")
        history.give(rounds.OTHER, NOON, "chaohe")
        scored = {
            (town, reviewer.person): history.give(
                rounds.score(town, *points), rounds.SCORING, "agriculture", reviewer.person
            )
            for town, points in SCORES.items()
            for reviewer in rounds.REVIEWERS[:3]
        }
        history.give(CloseScoring(id), rounds.SCORING, "finance")
        history.give(PubliciseResult(id), rounds.SCORING, "finance")
        if late:
            history.give(replace(register, fund="f-other"), GRANTED, "finance")
        history.let_pass(AWARD_ROUND, id, GRANTED)
        history.give(GrantAwards(id, document="日财奖〔2024〕1号"), GRANTED, "finance")
        history.let_pass(FUND, fund, MAY)
        yield Awards(history, opened, scored)


ALLOCATED = datetime(2024, 3, 22, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Reserves:
    """`reserved` is the act that set the reserve."""

    history: History
    reserved: str


@contextmanager
def of_reserve(folder: Path) -> Iterator[Reserves]:
    """莒县 reserves 100 of 1000 m². Of two projects of 招贤镇 one asks for 60 m² and one for 30,
    and both get them out of the reserve on the fifteenth working day after they asked."""
    with _history(folder, "land", RESERVES) as history:
        scale = SetConstructionScale("juxian", scale=Decimal(1000))
        history.give(scale, NOON, "natural-resources")
        reserved = history.give(SetReserve("juxian", reserved=Decimal(100)), NOON, "juxian")
        for project, area in (("p-1", Decimal(60)), ("p-2", Decimal(30))):
            admitted = OpenScreening(
                project, name="演示", town="zhaoxian", county="juxian", land_area=None,
                land_use=None, admitted_on=NOON.date(),
            )  # fmt: skip
            history.give(admitted, NOON, "system")
            asked = RequestNewLand(
                f"r-{project}", project=project, town="zhaoxian", area=area, use="public",
                screening=[],
            )  # fmt: skip
            history.give(asked, NOON, "zhaoxian")
        for request in ("r-p-1", "r-p-2"):
            drawn = AllocateLand(request, source="reserve")
            history.give(drawn, ALLOCATED, "natural-resources")
        yield Reserves(history, reserved)
