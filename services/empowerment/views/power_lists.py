"""清单办理情况: how far each county's present edition has come (RZ-2.6.a)."""

from datetime import date

from services.empowerment.domain.power_list.state import POWER_LIST
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.empowerment import power_list as powers
from shared.schemas.empowerment.stages import ListStage
from shared.schemas.kinds import CountyId


@view("power-lists", title="赋权清单办理情况", key="county", version=1, of=POWER_LIST)
class PowerLists(Row):
    county: CountyId = column("区县")
    title: str = column("清单名称", "")
    edition: int = column("版次", 0)
    status: ListStage = column("状态", "drafting")
    opinions: int = column("镇方意见（件）", 0)
    objections: int = column("未答复的不同意见（件）", 0)
    lawful: bool | None = column("合法性审核", None)
    approved_on: date | None = column("批准日期", None)
    published_on: date | None = column("公布日期", None)
    filed_on: date | None = column("备案日期", None)
    document: str | None = column("文号", None)
    overdue_since: date | None = column("超期（时限最后一日）", None)
    overdue_step: powers.ListStep | None = column("超期环节", None)


LISTS = totals("power_lists", "Lists of powers by state", of=PowerLists, by=("status", "county"))


@PowerLists.on(powers.PowerListDrafted)
def drafted(row: PowerLists, event: powers.PowerListDrafted) -> PowerLists:
    return replace(
        row, title=event.title, edition=event.edition, status="drafting", opinions=0, objections=0,
        lawful=None, approved_on=None, published_on=None, filed_on=None, document=None,
        overdue_since=None, overdue_step=None,
    )  # fmt: skip


@PowerLists.on(powers.PowerListCirculated)
def circulated(row: PowerLists, event: powers.PowerListCirculated) -> PowerLists:
    return replace(row, status="circulated")


@PowerLists.on(powers.TownOpinionGiven)
def heard(row: PowerLists, event: powers.TownOpinionGiven) -> PowerLists:
    objections = row.objections + (0 if event.agrees else 1)
    return replace(row, opinions=row.opinions + 1, objections=objections)


@PowerLists.on(powers.TownOpinionAnswered)
def answered(row: PowerLists, event: powers.TownOpinionAnswered) -> PowerLists:
    return replace(row, objections=max(row.objections - 1, 0))


@PowerLists.on(powers.LegalityReviewed)
def reviewed(row: PowerLists, event: powers.LegalityReviewed) -> PowerLists:
    return replace(row, lawful=event.lawful, overdue_since=None, overdue_step=None)


@PowerLists.on(powers.PowerListApproved)
def approved(row: PowerLists, event: powers.PowerListApproved) -> PowerLists:
    return replace(
        row, status="approved", approved_on=event.approved_on, document=event.document,
        overdue_since=None, overdue_step=None,
    )  # fmt: skip


@PowerLists.on(powers.PowerListPublished)
def published(row: PowerLists, event: powers.PowerListPublished) -> PowerLists:
    return replace(
        row, status="published", published_on=event.published_on, document=event.document,
        overdue_since=None, overdue_step=None,
    )  # fmt: skip


@PowerLists.on(powers.PowerListFiled)
def filed(row: PowerLists, event: powers.PowerListFiled) -> PowerLists:
    return replace(
        row, status="filed", filed_on=event.filed_on, overdue_since=None, overdue_step=None
    )


@PowerLists.on(powers.PowerListStepOverdue)
def late(row: PowerLists, event: powers.PowerListStepOverdue) -> PowerLists:
    return replace(row, overdue_since=event.due_on, overdue_step=event.step)


@PowerLists.on(powers.PowerListFlagCleared)
def flag_fell(row: PowerLists, event: powers.PowerListFlagCleared) -> PowerLists:
    return (
        replace(row, overdue_since=None, overdue_step=None)
        if event.key == row.overdue_step
        else row
    )
