"""Places for so many: who finds none is answered so, and a place comes back whatever happened."""

import threading

import pytest

from shared.face.bound import Bound, Full
from tests.eventually import PATIENCE_SECONDS


def test_one_more_than_may_is_refused_until_a_place_is_free() -> None:
    bound = Bound(1, lambda: PermissionError("come back"))
    with bound.place(), pytest.raises(PermissionError, match="come back"), bound.place():
        pass
    with bound.place():
        pass


def test_a_place_is_free_again_after_an_error() -> None:
    bound = Bound(1)
    with pytest.raises(ValueError), bound.place():
        raise ValueError
    with bound.place(), pytest.raises(Full), bound.place():
        pass


def test_who_waits_gets_the_place_that_becomes_free() -> None:
    bound, has, leave = Bound(1, seconds=PATIENCE_SECONDS), threading.Event(), threading.Event()

    def stay() -> None:
        with bound.place():
            has.set()
            assert leave.wait(PATIENCE_SECONDS)

    threading.Thread(target=stay, daemon=True).start()
    assert has.wait(PATIENCE_SECONDS)
    threading.Timer(0.05, leave.set).start()
    with bound.place():
        pass
