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
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events
from shared.schemas.programme import indicator_book


@INDICATOR_BOOK.deadlines
def deadlines(book: IndicatorBook) -> Iterable[Deadline]:
    if book.edition and not book.scheme_late:
        yield scheme_limit(book)
    for figure in book.figures.values():
        if _waits(book, figure):
            yield verification_limit(figure)


def scheme_limit(book: IndicatorBook) -> Deadline:
    """The first year without targets has a scheme so many days into it."""
    end = date(book.last_year, 12, 31)
    return Deadline(f"scheme-{book.last_year + 1}", end, book.scheme_days, "calendar", CLAUSE)


def verification_limit(figure: Figure) -> Deadline:
    key = f"verify-{figure_id(figure.indicator, figure.year, figure.part)}-{figure.since:%Y%m%d}"
    return Deadline(key, figure.since, figure.days, "working", CLAUSE)


@INDICATOR_BOOK.when_passed(clause=CLAUSE)
def scheme_or_check_is_late(
    book: IndicatorBook, passed: DeadlinePassed, context: Context
) -> Events:
    county = context.registry.county_of(book.town)
    if book.edition and not book.scheme_late and passed.key == scheme_limit(book).key:
        yield indicator_book.IndicatorSchemeOverdue(
            book.town, county=county, organisation=HOUSING.id, key=passed.key,
            year=book.last_year + 1, due_on=passed.due_on,
        )  # fmt: skip
    for figure in book.figures.values():
        if _waits(book, figure) and passed.key == verification_limit(figure).key:
            yield indicator_book.IndicatorVerificationOverdue(
                book.town, county=county, organisation=book.indicators[figure.indicator].source,
                key=passed.key, indicator=figure.indicator, year=figure.year, part=figure.part,
                due_on=passed.due_on,
            )  # fmt: skip


def _waits(book: IndicatorBook, figure: Figure) -> bool:
    """An indicator that a later scheme has no more waits for nobody."""
    return figure.stage == "recorded" and not figure.late and figure.indicator in book.indicators
