"""Who may give a command, as the policy says it: declared beside the command, judged here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from shared.policy.languages import Text
from shared.policy.model import INSTITUTION_PREFIX
from shared.policy.registry import Registry
from shared.schemas.copying import replace
from shared.schemas.frozen import quick

Relation = Literal[
    "organisation", "town", "county", "county-department", "county-departments", "assist",
    "institution", "system", "anyone",
]  # fmt: skip
DEPARTMENTS = {
    "finance": "财政局",
    "natural-resources": "自然资源部门",
    "organization": "组织部",
    "staffing": "编办",
    "human-resources": "人力资源社会保障局",
    "local-finance": "金融工作部门",
    "agriculture": "农业农村局",
    "justice": "司法局",
    "discipline": "纪委监委",
}
"""What a county's department is called, where one alone is meant."""


@quick
@dataclass(frozen=True, slots=True)
class Authority:
    """An organisation, or a relation to the town that the matter belongs to."""

    relation: Relation
    id: str = ""

    def includes(self, organisation: str, town: str, county: str) -> bool:
        """Whether the acting organisation is meant, for a matter of this town or county."""
        match self.relation:
            case "organisation":
                return organisation == self.id
            case "town":
                return organisation == town and town != ""
            case "county":
                return county != "" and organisation == county
            case "county-department":
                return county != "" and organisation == f"{county}-{self.id}"
            case "county-departments":
                return county != "" and organisation.startswith(f"{county}-")
            case "assist":
                return town != "" and organisation == f"assist-{town}"
            case "institution":
                return organisation.startswith(INSTITUTION_PREFIX)
            case "system":
                return organisation == "system"
            case "anyone":
                return organisation != "system"

    def bearers(self, town: str, county: str) -> tuple[str, ...]:
        """The organisations meant for a matter of this town or county; none where the relation
        names nobody in particular."""
        match self.relation:
            case "organisation":
                return (self.id,)
            case "town" if town:
                return (town,)
            case "county" if county:
                return (county,)
            case "county-department" if county:
                return (f"{county}-{self.id}",)
            case "assist" if town:
                return (f"assist-{town}",)
        return ()

    def names(self, registry: Registry) -> Text:
        """Words for who is meant."""
        match self.relation:
            case "organisation":
                known = registry.organisations.get(self.id)
                return Text(known[-1].name if known else self.id, self.id)
            case "town":
                return Text("本镇党委、政府", "the town itself")
            case "county":
                return Text("本镇所在区县政府", "the town's county")
            case "county-department":
                zh = f"本镇所在区县{DEPARTMENTS.get(self.id, self.id)}"
                return Text(zh, f"the {self.id} department of the town's county")
            case "county-departments":
                return Text("本镇所在区县的部门", "the departments of the town's county")
            case "assist":
                return Text("本镇帮包小组", "the town's assistance group")
            case "institution":
                return Text("该金融机构", "the financial institution itself")
            case "system":
                return Text("系统自动", "the system itself")
            case "anyone":
                return Text(
                    "相关单位（视具体事项确定）",
                    "the organisations concerned: a rule tells which they are",
                )


def in_force(
    authorities: Iterable[Authority], clause: str, registry: Registry
) -> tuple[Authority, ...]:
    """The authorities under a sentence as a version of the text has them: where another
    organisation leads, it stands in the place of the one before."""
    if not registry.successors:
        return tuple(authorities)
    return tuple(_in_force(a, clause, registry) for a in authorities)


def _in_force(authority: Authority, clause: str, registry: Registry) -> Authority:
    if authority.relation != "organisation":
        return authority
    now = registry.successor(clause, authority.id)
    return authority if now == authority.id else replace(authority, id=now)


def organisation(id: str) -> Authority:
    """The authority of one organisation of the registry."""
    return Authority("organisation", id)


def county_department(id: str) -> Authority:
    """The authority of one department of the matter's county, such as its finance department."""
    return Authority("county-department", id)


TOWN = Authority("town")
COUNTY = Authority("county")
COUNTY_DEPARTMENTS = Authority("county-departments")
ASSIST_GROUP = Authority("assist")
INSTITUTIONS = Authority("institution")
"""Any bank or other financial institution; a rule of the command decides which."""
SYSTEM = Authority("system")
"""A reaction or a deadline; never offered to people."""
ANYONE = Authority("anyone")
"""Where who may depends on more than the town: a rule of the command decides."""
