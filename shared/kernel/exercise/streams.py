"""The streams in which a sentence was carried out at a place: the way from a number to its events.

A row is written once a stream, so that keeping it costs an ordinary command nothing. Nobody reads
the rows as such: of each stream shows what the stream itself shows (`/exercise`).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from shared.kernel.exercise.acts import keys
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import RowKey


@view(
    "policy-streams", title="政策兑现案卷", key="entry", version=1, sight=[], indexed=("acted",),
)  # fmt: skip
class PolicyStream(Row):
    """`acted` is the sentence and the place; `since` the position of the stream's first act."""

    entry: RowKey = column("条目")
    acted: str = column("条款和地方")
    stream: str = column("案卷")
    since: int = column("起始位置")


def _keys(event: Any, meta: EventMeta) -> Iterator[str]:
    return (f"{key}@{meta.stream}" for key in keys(event, meta))


def begun(row: PolicyStream, _: Any, meta: EventMeta) -> PolicyStream:
    if row.stream:
        return row
    acted = row.entry.removesuffix(f"@{meta.stream}")
    return replace(row, acted=acted, stream=meta.stream, since=meta.position)


def take(events: Iterable[Any]) -> None:
    """Fold these events, by their classes, from now on; what is no act touches no row."""
    known = PolicyStream.definition.folds
    new = [event for event in events if event.__name__ not in known]
    if new:
        PolicyStream.on(*new, key=_keys)(begun)
