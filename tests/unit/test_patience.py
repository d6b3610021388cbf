"""A program of a server gets the longer to end the fuller its machine is, and not for ever."""

import sys

import pytest

from deploy.servers import ServerError
from deploy.servers.account import Account
from deploy.servers.process import patience, run

HERE = Account("whoever runs this")


@pytest.mark.parametrize(
    ("waiting", "seconds"), [(0.1, 120), (2, 120), (4, 240), (8, 480), (47, 480)]
)
def test_where_programs_wait_for_a_processor_each_is_waited_for_as_many_times_as_long(
    waiting: float, seconds: float
) -> None:
    assert patience(120, waiting, processors=2) == seconds


def test_what_does_not_end_is_ended_and_told() -> None:
    endless = [sys.executable, "-c", "import signal; signal.pause()"]
    with pytest.raises(ServerError, match="did not end within"):
        run(endless, HERE, timeout=0.01)


def test_what_a_program_prints_is_told_whole() -> None:
    prints = [sys.executable, "-c", "print('first', flush=True); print('x' * 100_000)"]
    assert run(prints, HERE).split() == ["first", "x" * 100_000]


def test_what_fails_tells_what_it_printed() -> None:
    with pytest.raises(ServerError, match="no such vhost"):
        run([sys.executable, "-c", "raise SystemExit('no such vhost')"], HERE)
