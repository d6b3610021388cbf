"""赋权事项清单: one row an item of a county's list, also while it is drafted (RZ-2.6.a)."""

from collections.abc import Iterable
from datetime import date

from services.empowerment.domain.power_list.state import POWER_LIST
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.empowerment import power_list as powers
from shared.schemas.empowerment.stages import ItemStage
from shared.schemas.kinds import CountyId, OrganisationId, TownId
from shared.schemas.power_form import PowerForm
from shared.schemas.projects import green_channel


@view("power-items", title="赋权事项清单", key="entry", version=1, of=POWER_LIST)
class PowerItems(Row):
    """`entry` is `<county>:<item>`; neither id contains a colon."""

    entry: str = column("区县与事项")
    county: CountyId = column("区县", "")
    item: str = column("事项编号", "")
    name: str = column("事项名称", "")
    kind: powers.PowerKind = column("事项类别", "other")
    form: PowerForm = column("下放形式", "accept")
    organ: OrganisationId = column("原属部门", "")
    towns: list[TownId] = column("承接镇", factory=list)
    legal_basis: str = column("法律依据", "")
    basis_level: powers.BasisLevel | None = column("依据层级", None)
    catalogue: str | None = column("省赋权目录", None)
    off_catalogue_reason: str | None = column("目录外列入的理由", None)
    provincial_decision: str | None = column("省决定文号", None)
    permit: green_channel.PermitId | None = column("绿色通道许可事项", None)
    supports: int = column("配套保障（项）", 0)
    status: ItemStage = column("状态", "drafted")
    edition: int = column("版次", 0)
    published_on: date | None = column("公布日期", None)


ITEMS = totals(
    "power_items", "Powers on the lists by state and county", of=PowerItems, by=("status", "county")
)


def _entry(
    event: powers.PowerItemListed | powers.PowerItemDropped | powers.SupportPromised, _: EventMeta
) -> str:
    return f"{event.county}:{event.item}"


def _entries(event: powers.PowerListPublished, _: EventMeta) -> Iterable[str]:
    return [f"{event.county}:{item}" for item in event.items]


@PowerItems.on(powers.PowerItemListed, key=_entry)
def listed(row: PowerItems, event: powers.PowerItemListed) -> PowerItems:
    return replace(
        row, county=event.county, item=event.item, name=event.name, kind=event.kind,
        form=event.form, organ=event.organ, towns=[*event.towns],
        legal_basis=event.legal_basis or "", basis_level=event.basis_level,
        catalogue=event.catalogue, off_catalogue_reason=event.off_catalogue_reason,
        provincial_decision=event.provincial_decision, permit=event.permit, status="drafted",
        edition=event.edition,
    )  # fmt: skip


@PowerItems.on(powers.PowerItemDropped, key=_entry)
def dropped(row: PowerItems, event: powers.PowerItemDropped) -> PowerItems:
    """What was published before stays so."""
    return replace(row, status="published" if row.published_on else "dropped")


@PowerItems.on(powers.SupportPromised, key=_entry)
def promised(row: PowerItems, event: powers.SupportPromised) -> PowerItems:
    return replace(row, supports=row.supports + 1)


@PowerItems.on(powers.PowerListPublished, key=_entries)
def published(row: PowerItems, event: powers.PowerListPublished) -> PowerItems:
    return replace(row, status="published", published_on=event.published_on)
