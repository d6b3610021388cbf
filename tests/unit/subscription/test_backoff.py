"""A subscription outlasts any outage of what it waits for."""

from itertools import pairwise

import pytest

from shared.kernel.subscription.subscription import LONGEST_BACKOFF, backoff


def test_the_first_pauses_grow_and_are_short() -> None:
    pauses = [backoff(failures) for failures in range(1, 6)]
    assert all(before < after for before, after in pairwise(pauses))
    assert pauses[0] <= 0.1


@pytest.mark.parametrize("failures", [10, 1_023, 1_024, 10**6])
def test_an_outage_of_hours_is_waited_for_as_one_of_a_minute(failures: int) -> None:
    assert backoff(failures) == LONGEST_BACKOFF
