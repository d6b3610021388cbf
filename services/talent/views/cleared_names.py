"""澄清正名登记: what a body cleared, and how; without names (RZ-3.2.d)."""

from datetime import date

from services.talent.domain.name_clearing import NAME_CLEARING
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId
from shared.schemas.talent import name_clearing


@view("cleared-names", title="澄清正名登记", key="clearing", version=1, of=NAME_CLEARING)
class ClearedNames(Row):
    clearing: str = column("澄清编号")
    body: OrganisationId = column("澄清机关", "")
    file_number: str = column("案卷号", "")
    form: name_clearing.ClearingForm = column("澄清方式", "written")
    cleared_on: date | None = column("澄清日期", None)


@ClearedNames.on(name_clearing.NameCleared)
def cleared(row: ClearedNames, event: name_clearing.NameCleared) -> ClearedNames:
    return replace(
        row, body=event.body, file_number=event.file_number, form=event.form,
        cleared_on=event.cleared_on,
    )  # fmt: skip
