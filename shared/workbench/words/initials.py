"""拼音 initials: 海产品 is found by `hcp`. A character that is read in several ways has each initial."""

import os
from collections.abc import Sequence
from functools import cache


def found_by(text: str, typed: str) -> bool:
    """Whether letters and digits, in lower case, are the initials of characters of a text that
    follow each other; what is neither character, letter nor digit is passed over."""
    if not typed or not typed.isascii() or not typed.isalnum():
        return False
    told = [letters for letters in map(_initials, text) if letters]
    starts = range(len(told) - len(typed) + 1)
    return any(_fits(told[n : n + len(typed)], typed) for n in starts)


def _fits(told: Sequence[str], typed: str) -> bool:
    return all(letter in letters for letter, letters in zip(typed, told, strict=True))


@cache
def _initials(character: str) -> str:
    """The initials of one character; itself where it is a letter or digit; else none."""
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    # Read when somebody first types letters: single characters will do, phrases take 40 MB.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    [readings] = pinyin(character, style=Style.FIRST_LETTER, heteronym=True) or [[]]
    return "".join(r for r in readings if r.isascii() and r.isalpha() and len(r) == 1)
