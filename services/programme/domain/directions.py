"""The five directions 五个方向 as refusals name them."""

from collections.abc import Iterable

from shared.schemas.programme.stages import Direction
from shared.schemas.words import words_of

WORDS = words_of(Direction)


def named(directions: Iterable[Direction]) -> str:
    """By their words; a dash for none."""
    return "、".join(WORDS[one] for one in directions) or "—"
