"""What the staffing offices bring in from their spreadsheets: 赋权事项表, 履职三张清单."""

from typing import Any

from services.empowerment.domain.duty_list import DUTY_LIST
from services.empowerment.domain.power_list.state import POWER_LIST
from shared.face.imports import Column, template
from shared.face.words import words_for
from shared.schemas.empowerment import power_list as powers
from shared.schemas.kinds import CountyId, OrganisationId, TownId
from shared.schemas.power_form import PowerForm
from shared.schemas.projects import green_channel

MORE_TOWNS = ("second_town", "third_town")


def item(row: dict[str, Any]) -> dict[str, Any]:
    """A row's towns, side by side in the sheet, as the command lists them."""
    towns = [row[name] for name in ("town", *MORE_TOWNS) if row.get(name)]
    rest = {n: v for n, v in row.items() if n not in ("town", *MORE_TOWNS)}
    return {**rest, "towns": towns}


POWER_ITEMS = template(
    "power-items",
    POWER_LIST,
    "list-power-item",
    title="赋权事项表",
    view="power-items",
    columns=[
        Column("county", "区县", "text", required=True, words=words_for(CountyId)),
        Column("item", "事项编号", "text", required=True),
        Column("name", "事项名称", "text", required=True),
        Column("kind", "事项类别", "text", required=True, words=words_for(powers.PowerKind)),
        Column("form", "下放形式", "text", required=True, words=words_for(PowerForm)),
        Column("organ", "原属部门", "text", required=True, words=words_for(OrganisationId)),
        Column("town", "承接镇", "text", required=True, words=words_for(TownId)),
        Column("second_town", "承接镇（二）", "text", words=words_for(TownId)),
        Column("third_town", "承接镇（三）", "text", words=words_for(TownId)),
        Column("legal_basis", "法律依据", "text"),
        Column("basis_level", "依据层级", "text", words=words_for(powers.BasisLevel)),
        Column("catalogue", "省赋权目录编号", "text"),
        Column("off_catalogue_reason", "目录外列入的理由", "text"),
        Column("provincial_decision", "省决定文号", "text"),
        Column("on_site", "是否须现场核查", "flag"),
        Column("permit", "绿色通道许可事项", "text", words=words_for(green_channel.PermitId)),
        Column("may_notify", "镇可否一次告知补正", "flag"),
    ],
    shape=item,
    example={"county": "donggang", "item": "tree-felling", "name": "演示-林木采伐许可",
             "kind": "permit", "form": "empower", "organ": "donggang-natural-resources",
             "town": "taoluo", "legal_basis": "森林法第57条", "basis_level": "law",
             "catalogue": "演示-省目录第12项", "on_site": True, "may_notify": True},
    notes=["本区县须已起草清单；同一事项再次列入的，以后一行为准。"],
)  # fmt: skip

DUTIES = template(
    "duties",
    DUTY_LIST,
    "list-duty",
    title="履职清单",
    view="duties",
    titles={"duty": "履职事项编号", "kind": "清单类别"},
    example={"town": "taoluo", "duty": "flood-control", "name": "演示-防汛抗旱", "kind": "basic",
             "legal_basis": "防洪法第8条"},
    notes=["配合履职、上级收回的须填责任部门；三张清单编列后由区县印发。"],
)  # fmt: skip
