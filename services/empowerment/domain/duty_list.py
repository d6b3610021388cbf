"""DutyList (`duty-list-<town>`): a town's three lists, and what goes back in a batch (RZ-2.6.a)."""

from dataclasses import dataclass
from typing import assert_never

from immutables import Map

from services.empowerment.domain.delegation.ending import require_ahead, withdrawal
from services.empowerment.domain.delegation.state import DELEGATION, LIVE, Delegation
from services.empowerment.domain.organisations import COUNTY_STAFFING
from shared.kernel.aggregate import (
    COUNTY,
    COUNTY_DEPARTMENTS,
    Aggregate,
    Context,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    elsewhere,
    guard,
    pick,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.empowerment import duty_list as duties

CLAUSE = duties.CLAUSE

rule = RulesOf(CLAUSE)
DUTY_TOWN_IS_PILOT = rule(
    "duty-town-is-pilot",
    zh="履职清单由区县为试点镇编制",
    en="A county keeps the lists of its pilot towns.",
    pass_zh="{town} 不是试点镇",
    pass_en="{town} is no pilot town.",
)
DUTY_HAS_ORGAN = rule(
    "duty-has-organ",
    zh="配合履职须列明牵头部门，上级收回须列明收回部门；基本履职不列部门",
    en="An assisted duty names who leads it, a withdrawn one who takes it back; a basic one nobody.",
    pass_zh="请核对责任部门",
    pass_en="Check the department.",
)
DUTY_IS_LISTED = rule(
    "duty-is-listed",
    zh="只移出清单中的事项",
    en="Only a listed duty is dropped.",
    pass_zh="清单中没有 {duty}",
    pass_en="There is no {duty}.",
)
THREE_LISTS = rule(
    "three-lists",
    zh="履职清单由基本履职、配合履职、上级收回三张组成，印发前均须编列",
    en="A town has three lists: its own duties, those it assists, those taken back.",
    pass_zh="尚缺：{lacking}",
    pass_en="Nothing is listed as {lacking_en}.",
)
NOTHING_NEW = rule(
    "duties-have-changed",
    zh="清单有调整才重新印发",
    en="Lists are adopted anew when they have changed.",
    pass_zh="自上次印发没有调整",
    pass_en="Nothing has changed.",
)
BATCH_IS_LIVE = rule(
    "batch-is-live",
    zh="批量收回的事权须为本镇现有的下放事权，每件一次",
    en="A batch takes back powers that this town holds, each once.",
    pass_zh="不符合：{wrong}",
    pass_en="These are none: {wrong}.",
)
WORDS: dict[duties.DutyKind, str] = {
    "basic": "基本履职",
    "assist": "配合履职",
    "withdrawn": "上级收回",
}


@dataclass(frozen=True, slots=True)
class DutyList:
    """The duties listed, by id; `changed` since the last edition was adopted."""

    town: str = ""
    listed: Map[str, duties.DutyKind] = Map()
    edition: int = 0
    changed: bool = False


DUTY_LIST = Aggregate(
    "duty-list", DutyList(), key="town", title="履职清单", sight=[to_town(), to_named()]
)


@DUTY_LIST.evolve
def evolve(list: DutyList, event: duties.Event) -> DutyList:
    match event:
        case duties.DutyListed(town=town, duty=duty, kind=kind):
            return replace(list, town=town, listed=list.listed.set(duty, kind), changed=True)
        case duties.DutyDropped(duty=duty):
            return replace(list, listed=list.listed.delete(duty), changed=True)
        case duties.DutyListAdopted(edition=edition):
            return replace(list, edition=edition, changed=False)
        case duties.PowersWithdrawnInBatch(town=town):
            return replace(list, town=town)
    assert_never(event)


@DUTY_LIST.tasks
def tasks(list: DutyList) -> Tasks:
    if list.changed:
        yield Task(
            f"adoption-{list.edition + 1}", [COUNTY_STAFFING, COUNTY], "印发调整后的履职清单",
            [adopt_duty_list], clause=CLAUSE,
        )  # fmt: skip
    else:
        yield Over("履职清单已印发，调整时重新印发")


@DUTY_LIST.command(title="列入履职清单", clause=CLAUSE, by=[COUNTY_STAFFING], creates=None)
def list_duty(list: DutyList, cmd: duties.ListDuty, context: Context) -> Events:
    """A new duty, or a change of one."""
    _require_pilot(cmd.town, context)
    county = context.registry.county_of(cmd.town)
    named = cmd.organ is not None and COUNTY_DEPARTMENTS.includes(cmd.organ, "", county)
    if named != (cmd.kind != "basic"):
        refuse(DUTY_HAS_ORGAN)
    yield duties.DutyListed.of(cmd, listed_on=context.today)


def _require_listed(list: DutyList, cmd: duties.DropDuty, _: Context) -> None:
    if cmd.duty not in list.listed:
        refuse(DUTY_IS_LISTED, duty=cmd.duty)


@DUTY_LIST.command(
    title="移出履职清单", clause=CLAUSE, by=[COUNTY_STAFFING], picks=[pick("duty", _require_listed)]
)
def drop_duty(list: DutyList, cmd: duties.DropDuty, context: Context) -> Events:
    _require_listed(list, cmd, context)
    yield duties.DutyDropped.of(cmd, dropped_on=context.today)


@DUTY_LIST.command(title="印发履职清单", clause=CLAUSE, by=[COUNTY_STAFFING, COUNTY])
def adopt_duty_list(list: DutyList, cmd: duties.AdoptDutyList, context: Context) -> Events:
    kinds = [*list.listed.values()]
    lacking = [kind for kind in WORDS if kind not in kinds]
    if lacking:
        said = "、".join(WORDS[kind] for kind in lacking)
        refuse(THREE_LISTS, lacking=said, lacking_en=", ".join(lacking))
    if not list.changed:
        refuse(NOTHING_NEW)
    yield duties.DutyListAdopted.of(
        cmd, edition=list.edition + 1, basic=kinds.count("basic"), assisted=kinds.count("assist"),
        withdrawn=kinds.count("withdrawn"), adopted_on=context.today,
    )  # fmt: skip


def _require_live(
    _: DutyList, cmd: duties.WithdrawPowersInBatch, context: Context
) -> dict[str, Delegation]:
    """The town's delegations that are to end, by their ids."""
    held = {id: context.guard(Delegation, id) for id in cmd.delegations}
    wrong = [id for id, d in held.items() if d.town != cmd.town or d.stage not in LIVE]
    if wrong or len(held) < len(cmd.delegations) or not held:
        refuse(BATCH_IS_LIVE, wrong="、".join(wrong) or "—")
    return held


@DUTY_LIST.command(
    title="批量收回事权",
    clause=CLAUSE,
    by=[COUNTY_STAFFING, COUNTY],
    guards=[guard(DELEGATION, lambda _, cmd: cmd.delegations)],
    creates=None,
    picks=[pick("delegations", _require_live)],
)
def withdraw_powers_in_batch(
    list: DutyList, cmd: duties.WithdrawPowersInBatch, context: Context
) -> Events:
    """All at once, or none; each as if it had been withdrawn alone."""
    _require_pilot(cmd.town, context)
    effective_on = cmd.effective_on or context.today
    require_ahead(effective_on, context)
    held = _require_live(list, cmd, context)
    yield duties.PowersWithdrawnInBatch.of(cmd, withdrawn_on=context.today)
    for id, d in held.items():
        gone = withdrawal(d, id, "batch", cmd.reason, cmd.document, effective_on, context.today)
        yield from elsewhere(Delegation, id, [gone])


def _require_pilot(id: str, context: Context) -> None:
    town = context.town(id)
    if town is None or not (town.pilot and town.active):
        refuse(DUTY_TOWN_IS_PILOT, town=id)
