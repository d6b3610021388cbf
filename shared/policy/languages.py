"""What is said in Chinese and English."""

from collections.abc import Iterable
from typing import NamedTuple


class Text(NamedTuple):
    """One saying in both languages: it travels as one value, so that no half is left behind."""

    zh: str
    en: str

    @classmethod
    def listed(cls, texts: Iterable["Text"]) -> "Text":
        """Several sayings in a row."""
        said = list(texts)
        return cls("、".join(one.zh for one in said), ", ".join(one.en for one in said))
