"""政策兑现数额台账: the money, land and people that acts under a sentence brought to a place.

Kept apart by the kind of the streams in which they stand: who sees those sees their sum, besides
the town whose they are, and for a county's own the county.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from shared.kernel.aggregate import to_category, to_county, to_town
from shared.kernel.exercise.acts import amounts, is_act, key_of, place_in, places
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.figures import Amounts
from shared.schemas.kinds import Category, ClauseId, CountyId, RowKey, TownId


@view(
    "policy-figures", title="政策兑现数额台账", key="entry", version=1,
    sight=[to_town(), to_county(), to_category()],
)  # fmt: skip
class PolicyFigures(Row):
    entry: RowKey = column("条目")
    clause: ClauseId = column("条款")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    category: Category = column("类别")
    money_fen: int = column("资金（分）", 0)
    land: Decimal = column("用地（平方米）", Decimal(0))
    people: int = column("人数", 0)


def _keys(event: Any, meta: EventMeta) -> Iterator[str]:
    if is_act(meta):
        for place in places(event):
            if amounts(event, place) != Amounts():
                yield f"{key_of(meta.clause, place)}@{_category(meta)}"


def brought(row: PolicyFigures, event: Any, meta: EventMeta) -> PolicyFigures:
    place = place_in(row.entry, event)
    sums = Amounts(row.money_fen, row.land, row.people).and_also(amounts(event, place))
    return replace(
        row,
        clause=meta.clause,
        town=place.town,
        county=place.county,
        category=_category(meta),
        money_fen=sums.money_fen,
        land=sums.land,
        people=sums.people,
    )


def _category(meta: EventMeta) -> str:
    return meta.stream.removesuffix(f"-{meta.id}")


def take(events: Iterable[Any]) -> None:
    """Fold these events, by their classes, from now on; most count for nothing more than an act."""
    known = PolicyFigures.definition.folds
    new = [event for event in events if event.__name__ not in known]
    if new:
        PolicyFigures.on(*new, key=_keys)(brought)
