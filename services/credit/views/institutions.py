"""机构名录: who lends, guarantees or insures here, and whether it acts for itself (RZ-2.4.a)."""

from datetime import date

from services.credit.domain.institution import INSTITUTION
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import institution as institutions
from shared.schemas.credit.stages import AssessmentGroup, InstitutionKind


@view("institutions", title="机构名录", key="institution", version=1, of=INSTITUTION)
class Institutions(Row):
    institution: str = column("金融机构")
    name: str = column("名称")
    credit_code: str = column("统一社会信用代码")
    kind: InstitutionKind = column("机构类别")
    group: AssessmentGroup = column("考核分组")
    joined: bool = column("已联网")
    open: bool = column("在册")
    registered_on: date | None = column("登记日期", None)
    closed_on: date | None = column("注销日期", None)


@Institutions.on(institutions.InstitutionRegistered)
def registered(row: Institutions, event: institutions.InstitutionRegistered) -> Institutions:
    return replace(
        row,
        name=event.name,
        credit_code=event.credit_code,
        kind=event.kind,
        group=event.group,
        joined=event.joined,
        open=True,
        registered_on=event.registered_on,
    )


@Institutions.on(institutions.InstitutionChanged)
def changed(row: Institutions, event: institutions.InstitutionChanged) -> Institutions:
    return replace(row, name=event.name, kind=event.kind, group=event.group, joined=event.joined)


@Institutions.on(institutions.InstitutionClosed)
def closed(row: Institutions, event: institutions.InstitutionClosed) -> Institutions:
    return replace(row, open=False, closed_on=event.closed_on)
