"""A row that likely begins with a stream is not looked for; where it was there, it is found after
all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from services.finance.domain.fund.state import FUND
from shared.kernel.log.batch import Batch, NewEvent
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.source import OwnLog
from shared.kernel.views.building import ensure_tables
from shared.kernel.views.follower import ViewFollower
from shared.kernel.views.reader import ViewReader
from shared.kernel.views.row import Row, column, definitions, replace, view
from shared.kernel.views.tables import ViewTables
from shared.schemas.finance.fund import FundRegistered, FundsAppropriated
from shared.schemas.projects.readiness import ReadinessOpened
from tests.benchmarks.events import stored


@view("told-of-funds", title="资金所述", key="fund", version=1, of=FUND)
class ToldOfFunds(Row):
    fund: str = column("资金编号")
    said: tuple[str, ...] = column("所述", ())


@ToldOfFunds.on(ReadinessOpened, key="project")
def opened(row: ToldOfFunds, event: ReadinessOpened) -> ToldOfFunds:
    return replace(row, said=(*row.said, "opened"))


@ToldOfFunds.on(FundRegistered)
def registered(row: ToldOfFunds, event: FundRegistered) -> ToldOfFunds | None:
    match event.name:
        case "no more":
            return None
        case "unheard of" if not row.said:
            raise ValueError(event.name)
    return replace(row, said=(*row.said, "registered"))


@ToldOfFunds.on(FundsAppropriated)
def appropriated(row: ToldOfFunds, event: FundsAppropriated) -> ToldOfFunds:
    return replace(row, said=(*row.said, "appropriated"))


[VIEW] = definitions(ToldOfFunds)


def registration(name: str = "", fund: str = "f") -> NewEvent:
    said = FundRegistered(fund, name=name, source="city", kind="special", year=2024)
    return stored(f"fund-{fund}", 1, said)


APPROPRIATION = stored("fund-f", 2, FundsAppropriated("f", amount_fen=1, document=""))
READINESS = stored(
    "readiness-f", 1, ReadinessOpened("f", town="taoluo", investment_fen=1, land_area=None)
)


class Kept:
    """The view beside its log, and what the store is asked."""

    def __init__(self, database: Database) -> None:
        self.database, self.log, self.tables = database, Log("finance", database), ViewTables()
        self.asked: list[str] = []
        ensure_tables(database, self.tables, [VIEW], "finance")
        event.listen(database.engine, "before_cursor_execute", self._note)

    def append(self, *events: NewEvent) -> None:
        before = {e.stream: e.version - 1 for e in reversed(events)}
        self.log.append(Batch(events, before))

    def follow(self) -> None:
        """Move the view to the log's end, as a process does that has just started."""
        follower, source = ViewFollower(self.database, self.tables, [VIEW]), OwnLog(self.log)
        while follower.step(source):
            pass

    @property
    def said(self) -> dict[str, tuple[str, ...]]:
        found = ViewReader(self.database, [VIEW], "finance").find(VIEW)
        return {row.fund: row.said for row in found}

    @property
    def looks(self) -> list[str]:
        """The questions for rows of the view."""
        return [s for s in self.asked if s.startswith("SELECT") and "FROM told_of_funds" in s]

    def _note(self, *told: object) -> None:
        self.asked.append(str(told[2]))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    database = Database(f"sqlite:///{tmp_path / 'finance.sqlite'}")
    migrate(database)
    made = Kept(database)
    yield made
    made.log.close()
    database.close()


def test_the_row_of_a_stream_that_begins_is_not_looked_for(kept: Kept) -> None:
    kept.append(registration(), APPROPRIATION)
    kept.follow()
    assert not kept.looks
    assert kept.said == {"f": ("registered", "appropriated")}


def test_one_that_another_stream_has_begun_is_looked_for_then(kept: Kept) -> None:
    kept.append(READINESS)
    kept.follow()
    kept.append(registration())
    kept.follow()
    assert len(kept.looks) == 2
    assert kept.said == {"f": ("opened", "registered")}


def test_who_has_looked_once_presumes_again(kept: Kept) -> None:
    follower, source = ViewFollower(kept.database, kept.tables, [VIEW]), OwnLog(kept.log)
    for one in (READINESS, registration(), registration(fund="g")):
        kept.append(one)
        kept.asked.clear()
        while follower.step(source):
            pass
    assert not kept.looks


def test_one_that_ends_with_the_first_event_of_its_stream_was_looked_for(kept: Kept) -> None:
    kept.append(READINESS)
    kept.follow()
    kept.append(registration("no more"), registration(fund="g"))  # one of which is there then
    kept.follow()
    assert kept.said == {"g": ("registered",)}


def test_one_that_can_not_begin_is_looked_for_before_it_is_set_aside(kept: Kept) -> None:
    kept.append(READINESS)
    kept.follow()
    kept.append(registration("unheard of"), APPROPRIATION)
    kept.follow()
    assert kept.said == {"f": ("opened", "registered", "appropriated")}


def test_what_begins_is_not_presumed_of_a_stream_whose_name_only_begins_alike(kept: Kept) -> None:
    kept.append(registration(), APPROPRIATION)
    first, second = OwnLog(kept.log).after(Checkpoint(), 2)
    assert VIEW.likely_begins("f", first.meta)
    assert VIEW.likely_begins("RZ-2.1.a@fund-f", first.meta)
    assert VIEW.likely_begins("fund-f#name", first.meta)
    assert not VIEW.likely_begins("fund-f2#name", first.meta)
    assert not VIEW.likely_begins("g", first.meta)
    assert not VIEW.likely_begins("f", second.meta)
