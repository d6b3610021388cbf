"""The time limits of a town's indicators: the next scheme, and every figure's check (RZ-1.a)."""

from collections.abc import Iterable
from datetime import date

from services.programme.domain.indicator_book.rules import CLAUSE
from services.programme.domain.indicator_book.state import (
    INDICATOR_BOOK,
    Figure,
    IndicatorBook,
    figure_id,
)
from services.programme.domain.organisations import HOUSING
from services.programme.domain.tally import TALLY, Tally
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events, guard
from shared.schemas.programme import indicator_book


@INDICATOR_BOOK.deadlines
def deadlines(book: IndicatorBook) -> Iterable[Deadline]:
    if book.edition and not book.scheme_late:
        yield scheme_limit(book)
    for figure in book.figures.values():
        if _waits(book, figure):
            yield verification_limit(figure)
    for year in sorted({year for _, year in unfilled(book)}):
        yield filling_limit(year)


def unfilled(book: IndicatorBook) -> list[tuple[indicator_book.Indicator, int]]:
    """The indicators that are filled by themselves, with each year that has no figure yet."""
    return [
        (indicator, target.year)
        for indicator in book.indicators.values()
        if indicator.fed_by is not None
        for target in indicator.targets
        if figure_id(indicator.indicator, target.year, 0) not in book.figures
    ]


def filling_limit(year: int) -> Deadline:
    """The year's last day."""
    before, last = date(year - 1, 12, 31), date(year, 12, 31)
    return Deadline(f"fill-{year}", before, (last - before).days, "calendar", CLAUSE)


def scheme_limit(book: IndicatorBook) -> Deadline:
    """The first year without targets has a scheme so many days into it."""
    end = date(book.last_year, 12, 31)
    return Deadline(f"scheme-{book.last_year + 1}", end, book.scheme_days, "calendar", CLAUSE)


def verification_limit(figure: Figure) -> Deadline:
    key = f"verify-{figure_id(figure.indicator, figure.year, figure.part)}-{figure.since:%Y%m%d}"
    return Deadline(key, figure.since, figure.days, "working", CLAUSE)


@INDICATOR_BOOK.when_passed(clause=CLAUSE, guards=[guard(TALLY, lambda book, _: book.town)])
def year_ends_or_scheme_or_check_is_late(
    book: IndicatorBook, passed: DeadlinePassed, context: Context
) -> Events:
    county = context.registry.county_of(book.town)
    yield from _filled(book, passed, county, context)
    if book.edition and not book.scheme_late and passed.key == scheme_limit(book).key:
        yield indicator_book.IndicatorSchemeOverdue(
            book.town, county=county, organisation=HOUSING.id, key=passed.key,
            year=book.last_year + 1, due_on=passed.due_on,
        )  # fmt: skip
    for figure in book.figures.values():
        if _waits(book, figure) and passed.key == verification_limit(figure).key:
            yield indicator_book.IndicatorVerificationOverdue(
                book.town, county=county, organisation=book.indicators[figure.indicator].source,
                key=passed.key, indicator=figure.indicator,
                name=book.indicators[figure.indicator].name, year=figure.year, part=figure.part,
                due_on=passed.due_on,
            )  # fmt: skip


def _filled(book: IndicatorBook, passed: DeadlinePassed, county: str, context: Context) -> Events:
    """What the other services' facts came to in the year that has ended; its source verifies it."""
    for indicator, year in unfilled(book):
        if passed.key == filling_limit(year).key and indicator.fed_by is not None:
            value = context.guard(Tally, book.town).of(indicator.fed_by, year)
            yield indicator_book.IndicatorRecorded(
                book.town, indicator=indicator.indicator, year=year, part=0,
                value_thousandths=value, released=False, document=None, county=county,
                source=indicator.source, target_thousandths=book.target(indicator.indicator, year),
                recorded_by=HOUSING.id, recorded_on=context.today,
                working_days=context.parameter("programme.verification_working_days"),
            )  # fmt: skip


def _waits(book: IndicatorBook, figure: Figure) -> bool:
    """An indicator that a later scheme has no more waits for nobody."""
    return figure.stage == "recorded" and not figure.late and figure.indicator in book.indicators
