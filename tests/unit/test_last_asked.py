"""What is asked again of the very same is not computed again; what only looks the same is."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.kernel.views.last_asked import MOST, last_asked


def test_it_is_computed_once_for_the_same_and_anew_for_what_is_only_equal() -> None:
    computed: list[tuple[list[int], str]] = []

    @last_asked
    def told(event: list[int], meta: str) -> int:
        computed.append((event, meta))
        return len(computed)

    event, another = [1], [1]
    assert [told(event, "a"), told(event, "a")] == [1, 1]
    assert told(another, "a") == 2  # its equal was asked of
    assert told(another, "b") == 3
    assert told(event, "a") == 1  # a batch's events are asked of in turns
    assert told(another, "a") == 4  # of each only the last is remembered


def test_of_more_than_it_keeps_it_computes_anew() -> None:
    computed: list[object] = []
    told = last_asked(computed.append)
    events = [object() for _ in range(MOST + 1)]
    for event in [*events[:MOST], events[0], *events, events[0]]:
        told(event)
    assert len(computed) == MOST + 2


@pytest.fixture
def in_turns() -> Iterator[None]:
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("in_turns")
def test_each_of_several_threads_has_the_answer_to_its_own_question() -> None:
    itself = last_asked(lambda thing: thing)

    def ask(thing: object) -> bool:
        return all(itself(thing) is thing for _ in range(50_000))

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(ask, [object() for _ in range(4)]))
