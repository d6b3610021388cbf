"""A paper as texts: what stands on it whoever draws it, on a page, as PDF or as .docx."""

from collections.abc import Iterable
from typing import Any

import msgspec

from shared.workbench.words.saying import File, Id, Link, Pairs, Said, Table
from shared.workbench.words.units import past

UPRIGHT = 9
"""Columns that a table has room for on a sheet that stands."""


class Block(msgspec.Struct, frozen=True):
    """A table, or pairs where it has no head: then a row is a title and what it says. `numbers`
    are the columns that stand to the right."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    note: str = ""


class Part(msgspec.Struct, frozen=True):
    """What one service has to say; without a title where there is but one."""

    title: str
    blocks: tuple[Block, ...]


class Drawn(msgspec.Struct, frozen=True):
    """As of which position of which service's log it was drawn, with the hash that stands there."""

    service: str
    title: str
    position: int
    hash: str


class Sheet(msgspec.Struct, frozen=True):
    """`about` is what it is of, `to` whom it is addressed to; `absent` are the services that could
    not be asked. `at` is when it was drawn, `by` who drew it. `signature` are the lines of who signs
    it, where it is not who draws it."""

    title: str
    about: str
    to: tuple[str, ...]
    parts: tuple[Part, ...]
    closing: str
    drawn: tuple[Drawn, ...]
    absent: tuple[str, ...]
    at: str
    by: str
    as_of: str = ""
    signature: tuple[str, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether it is read along the longer side of the paper."""
        blocks = (block for part in self.parts for block in part.blocks)
        return any(len(block.head) > UPRIGHT for block in blocks)

    @property
    def subject(self) -> str:
        """What it is of, and as of when, where that is not now."""
        return f"{self.about}（截至 {past(self.as_of)} 的记录）" if self.as_of else self.about

    @property
    def missing(self) -> tuple[str, ...]:
        """What it says of each service that could not be asked."""
        return tuple(f"{title}暂不可用，未包括在内。" for title in self.absent)

    @property
    def ends(self) -> tuple[str, ...]:
        """Who signs, and when; nobody where it is drawn by whom it is addressed to."""
        drawer = self.by.partition(" ")[0]
        drawn = () if drawer in self.to else (drawer, self.at.partition(" ")[0])
        return self.signature or drawn

    @property
    def name(self) -> str:
        """As a file is called."""
        return f"{self.title}-{self.about}" if self.about else self.title

    @property
    def foot(self) -> str:
        """What stands at the foot of each page."""
        positions = "、".join(f"{d.title} {d.position}" for d in self.drawn)
        return f"{self.by}　{self.at}　依据记录位置：{positions or '无'}"


_decoder = msgspec.json.Decoder(Sheet)
"""Made once, here: two threads that make one of the same class at once end the process."""


def encoded(sheet: Sheet) -> bytes:
    """The same sheet gives the same bytes."""
    return msgspec.json.encode(sheet)


def decoded(content: bytes) -> Sheet:
    """Raises `msgspec.MsgspecError` where it is no sheet."""
    return _decoder.decode(content)


def text(said: Said) -> str:
    """What a page shows with links and inner tables, as plain text."""
    match said:
        case str():
            return str(said)
        case Link():
            return said.text
        case File():
            return said.name
        case Pairs():
            return said_of(said.of)
        case Table():
            return _joined(_row(said.head, row) for row in said.rows)
    return "、".join(text(one) for one in said)


def said_of(pairs: Iterable[tuple[str, Said]]) -> str:
    """Fields, each with what it holds."""
    return _joined(_beside(title, one) for title, one in pairs)


def _beside(title: str, one: Said) -> str:
    """A number stands behind the words that it is the number of."""
    number = isinstance(one, Id) or (isinstance(one, list) and all(isinstance(v, Id) for v in one))
    return f"{title}（{text(one)}）" if number else f"{title} {text(one)}"


def _row(head: Iterable[str], row: Iterable[Any]) -> str:
    pairs = zip(head, row, strict=True)
    return "，".join(_beside(title, value) for title, value in pairs if value != "—")


def _joined(texts: Iterable[str]) -> str:
    return "；".join(texts).replace("。；", "；")
