"""政策兑现台账: of each sentence and place, how often it was carried out, first and last.

Every organisation sees it: that a sentence was carried out is no secret, and what was done by it
stands elsewhere. What never happened has no row; how long ago the last act was is computed as one
looks. An act is a command, however many events it made.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from shared.kernel.aggregate import to_everyone
from shared.kernel.exercise.acts import keys, place_in
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.policy.local_time import LOCAL_TIME
from shared.policy.model import INSTITUTION_PREFIX
from shared.schemas.kinds import ClauseId, CountyId, OrganisationId, RowKey, TownId


@view(
    "policy-ledger", title="政策兑现台账", key="entry", version=1, sight=[to_everyone()],
    indexed=("clause", "town"),
)  # fmt: skip
class PolicyLedger(Row):
    """A `town`, or what a `county` did for all of it, or with neither the city. Days are the local
    ones on which it happened, and on which it was recorded. `last_with` is a command's id; of an
    institution it is not told which one it was."""

    entry: RowKey = column("条目")
    clause: ClauseId = column("条款")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    acts: int = column("行使次数", 0)
    first_on: date | None = column("首次行使日", None)
    first_recorded_on: date | None = column("首次登记日", None)
    first_by: OrganisationId = column("首次行使单位")
    last_on: date | None = column("最近行使日", None)
    last_recorded_on: date | None = column("最近登记日", None)
    last_by: OrganisationId = column("最近行使单位")
    last_with: RowKey = column("最近命令编号")


def acted(row: PolicyLedger, event: object, meta: EventMeta) -> PolicyLedger:
    if meta.command_id and row.last_with == meta.command_id:
        return row
    place = place_in(row.entry, event)
    on, recorded_on = (_day(moment) for moment in (meta.effective_at, meta.recorded_at))
    by = "" if meta.organisation.startswith(INSTITUTION_PREFIX) else meta.organisation
    after = replace(
        row,
        clause=meta.clause,
        town=place.town,
        county=place.county,
        acts=row.acts + 1,
        last_with=meta.command_id,
    )
    if row.first_on is None or on < row.first_on:
        after = replace(after, first_on=on, first_recorded_on=recorded_on, first_by=by)
    if row.last_on is None or on >= row.last_on:
        after = replace(after, last_on=on, last_recorded_on=recorded_on, last_by=by)
    return after


def _day(moment: datetime) -> date:
    return moment.astimezone(LOCAL_TIME).date()


def take(events: Iterable[Any]) -> None:
    """Fold these events, by their classes, from now on; what is no act touches no row."""
    known = PolicyLedger.definition.folds
    new = [event for event in events if event.__name__ not in known]
    if new:
        PolicyLedger.on(*new, key=keys)(acted)
