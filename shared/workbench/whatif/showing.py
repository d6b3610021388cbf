"""What a replay came to, as a page shows it: figures by town with bars, and the acts that differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shared.policy.loader import registry
from shared.workbench.words import units

_PART = " · "
WIDTH = 320
"""Of the longest bar, in the chart's own units."""


@dataclass(frozen=True)
class Bar:
    """A place's two figures, in words and as widths of bars."""

    place: str
    was: str
    would: str
    difference: str
    was_width: int
    would_width: int


@dataclass(frozen=True)
class Figure:
    """One figure of one kind of event at all places that have it."""

    title: str
    late: bool
    main: bool
    bars: list[Bar]


def figures(measures: Iterable[Mapping[str, Any]]) -> list[Figure]:
    """By kind of event and figure: money and areas first, then lateness, then how often; figures
    of parts last, where others are their sums at the same places."""
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for measure in measures:
        groups.setdefault((measure["title"], measure["field"]), []).append(measure)
    sums = {
        (title, row["place"])
        for (title, field), rows in groups.items()
        for row in rows
        if field and _PART not in field
    }
    made = [
        _figure(title, field, rows, _PART not in field or not _all_in(sums, title, rows))
        for (title, field), rows in groups.items()
    ]
    order = sorted(zip(made, groups, strict=True), key=lambda one: _order(one[0], one[1][1]))
    return [figure for figure, _ in order]


def _all_in(sums: set[tuple[str, str]], title: str, rows: list[Mapping[str, Any]]) -> bool:
    return all((title, row["place"]) in sums for row in rows)


def _figure(title: str, field: str, rows: list[Mapping[str, Any]], main: bool) -> Figure:
    unit = rows[0]["unit"]
    most = max(abs(_number(row[side])) for row in rows for side in ("was", "would")) or 1
    bars = [
        Bar(
            row["place_name"],
            _said(row["was"], unit),
            _said(row["would"], unit),
            _signed(row["difference"], unit),
            _width(row["was"], most),
            _width(row["would"], most),
        )
        for row in sorted(rows, key=_rank)
    ]
    named = field.replace("（分）", "").replace("（平方米）", "")
    return Figure(f"{title}：{named or '次数'}", rows[0]["late"], main, bars)


def _rank(row: Mapping[str, Any]) -> tuple[int, str]:
    """Places stand as the registry has them, as in every other table."""
    known = [*registry().counties, *registry().towns]
    place = str(row["place"])
    return known.index(place) if place in known else len(known), place


def _order(figure: Figure, field: str) -> tuple[int, str]:
    if not figure.main:
        return 3, figure.title
    return (0 if field else 1 if figure.late else 2), figure.title


def _said(value: Any, unit: str) -> str:
    return f"{value:,}" if unit == "count" else units.quantity(_number(value), unit)


def _signed(value: Any, unit: str) -> str:
    said = _said(value, unit)
    return f"+{said}" if _number(value) > 0 else said


def _number(value: Any) -> Any:
    return Decimal(value) if isinstance(value, str) else value


def _width(value: Any, most: Any) -> int:
    return int(WIDTH * abs(_number(value)) / most)
