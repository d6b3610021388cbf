"""A stretch of the log is read for the types that somebody asks for, and for them alone."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shared.kernel.log.batch import Batch, new_event
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.source import OwnLog
from tests.benchmarks.events import fund_events, stored

REGISTERED, APPROPRIATED, *_ = LIVED = [
    stored("fund-f", n, event) for n, event in enumerate(fund_events("f", 5), 1)
]
FUTURE = new_event(
    "fund-f", 6, "00000000-0000-5000-8000-000000000001", "FundsBurnt/7", "{}", REGISTERED.meta
)
FOLDED = {"FundRegistered", "FundsAppropriated"}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """A fund's life in six events, the last of a type that nobody knows."""
    url = f"sqlite:///{tmp_path / 'finance.sqlite'}"
    with closing(Database(url)) as database, closing(Log("finance", database)) as log:
        migrate(database)
        log.append(Batch((*LIVED, FUTURE), {"fund-f": 0}))
        yield log


def test_no_other_types_leave_the_store_but_versions_that_may_be_of_one(log: Log) -> None:
    found = OwnLog(log).stretch(0, 6, FOLDED, whole=False)
    assert [told[:3] for told in found.events] == [
        (1, "FundRegistered", REGISTERED.data),
        (2, "FundsAppropriated", APPROPRIATED.data),
        (6, "FundsBurnt/7", "{}"),
    ]


def test_what_surrounds_an_event_is_told_to_those_who_ask_for_it(log: Log) -> None:
    source = OwnLog(log)
    [bare] = source.stretch(1, 2, FOLDED, whole=False).events
    [whole] = source.stretch(1, 2, FOLDED, whole=True).events
    _, second, *_ = source.after(Checkpoint(), 2)
    assert bare[3] is None
    assert whole[3] == second.meta


def test_it_tells_how_much_stands_there_and_where_it_ends(log: Log) -> None:
    records = log.read(0)
    found = OwnLog(log).stretch(1, 5, FOLDED, whole=False)
    assert (found.length, found.hash) == (4, records[4].hash)
    past = OwnLog(log).stretch(4, 9, FOLDED, whole=False)
    assert (past.length, past.hash) == (2, None)
