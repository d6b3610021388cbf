"""How a profile's samples become shares."""

import pytest

from tests.benchmarks.shares import Share, by_module, by_work, module, stacks

SAMPLES = stacks(
    "Loop._run (shared/kernel/loop.py:90);ViewFollower._step (shared/kernel/views/follower.py:95);"
    "load (shared/kernel/log/rows.py:31);DefaultDialect.do_execute (sqlalchemy/engine/default.py:9) 3\n"
    "Loop._run (shared/kernel/loop.py:90);ViewFollower._step (shared/kernel/views/follower.py:95) 1\n"
    "_App.__call__ (shared/face/http/app.py:122);Request.args (werkzeug/request.py:172);"
    "parse_qsl (urllib/parse.py:788) 4\n"
)  # fmt: skip


def test_a_sample_is_of_the_module_it_stands_in_and_of_all_that_called_it() -> None:
    shares = {share.name: share for share in by_module(SAMPLES)}
    assert shares["python: urllib"] == Share("python: urllib", 0.5, 0.5)
    assert shares["shared.kernel.views"] == Share("shared.kernel.views", 0.125, 0.5)
    assert shares["werkzeug"] == Share("werkzeug", 0.0, 0.5)
    assert sum(share.own for share in shares.values()) == pytest.approx(1)


def test_what_only_calls_the_driver_is_the_drivers() -> None:
    shares = {share.name: share for share in by_module(SAMPLES)}
    assert shares["psycopg2"] == Share("psycopg2", 0.375, 0.375)
    assert shares["sqlalchemy"].own == 0


def test_a_sample_is_of_one_work_only() -> None:
    shares = by_work(SAMPLES)
    assert {share.name: share.own for share in shares} == {
        "views and deadlines: fold, write": 0.5,
        "face: route, verify the token": 0.5,
    }


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("shared/kernel/log/store.py", "shared.kernel.log"),
        ("shared/kernel/loop.py", "shared.kernel"),
        ("services/finance/domain/fund/state.py", "services.finance.domain"),
        ("threading.py", "python: threading"),
        ("<string>", "python: dataclasses"),
        ("amqp/channel.py", "amqp"),
    ],
)
def test_a_file_is_in_its_room_or_its_package(file: str, name: str) -> None:
    assert module(file) == name
