"""Ledgers and dossiers as sheets: what stands on their pages, on paper, at any date."""

from collections.abc import Sequence
from datetime import datetime

from shared.policy.local_time import LOCAL_TIME
from shared.workbench.ledgers.table import Cell, Column
from shared.workbench.papers.drawing import COURSE, signed
from shared.workbench.papers.sheet import Block, Drawn, Part, Sheet, said_of, text
from shared.workbench.timeline import Entry
from shared.workbench.visit import Visit
from shared.workbench.words.saying import NOTHING

COLUMNS = 9
"""So many columns of a ledger can be read on paper; the others follow in the row's last text."""
MOST = 1_000
"""Rows or events of one sheet; all of them are in the export."""
_MORE = f"仅列前 {MOST} 条，全部见导出的台账"


def of_ledger(
    visit: Visit,
    service: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    about: str,
    position: int,
    more: bool,
) -> Sheet:
    """The rows of a ledger that are asked for, in the columns that the reader wants to see."""
    own, rest = columns[:COLUMNS], columns[COLUMNS:]
    block = Block(
        "",
        tuple(_laid_out(row, rest) for row in rows),
        head=(*(column.title for column in own), *(["其他"] if rest else [])),
        numbers=tuple(n for n, column in enumerate(own) if column.number),
        note=_MORE if more else "",
    )
    place = visit.bench.settings.services[service].title
    return _sheet(visit, title, about, [Part("", (block,))], [(service, place, position)])


def _laid_out(row: Sequence[Cell], rest: Sequence[Column]) -> tuple[str, ...]:
    """The cells that have a column on paper; of the rest in one text what they say, if anything."""
    own = tuple(text(cell.said) for cell in row[:COLUMNS])
    pairs = zip((column.title for column in rest), row[COLUMNS:], strict=True)
    told = [(title, cell.said) for title, cell in pairs if cell.said != NOTHING]
    return (*own, said_of(told) or NOTHING) if rest else own


def of_dossier(
    visit: Visit,
    title: str,
    about: str,
    told: Sequence[tuple[str, int, Entry]],
    absent: list[str],
) -> Sheet:
    """What happened about one thing in all services; each event with its service and position."""
    services = visit.bench.settings.services
    rows = tuple(
        (
            one.at,
            one.title,
            f"{services[service].title} {one.by} {one.person}".strip(),
            _what(one),
        )
        for service, _, one in told[:MOST]
    )
    reached = {s: max(p for of, p, _ in told if of == s) for s in {s for s, _, _ in told}}
    block = Block("办理经过", rows, head=COURSE, note=_MORE if len(told) > MOST else "")
    drawn = [(s, services[s].title, reached[s]) for s in services if s in reached]
    return _sheet(visit, title, about, [Part("", (block,))], drawn, absent)


def _what(one: Entry) -> str:
    """What an event says, and whether a later one set it right."""
    marks = [f"已更正：{m.day} {m.title}" for m in one.corrected_by]
    marks += [f"所更正的：{m.day} {m.title}" for m in one.corrects]
    return "；".join(filter(None, (*marks, said_of(one.says))))


def _sheet(
    visit: Visit,
    title: str,
    about: str,
    parts: list[Part],
    drawn: list[tuple[str, str, int]],
    absent: Sequence[str] = (),
) -> Sheet:
    return Sheet(
        title=title,
        about=about,
        to=(),
        parts=tuple(parts),
        closing="",
        drawn=tuple(Drawn(service, place, position, "") for service, place, position in drawn),
        absent=tuple(absent),
        at=f"{datetime.now(LOCAL_TIME):%Y-%m-%d %H:%M}",
        by=signed(visit),
    )
