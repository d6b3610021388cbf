"""The scheme of a town's indicators, edition by edition (RZ-1.a)."""

from services.programme.domain import directions
from services.programme.domain.indicator_book import rules
from services.programme.domain.indicator_book.state import INDICATOR_BOOK, IndicatorBook
from services.programme.domain.organisations import HOUSING
from services.programme.domain.town_profile import require_registered
from shared.kernel.aggregate import Context, Events, refuse
from shared.schemas.programme import indicator_book
from shared.schemas.programme.stages import DIRECTIONS
from shared.schemas.text import named_once

CLAUSE = rules.CLAUSE


@INDICATOR_BOOK.command(title="印发指标体系", clause=CLAUSE, by=[HOUSING], creates=None)
def adopt_indicator_scheme(
    book: IndicatorBook, cmd: indicator_book.AdoptIndicatorScheme, context: Context
) -> Events:
    """A later edition takes the place of the one before; figures recorded stay as they are."""
    town, base = require_registered(cmd.town, context), context.parameter("programme.base_year")
    covered = {i.direction for i in cmd.indicators}
    if missing := [d for d in DIRECTIONS if d not in covered]:
        refuse(
            rules.SCHEME_COVERS_EVERY_DIRECTION,
            missing=directions.named(missing), missing_en=", ".join(missing),
        )  # fmt: skip
    names = [i.indicator for i in cmd.indicators]
    if not named_once(names):
        refuse(rules.INDICATORS_ARE_NAMED_ONCE, names="、".join(names))
    years = sorted({t.year for t in cmd.indicators[0].targets})
    for indicator in cmd.indicators:
        if not context.registry.knows(indicator.source):
            refuse(rules.SOURCE_IS_REGISTERED, source=indicator.source)
        if indicator.fed_by is not None and indicator.frequency != "yearly":
            refuse(rules.ONLY_YEARLY_IS_FED, indicator=indicator.indicator)
        told = sorted(t.year for t in indicator.targets)
        if told != years or not years or years[0] <= base:
            refuse(
                rules.TARGETS_FOR_THE_SAME_YEARS, years="、".join(map(str, years)) or "—",
                indicator=indicator.indicator,
            )  # fmt: skip
    yield indicator_book.IndicatorSchemeAdopted.of(
        cmd, county=town.county, edition=book.edition + 1, base_year=base, last_year=years[-1],
        issued_on=context.today, scheme_days=context.parameter("programme.scheme_days"),
    )  # fmt: skip
