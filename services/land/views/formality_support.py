"""手续支持台账: who helped which parcel with what (RZ-2.3.c)."""

from datetime import date

from services.land.domain.revitalisation.state import BATCH
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.land import revitalisation


@view("formality-support", title="手续支持台账", key="entry", version=1, of=BATCH)
class FormalitySupport(Row):
    entry: str = column("序号")
    batch: str = column("批次编号")
    town: TownId = column("镇")
    parcel: str = column("地块编号")
    organisation: OrganisationId = column("支持单位")
    formality: str = column("办理事项")
    support: str = column("支持措施")
    supported_on: date | None = column("日期", None)


def _entry(event: revitalisation.FormalitySupported, meta: EventMeta) -> str:
    return f"{event.batch}-{meta.version}"


@FormalitySupport.on(revitalisation.FormalitySupported, key=_entry)
def supported(row: FormalitySupport, event: revitalisation.FormalitySupported) -> FormalitySupport:
    return replace(
        row,
        batch=event.batch,
        town=event.town,
        parcel=event.parcel,
        organisation=event.organisation,
        formality=event.formality,
        support=event.support,
        supported_on=event.supported_on,
    )
