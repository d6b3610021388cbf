"""What is said in Chinese and English."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000


def money(fen: int) -> str:
    """Fen as 万元 from ten thousand yuan up, else as 元; every fen is said."""
    if abs(fen) < FEN_PER_WAN:
        return f"{Decimal(fen) / FEN_PER_YUAN:,.2f} 元"
    whole = f"{Decimal(fen) / FEN_PER_WAN:,f}"
    return f"{whole.rstrip('0').rstrip('.') if '.' in whole else whole} 万元"


def runs(numbers: Iterable[int], separator: str = "、") -> str:
    """Whole numbers, the smallest first; those that follow each other are told by the first and the
    last: 3、7–12. Empty for none."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return separator.join(
        f"{first}" if first == last else f"{first}–{last}" for first, last in found
    )


class Text(NamedTuple):
    """One saying in both languages: it travels as one value, so that no half is left behind."""

    zh: str
    en: str

    @classmethod
    def listed(cls, texts: Iterable["Text"]) -> "Text":
        """Several sayings in a row."""
        said = list(texts)
        return cls("、".join(one.zh for one in said), ", ".join(one.en for one in said))
