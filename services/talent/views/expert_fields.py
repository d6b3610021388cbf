"""专家领域台账: which fields the pool covers, and since when one has nobody (RZ-2.5.g)."""

from datetime import date

from shared.kernel.aggregate import to_everyone
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.talent import expert_pool as pools
from shared.schemas.talent.stages import TalentField


@view("expert-fields", title="专家领域台账", key="field", version=1, sight=[to_everyone()])
class ExpertFields(Row):
    field: TalentField = column("专业领域")
    admitted: int = column("入库人次", 0)
    uncovered_since: date | None = column("缺员自", None)


@ExpertFields.on(pools.ExpertAdmitted, key=lambda event, _: event.fields)
def admitted(row: ExpertFields, event: pools.ExpertAdmitted) -> ExpertFields:
    return replace(row, admitted=row.admitted + 1, uncovered_since=None)


@ExpertFields.on(pools.FieldUncovered, key="field")
def uncovered(row: ExpertFields, event: pools.FieldUncovered) -> ExpertFields:
    return replace(row, uncovered_since=event.since)
