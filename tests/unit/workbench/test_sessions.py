"""How long somebody stays signed in: a while without a sign of life, a working day in all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.workbench.person import Person
from shared.workbench.session.store import IDLE_SECONDS, WHOLE_SECONDS, Store

WHO = Person("p-1", "演示-张三", "housing")


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    made = Store(tmp_path / "workbench.sqlite", clock)
    yield made
    made.close()


def expired(store: Store, key: str) -> bool:
    found = store.session(key)
    assert found is not None
    return found.expired


def test_who_is_not_there_for_a_while_is_asked_to_sign_in_again(store: Store, clock: Clock):
    key = store.begin(WHO)
    clock.now += IDLE_SECONDS
    assert not expired(store, key)
    clock.now += IDLE_SECONDS + 1
    assert expired(store, key)


def test_who_never_rests_is_asked_again_after_a_working_day(store: Store, clock: Clock):
    key, until = store.begin(WHO), clock.now + WHOLE_SECONDS
    while clock.now < until:
        assert not expired(store, key)
        clock.now += IDLE_SECONDS / 2
    clock.now = until + 1
    assert expired(store, key)


def test_an_expired_session_tells_whose_it_was_and_an_ended_one_nothing(store: Store, clock: Clock):
    key = store.begin(WHO)
    clock.now += IDLE_SECONDS + 1
    found = store.session(key)
    assert found is not None and found.person == WHO
    store.end(key)
    assert store.session(key) is None
