"""Positions in doubt are told by their runs: thousands of them can be read at three in the morning."""

import pytest

from shared.policy.languages import runs


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([], ""),
        ([7], "7"),
        ([1, 2], "1–2"),
        ([12, 3, 7, 8, 9, 10, 11, 8], "3、7–12"),
        (range(101, 15_081), "101–15080"),
    ],
)
def test_numbers_that_follow_each_other_are_told_by_the_first_and_the_last(
    numbers: list[int], told: str
) -> None:
    assert runs(numbers) == told


def test_words_between_them_are_the_tellers() -> None:
    assert runs([1, 3], ", ") == "1, 3"
