"""The figures of a bulletin: counted from the courses of matters, scored, ranked, corrected."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from services.supervision.domain.bulletin import rules
from shared.kernel.aggregate import refuse
from shared.schemas.copying import replace
from shared.schemas.supervision import bulletin as bulletins

Figures = tuple[bulletins.HandlingFigures, ...]


@dataclass(frozen=True, slots=True)
class Stint:
    """A handler had the matter in hand from a day to a day, or still has."""

    handler: str
    since: date
    until: date = date.max


@dataclass(frozen=True, slots=True)
class Course:
    """A matter's course: who had it in hand, when it was late or reopened, how and when it ended.

    `faults` are (overdue or reopened, handler, day); `ended` is (resolved or explained, handler,
    day). A matter that was withdrawn or merged just has no open stint.
    """

    town: str
    stints: tuple[Stint, ...] = ()
    faults: tuple[tuple[str, str, date], ...] = ()
    ended: tuple[str, str, date] | None = None


def tally_by_handler(courses: Iterable[Course], since: date, until: date) -> Figures:
    """One entry a handler that had a matter in hand, or a fault, in the period; by their ids."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for course in courses:
        for handler in {s.handler for s in course.stints if _overlaps(s, since, until)}:
            tallies[handler]["handled"] += 1
        for what, handler, _ in _marks(course, since, until):
            tallies[handler][what] += 1
    return _write_figures(tallies)


def tally_by_town(courses: Iterable[Course], since: date, until: date) -> Figures:
    """The same by the towns whose matters they are."""
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for course in courses:
        if any(_overlaps(stint, since, until) for stint in course.stints):
            tallies[course.town]["handled"] += 1
        for what, _, _ in _marks(course, since, until):
            tallies[course.town][what] += 1
    return _write_figures(tallies)


def score(figures: Figures, *, ranks: bool) -> Figures:
    """With each score and, if wanted, rank: by the exact share, equal ones equally."""
    shares = {f.organisation: _share(f) for f in figures}
    order = sorted((s for s in shares.values() if s is not None), reverse=True)

    def tell(entry: bulletins.HandlingFigures) -> bulletins.HandlingFigures:
        share = shares[entry.organisation]
        if share is None:
            return replace(entry, score=None, rank=None)
        rank = order.index(share) + 1 if ranks else None
        return replace(entry, score=int(100 * share), rank=rank)

    return tuple(tell(entry) for entry in figures)


def correct(figures: Figures, corrections: Iterable[bulletins.FigureCorrection]) -> Figures:
    """With the corrections that concern one of its entries; neither scored nor ranked anew."""
    by_id = {f.organisation: f for f in figures}
    for c in corrections:
        if c.organisation in by_id:
            changed: dict[str, Any] = {c.figure: c.value}
            by_id[c.organisation] = replace(by_id[c.organisation], **changed)
    for entry in by_id.values():
        counts = (entry.handled, entry.resolved, entry.explained, entry.overdue, entry.reopened)
        if min(counts) < 0 or entry.resolved + entry.explained > entry.handled:
            refuse(rules.FIGURES_ADD_UP, organisation=entry.organisation)
    return tuple(by_id.values())


def _share(entry: bulletins.HandlingFigures) -> Fraction | None:
    ended, faults = entry.resolved + entry.explained, entry.overdue + entry.reopened
    if not ended:
        return Fraction(0) if faults else None
    return max(Fraction(0), Fraction(ended - faults, ended))


def _overlaps(stint: Stint, since: date, until: date) -> bool:
    return stint.since <= until and stint.until >= since


def _marks(course: Course, since: date, until: date) -> list[tuple[str, str, date]]:
    marks = [*course.faults, *([course.ended] if course.ended else [])]
    return [mark for mark in marks if since <= mark[2] <= until]


def _write_figures(tallies: dict[str, Counter[str]]) -> Figures:
    return tuple(bulletins.HandlingFigures(id, **counts) for id, counts in sorted(tallies.items()))
