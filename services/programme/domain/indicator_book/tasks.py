"""待办: the next scheme, figures to be verified, figures to be put right (RZ-1.a)."""

from services.programme.domain.indicator_book.figures import (
    correct_indicator,
    return_indicator,
    verify_indicator,
)
from services.programme.domain.indicator_book.limits import (
    filling_limit,
    scheme_limit,
    unfilled,
    verification_limit,
)
from services.programme.domain.indicator_book.rules import CLAUSE
from services.programme.domain.indicator_book.scheme import adopt_indicator_scheme
from services.programme.domain.indicator_book.state import INDICATOR_BOOK, IndicatorBook
from services.programme.domain.organisations import HOUSING
from shared.kernel.aggregate import TOWN, Task, Tasks, Wait, organisation


@INDICATOR_BOOK.tasks
def tasks(book: IndicatorBook) -> Tasks:
    limit = scheme_limit(book)
    yield Task(
        limit.key, [HOUSING], f"印发{book.last_year + 1}年指标体系", [adopt_indicator_scheme], limit
    )
    for year in sorted({year for _, year in unfilled(book)}):
        yield Wait("年末自动取数", filling_limit(year))
    for id, figure in book.figures.items():
        indicator = book.indicators.get(figure.indicator)
        if indicator is None:
            continue
        about = f"{indicator.name}（{figure.year}年{f'第{figure.part}期' if figure.part else ''}）"
        if figure.stage == "recorded":
            check = verification_limit(figure)
            yield Task(
                check.key, [organisation(indicator.source)], f"核定指标：{about}",
                [verify_indicator, return_indicator], check,
            )  # fmt: skip
        elif figure.stage == "returned":
            yield Task(
                f"correct-{id}", [TOWN], f"更正被退回的指标：{about}", [correct_indicator],
                clause=CLAUSE,
            )  # fmt: skip
