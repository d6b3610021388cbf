"""What is asked again of the very same is not computed again; what only looks the same is."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.kernel.views.last_asked import last_asked


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
    assert told(event, "a") == 4  # only the last is remembered


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
