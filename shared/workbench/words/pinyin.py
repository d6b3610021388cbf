"""拼音: 莒县 is found by `juxian`, `ju xian` and `jx`. A character that is read in several ways is
found by each."""

import os
from collections.abc import Sequence
from functools import cache

LONGEST = 60
"""Letters and digits that are looked for; more than that nobody types."""


def found_by(text: str, typed: str) -> bool:
    """Whether letters and digits, in lower case, are how characters of a text that follow each
    other are read, or the initials of that; the last reading may be half typed. What is neither
    character, letter nor digit is passed over, as are spaces between what is typed."""
    typed = typed.replace(" ", "")
    if not typed.isascii() or not typed.isalnum() or len(typed) > LONGEST:
        return False
    told = [readings for readings in map(_readings, text) if readings]
    return any(
        _are_initials(told[n : n + len(typed)], typed) or _are_readings(told[n:], typed)
        for n in range(len(told))
    )


def _are_initials(told: Sequence[tuple[str, ...]], typed: str) -> bool:
    return len(told) == len(typed) and all(
        any(reading[0] == letter for reading in readings)
        for letter, readings in zip(typed, told, strict=True)
    )


def _are_readings(told: Sequence[tuple[str, ...]], typed: str) -> bool:
    """Whether what is typed begins with how the characters are read, one after the other."""
    places = {0}
    for readings in told:
        left = [typed[place:] for place in places]
        if any(reading.startswith(rest) for rest in left for reading in readings):
            return True
        places = {
            len(typed) - len(rest) + len(reading)
            for rest in left
            for reading in readings
            if rest.startswith(reading)
        }
        if not places:
            return False
    return False


@cache
def _readings(character: str) -> tuple[str, ...]:
    """How one character is read, without tones; itself where it is a letter or digit; else none."""
    if character.isascii():
        return (character.lower(),) if character.isalnum() else ()
    # Read when somebody first types letters: single characters will do, phrases take 40 MB.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    [readings] = pinyin(character, style=Style.NORMAL, heteronym=True) or [[]]
    return tuple(dict.fromkeys(r for r in readings if r.isascii() and r.isalpha()))
