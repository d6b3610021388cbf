"""IndicatorBook (`indicator-book-<town>`): a town's scheme and its figures, RZ-1.a.

Figures are in thousandths of the indicator's unit. What the statistics have not published is in no
public ledger: the book is seen by town, county, housing and the source departments.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.programme.domain.indicator_book import rules
from shared.kernel.aggregate import (
    Aggregate,
    part,
    refuse,
    to_everyone,
    to_named,
    to_party,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.programme import indicator_book
from shared.schemas.programme.stages import FigureStage


@dataclass(frozen=True, slots=True)
class Figure:
    """Waits since a day for its source department, for so many working days; `late` once told."""

    indicator: str
    year: int
    part: int
    value: int
    released: bool
    stage: FigureStage
    since: date
    days: int
    late: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorBook:
    """`flags` are the keys under which lateness was told, until that is resolved."""

    town: str = ""
    edition: int = 0
    issued_on: date = date.min
    last_year: int = 0
    scheme_days: int = 0
    scheme_late: bool = False
    indicators: Map[str, indicator_book.Indicator] = Map()
    figures: Map[str, Figure] = Map()
    flags: frozenset[str] = frozenset()

    @property
    def sources(self) -> frozenset[str]:
        """The departments that verify."""
        return frozenset(i.source for i in self.indicators.values())

    def target(self, indicator: str, year: int) -> int:
        """Refused unless the scheme in force has one."""
        known = self.indicators.get(indicator)
        targets = {t.year: t.target_thousandths for t in known.targets} if known else {}
        if year not in targets:
            refuse(rules.INDICATOR_IS_IN_THE_SCHEME, indicator=indicator, year=year)
        return targets[year]


INDICATOR_BOOK = Aggregate(
    "indicator-book",
    IndicatorBook(),
    key="town",
    title="指标台账",
    sight=[to_town(), to_named(), to_party("sources")],
    parts=[part("released", to_everyone(), events=[indicator_book.IndicatorReleased])],
)


@INDICATOR_BOOK.evolve
def evolve(book: IndicatorBook, event: indicator_book.Event) -> IndicatorBook:
    match event:
        case indicator_book.IndicatorSchemeAdopted():
            return replace(
                book, town=event.town, edition=event.edition, issued_on=event.issued_on,
                last_year=event.last_year, scheme_days=event.scheme_days, scheme_late=False,
                indicators=Map({i.indicator: i for i in event.indicators}),
            )  # fmt: skip
        case indicator_book.IndicatorSchemeOverdue(key=key):
            return replace(book, scheme_late=True, flags=book.flags | {key})
        case indicator_book.IndicatorRecorded():
            return _with(book, Figure(
                event.indicator, event.year, event.part, event.value_thousandths, event.released,
                "recorded", event.recorded_on, event.working_days,
            ))  # fmt: skip
        case indicator_book.IndicatorVerified():
            return _with(book, replace(_figure(book, event), stage="verified"))
        case indicator_book.IndicatorReturned():
            return _with(book, replace(_figure(book, event), stage="returned"))
        case indicator_book.IndicatorCorrected():
            corrected = replace(
                _figure(book, event), value=event.value_thousandths, stage="recorded",
                since=event.corrected_on, days=event.working_days, late=False,
            )  # fmt: skip
            return _with(book, corrected)
        case indicator_book.IndicatorReleased():
            return _with(book, replace(_figure(book, event), released=True))
        case indicator_book.IndicatorVerificationOverdue(key=key):
            late = _with(book, replace(_figure(book, event), late=True))
            return replace(late, flags=book.flags | {key})
        case indicator_book.IndicatorFlagCleared(key=key):
            return replace(book, flags=book.flags - {key})
    assert_never(event)


def figure_id(indicator: str, year: int, part: int) -> str:
    """What tells the figures of a town apart."""
    return f"{indicator}.{year}.{part}"


def _figure(
    book: IndicatorBook,
    event: indicator_book.IndicatorVerified
    | indicator_book.IndicatorReturned
    | indicator_book.IndicatorCorrected
    | indicator_book.IndicatorReleased
    | indicator_book.IndicatorVerificationOverdue,
) -> Figure:
    return book.figures[figure_id(event.indicator, event.year, event.part)]


def _with(book: IndicatorBook, figure: Figure) -> IndicatorBook:
    id = figure_id(figure.indicator, figure.year, figure.part)
    return replace(book, figures=book.figures.set(id, figure))
