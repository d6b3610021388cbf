"""个人信息删除记载台账: what other services have erased of persons, and would erase again."""

from datetime import date

from services.people.domain.erasure import ERASURE
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, view
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.kinds import PersonId
from shared.schemas.people import erasure
from shared.schemas.platform import ErasureGround


@view("erasures", title="个人信息删除记载台账", key="erasure", version=1, of=ERASURE)
class Erasures(Row):
    erasure: str = column("删除记载")
    service: str = column("业务")
    erased: PersonId = column("被删除人员编号")
    ground: ErasureGround = column("删除事由")
    document: str = column("文号")
    erased_on: date | None = column("删除日期")


@Erasures.on(erasure.ErasureNoted)
def noted(row: Erasures, event: erasure.ErasureNoted, meta: EventMeta) -> Erasures:
    return Erasures(
        erasure=event.erasure,
        service=event.service,
        erased=event.erased,
        ground=event.ground,
        document=event.document or "",
        erased_on=meta.effective_at.astimezone(LOCAL_TIME).date(),
    )
