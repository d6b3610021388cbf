"""个人信息删除台账: whose data were erased, on what ground, by whom."""

from datetime import date

from services.talent.domain.person import PERSON
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, view
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.kinds import OrganisationId, PersonId
from shared.schemas.platform import ErasureGround, PersonErased


@view("erased-persons", title="个人信息删除台账", key="person", version=1, of=PERSON)
class ErasedPersons(Row):
    person: PersonId = column("人员编号")
    ground: ErasureGround = column("删除事由")
    document: str = column("文号", "")
    organisation: OrganisationId = column("单位")
    erased_on: date | None = column("删除日期", None)


@ErasedPersons.on(PersonErased)
def erased(row: ErasedPersons, event: PersonErased, meta: EventMeta) -> ErasedPersons:
    return ErasedPersons(
        person=event.person,
        ground=event.ground,
        document=event.document or "",
        organisation=meta.organisation,
        erased_on=meta.effective_at.astimezone(LOCAL_TIME).date(),
    )
