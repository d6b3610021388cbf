"""One form of a text at the border, and what makes two texts the same name.

Forms, spreadsheets and clipboards give one text in several spellings that nobody can tell apart.
"""

import unicodedata
from collections.abc import Collection

_UNSEEN = dict.fromkeys(
    [
        0x00AD,
        0x180E,
        0x200B,
        0x200E,
        0x200F,
        *range(0x2060, 0x2065),
        0xFEFF,
        *range(0xE0000, 0xE0080),
    ]
)
"""Soft hyphen, zero-width spaces and joiner of words, marks of direction, operators that are not
written, byte order mark, and tags: whole sentences can be hidden in these.

ZWJ and ZWNJ stay: in some scripts they change what is read.
"""
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing: fillers of Hangul, the empty Braille pattern."""


def one_form(text: str) -> str:
    """A text as it is kept: lines end in LF, and nothing stands in it that nobody sees."""
    if text.isascii() and "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)


def shows_something(text: str) -> bool:
    """Whether anybody who looks at a text sees anything."""
    if text.isascii():
        return not text.isspace() and text != ""
    return not all(c.isspace() or c in _BLANK or unicodedata.category(c) == "Cf" for c in text)


def same_name(text: str) -> str:
    """What two spellings of one name have in common; for comparing, never for showing.

    （一期） and (一期), ２ and 2 are the same (NFKC); white space and what nobody sees make no new
    name.
    """
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")


def named_once(names: Collection[str]) -> bool:
    """Whether no name stands twice, in whatever spelling."""
    return len({same_name(name) for name in names}) == len(names)
