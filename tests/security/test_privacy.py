"""What others on the machine, and who may only look, are not told: files, logs, statuses, lists."""

import logging
import os
import re
import stat
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError

from shared.kernel.incidents import DiscreetFormatter
from shared.kernel.log.batch import StoreUnavailable
from shared.kernel.log.database import Database
from shared.kernel.private_files import keep_private
from shared.kernel.subscription.subscription import Subscription
from tests.conftest import Database as Fresh
from tests.eventually import eventually
from tests.integration.cli.upped import Up
from tests.integration.processes import free_base

SECRET = "演示-张三的身份证号371102"


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(home: Path) -> dict[str, str]:
    """What group or others could read or write within a home, and the home itself."""
    found = {}
    for path in (home, *home.rglob("*")):
        with suppress(FileNotFoundError):  # gone meanwhile, as a journal may be
            mode = stat.S_IMODE(path.lstat().st_mode)
            if mode & 0o077:
                found[str(path.relative_to(home))] = oct(mode)
    return found


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """A home that an earlier release left open to all, served."""
    up = Up(tmp_path_factory.mktemp("private") / "home", free_base(4))
    (up.home / "log").mkdir(parents=True)
    for name in ("finance.sqlite", "zhenxing.log", "zhenxing.log.1", "log/finance.log"):
        (up.home / name).touch(0o644)
    up.home.chmod(0o755)
    up.start("--no-demo")
    try:
        yield up
    finally:
        up.stop()


def test_nothing_of_a_run_is_open_to_others_nor_what_an_old_release_left(up: Up) -> None:
    assert open_to_others(up.home) == {}


def test_no_token_stands_on_a_command_line_that_we_print(up: Up) -> None:
    assert "Bearer" not in up.said and "eyJ" not in up.said
    assert "-H @-" in up.curl
    done = subprocess.run(up.curl, shell=True, capture_output=True, text=True, check=True)
    assert "IssueRaised" in done.stdout


def test_a_home_that_servers_pass_through_stays_passable_and_no_more(
    tmp_path: Path, umask: None
) -> None:
    (tmp_path / "cluster.toml").touch(0o644)
    tmp_path.chmod(0o755)
    keep_private(tmp_path, passable=True)
    assert open_to_others(tmp_path) == {".": "0o711"}
    keep_private(tmp_path)
    assert open_to_others(tmp_path) == {}


def test_what_is_not_ours_stays_as_it_is(tmp_path: Path, umask: None) -> None:
    other = tmp_path / "report.xlsx"
    other.touch(0o644)
    keep_private(tmp_path)
    assert stat.S_IMODE(other.stat().st_mode) == 0o644


def formatted(error: BaseException, message: str = "failed", *args: object) -> str:
    info: Any = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, message, args, info)
    return DiscreetFormatter("%(message)s").format(record)


def test_a_log_says_where_an_error_came_from_and_nothing_that_it_said() -> None:
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise RuntimeError(f"row {SECRET}") from error
    except RuntimeError as error:
        told = formatted(error, "one: %s", error)
    assert SECRET not in told
    assert told.startswith("one: RuntimeError\nTraceback")
    assert "ValueError" in told and "test_privacy.py" in told


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/x.sqlite"
    else:
        fresh: Fresh = request.getfixturevalue("database")
        url = fresh.owner_url
    database = Database(url, pool_size=2)
    yield database
    database.close()


def test_an_error_of_the_store_takes_no_row_into_the_log(store: Database) -> None:
    """A unique value given twice: PostgreSQL tells it in its DETAIL, SQLAlchemy in its own words."""
    with store.write() as connection:
        connection.execute(text("CREATE TABLE people (name text UNIQUE)"))
    add = text("INSERT INTO people VALUES (:name)")
    with pytest.raises(Exception) as caught:
        for _ in range(2):
            with store.write() as connection:
                connection.execute(add, {"name": SECRET})
    told = formatted(caught.value, "incident: %s", caught.value)
    assert SECRET not in told and "INSERT" not in told.partition("Traceback")[0]
    assert "IntegrityError" in told


class Failing:
    """A follower whose every step meets an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def step(self, source: Any) -> bool:
        raise self.error

    def position(self) -> int:
        return 0


class Nothing:
    """A source without events."""

    name = "finance"
    away = False

    def after(self, checkpoint: Any, limit: int) -> list[Any]:
        return []

    def wait(self, position: int, seconds: float) -> bool:
        return False

    def head(self) -> int:
        return 0

    def wake(self) -> None:
        """Nobody waits."""

    def rest(self) -> None:
        """Nothing is kept."""


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        (ValueError(f"invalid: {SECRET}"), "stopped", r"ValueError, incident [0-9a-f]{32}"),
        (
            DataError("INSERT INTO v", {"name": SECRET}, OverflowError(SECRET)),
            "stopped",
            r"DataError \(OverflowError\), incident [0-9a-f]{32}",
        ),
        (StoreUnavailable(f"connection to 10.0.0.7 {SECRET}"), "waiting", "StoreUnavailable"),
    ],
    ids=["any", "store's", "away"],
)
def test_who_reads_a_status_learns_a_class_and_a_number(
    error: Exception, state: str, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    subscription = Subscription("views", Nothing(), Failing(error))
    subscription.start()
    try:
        eventually(lambda: subscription.state.name == state, "the state to show")
        told = subscription.state.reason
        assert re.fullmatch(reason, told)
    finally:
        subscription.stop()
    number = told.partition("incident ")[2]
    incidents = [r for r in caplog.records if number and number in r.getMessage()]
    assert bool(incidents) == bool(number)
    assert all(SECRET not in DiscreetFormatter("%(message)s").format(r) for r in caplog.records)
