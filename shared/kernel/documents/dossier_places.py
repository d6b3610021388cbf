"""Where the events of a dossier stand, a stretch at a time: by when they happened, then by the log."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, Self

from sqlalchemy import Select, Table, literal, select, tuple_

from shared.kernel.documents.dossiers import DossierEntry
from shared.kernel.views.reader import ViewReader

_PLACE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6})Z~([0-9]{1,19})")


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Place(NamedTuple):
    """Where an event stands among all that happened, however many services tell of it: of two at
    one moment in one service, the later in the log is the later. As text: `2026-05-03T01:02:03.000000Z~17`.
    """

    at: datetime
    position: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The place that a text names; None for any other text."""
        found = _PLACE.fullmatch(text)
        if not found or int(found[2]) >= 2**63:
            return None
        try:
            return cls(datetime.fromisoformat(found[1]).replace(tzinfo=UTC), int(found[2]))
        except ValueError:
            return None

    @classmethod
    def begin(cls, newest_first: bool) -> Self:
        """The place after which everything is."""
        if newest_first:
            return cls(datetime.max.replace(tzinfo=UTC), 2**63 - 1)
        return cls(datetime.min.replace(tzinfo=UTC), 0)

    @classmethod
    def of(cls, microseconds: int, position: int) -> Self:
        """The place that has these numbers."""
        return cls(_EPOCH + microseconds * _MICROSECOND, position)

    @property
    def numbers(self) -> tuple[int, int]:
        """Its moment in microseconds since 1970, and its position."""
        return (self.at - _EPOCH) // _MICROSECOND, self.position

    def __str__(self) -> str:
        at = self.at.astimezone(UTC).replace(tzinfo=None)
        return f"{at.isoformat(timespec='microseconds')}Z~{self.position}"


class Entry(NamedTuple):
    """An event of a dossier: its stream, of what kind, and where it stands."""

    stream: str
    category: str
    place: Place


@dataclass(frozen=True)
class Stretch:
    """Which events of a dossier are wanted: in which order, beyond which place, what happened and
    what was recorded within which moments (both inclusive, but for `recorded_after`), in streams of
    which kind, by whom."""

    dossier: str
    newest_first: bool = False
    after: Place | None = None
    happened_from: datetime | None = None
    happened_until: datetime | None = None
    recorded_after: datetime | None = None
    recorded_until: datetime | None = None
    category: str | None = None
    organisation: str | None = None


def entries(reader: ViewReader, stretch: Stretch, limit: int) -> list[Entry]:
    """So many of them, in the order wanted. Raises `NotBuilt`, `StoreUnavailable`."""
    rows = reader.answer(
        DossierEntry.definition, lambda table: _query(table, stretch, limit), (stretch, limit)
    )
    return [Entry(row.stream, row.category, Place(row.effective_at, row.position)) for row in rows]


def _query(table: Table, wanted: Stretch, limit: int) -> Select[Any]:
    """It reads along the index of its dossier, from its place on."""
    of = table.c
    query = select(of.stream, of.category, of.effective_at, of.position)
    query = query.where(of.dossier == wanted.dossier)
    place = tuple_(of.effective_at, of.position)
    if wanted.after is not None:
        bound = tuple_(
            literal(wanted.after.at, of.effective_at.type),
            literal(wanted.after.position, of.position.type),
        )
        query = query.where(place < bound if wanted.newest_first else place > bound)
    for column, value in ((of.category, wanted.category), (of.organisation, wanted.organisation)):
        if value is not None:
            query = query.where(column == value)
    if wanted.happened_from is not None:
        query = query.where(of.effective_at >= wanted.happened_from)
    if wanted.happened_until is not None:
        query = query.where(of.effective_at <= wanted.happened_until)
    if wanted.recorded_after is not None:
        query = query.where(of.recorded_at > wanted.recorded_after)
    if wanted.recorded_until is not None:
        query = query.where(of.recorded_at <= wanted.recorded_until)
    order = (of.effective_at, of.position)
    if wanted.newest_first:
        return query.order_by(*(column.desc() for column in order)).limit(limit)
    return query.order_by(*order).limit(limit)
