"""CorporateBond (`corporate-bond-<bond>`): an enterprise's bond for a key project, RZ-2.2.i."""

from dataclasses import dataclass

from services.finance.domain.eligibility import ELIGIBILITY, Eligibility
from services.finance.domain.organisations import FINANCE
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Events,
    RulesOf,
    guard,
    pick_id,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.finance import corporate_bond

CLAUSE = "RZ-2.2.i"

rule = RulesOf(CLAUSE)
LIBRARY_PROJECT = rule(
    "library-project",
    zh="企业债券登记限重点项目库在库项目",
    en="A corporate bond is registered for a project of the library.",
    pass_zh="项目 {project} 须已入库且未出库",
    pass_en="Project {project} must be admitted and not have left.",
)
NO_GOVERNMENT_GUARANTEE = rule(
    "corporate-bond-no-government-guarantee",
    zh="政府不得为企业债券担保（预算法§35）",
    en="No government guarantees a corporate bond (Budget Law art. 35).",
    pass_zh="请取消政府担保",
    pass_en="Drop the government's guarantee.",
)
ISSUED_BEFORE_REGISTERED = rule(
    "issued-before-registered",
    zh="发行日期不晚于登记当日",
    en="A bond is issued before it is registered.",
    pass_zh="{issued_on} 尚未到",
    pass_en="{issued_on} has not come yet.",
)


@dataclass(frozen=True, slots=True)
class CorporateBond:
    town: str = ""
    project: str = ""


CORPORATE_BOND = Aggregate(
    "corporate-bond",
    CorporateBond(),
    key="bond",
    title="企业债券",
    sight=[to_town(), to_named()],
)


@CORPORATE_BOND.evolve
def evolve(bond: CorporateBond, event: corporate_bond.Event) -> CorporateBond:
    return CorporateBond(event.town, event.project)


CORPORATE_BOND.asks_nobody("已登记发行")


def _require_in_library(project: str, context: Context) -> Eligibility:
    known = context.guard(Eligibility, project)
    if not known.live:
        refuse(LIBRARY_PROJECT, project=project)
    return known


@CORPORATE_BOND.command(
    title="登记企业债券",
    clause=CLAUSE,
    by=[FINANCE],
    guards=[guard(ELIGIBILITY)],
    creates=True,
    numbered="corporate-bond-{year}",
    picks=[pick_id("project", _require_in_library)],
)
def register_corporate_bond(
    _: CorporateBond, cmd: corporate_bond.RegisterCorporateBond, context: Context
) -> Events:
    if cmd.government_guarantee:
        refuse(NO_GOVERNMENT_GUARANTEE)
    project = _require_in_library(cmd.project, context)
    if cmd.issued_on > context.today:
        refuse(ISSUED_BEFORE_REGISTERED, issued_on=cmd.issued_on)
    return [corporate_bond.CorporateBondRegistered.of(cmd, town=project.town)]
