"""Whether a town can carry a power: a checklist, judged by the power's kind and form (RZ-2.6.b)."""

from collections.abc import Iterable

from services.empowerment.domain.delegation import rules
from services.empowerment.domain.delegation.requirements import (
    OF_COUNTY,
    require_acts,
    require_item,
    require_stage,
)
from services.empowerment.domain.delegation.state import CLAUSE, DELEGATION, TAKEN_UP, Delegation
from services.empowerment.domain.town_staff import OF_TOWN, TownStaff
from shared.kernel.aggregate import (
    COUNTY_DEPARTMENTS,
    SYSTEM,
    TOWN,
    Context,
    Events,
    holds,
    refuse,
)
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.empowerment import power_list as powers

NEEDS: dict[running.CapacityNeed, str] = {
    "licensed-officers": "持证执法人员",
    "site-inspectors": "现场核查人员",
    "legal-reviewer": "法制审核人员",
    "window": "办事窗口",
    "funding": "经费保障",
    "training": "业务培训",
}
ENFORCING = ("penalty", "coercion")
"""Kinds of powers that people with a licence exercise (行政处罚法§42)."""


@DELEGATION.command(
    title="评估承接能力",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS, TOWN],
    guards=[OF_COUNTY, OF_TOWN],
    creates=None,
)
def assess_capacity(d: Delegation, cmd: running.AssessCapacity, context: Context) -> Events:
    """By the department whose power it is; a town that has it tells when people leave."""
    item = require_item(cmd, context)
    by = context.actor.organisation
    if by != cmd.town or d.stage not in TAKEN_UP:
        require_acts(item.organ, context)
    in_post = context.guard(TownStaff, cmd.town).in_post
    if in_post is not None and cmd.licensed_officers > in_post:
        refuse(rules.OFFICERS_ARE_IN_POST, in_post=in_post, named=cmd.licensed_officers)
    least = context.parameter("empowerment.capacity_people_least")
    lacking = tuple(_lacking(item, cmd, least))
    yield running.CapacityAssessed.of(
        cmd, organ=item.organ, lacking=lacking, assessed_by=by, assessed_on=context.today,
        in_post=in_post,
    )  # fmt: skip
    if d.stage in TAKEN_UP and lacking and lacking != d.lacking:
        yield running.CapacityLapsed(
            cmd.delegation, town=cmd.town, lacking=lacking, lapsed_on=context.today
        )


@DELEGATION.command(
    title="提请复核承接能力", clause=CLAUSE, by=[SYSTEM], when=[holds(require_stage, *TAKEN_UP)]
)
def question_capacity(d: Delegation, cmd: running.QuestionCapacity, context: Context) -> Events:
    """Fewer in post than must be licensed to enforce: the capacity has lapsed, whoever left."""
    yield running.CapacityQuestioned.of(cmd, town=d.town, questioned_on=context.today)
    least = context.parameter("empowerment.capacity_people_least")
    enforces = d.delegated is not None and d.delegated.kind in ENFORCING
    if enforces and cmd.in_post < least and "licensed-officers" not in d.lacking:
        yield running.CapacityLapsed(
            cmd.delegation, town=d.town, lacking=("licensed-officers", *d.lacking),
            lapsed_on=context.today,
        )  # fmt: skip


def require_capacity(d: Delegation) -> None:
    """Refuse unless the last assessment found everything there."""
    if d.lacking:
        refuse(
            rules.CAPACITY_SUFFICES,
            lacking="、".join(NEEDS[need] for need in d.lacking),
            lacking_en=", ".join(d.lacking),
        )


def _lacking(
    item: powers.PowerItemListed, found: running.AssessCapacity, least: int
) -> Iterable[running.CapacityNeed]:
    """Two with a licence enforce; a town that only accepts reviews nothing."""
    if item.kind in ENFORCING and found.licensed_officers < least:
        yield "licensed-officers"
    if item.on_site and found.site_inspectors < least:
        yield "site-inspectors"
    if item.form != "accept" and not found.legal_reviewer:
        yield "legal-reviewer"
    if not found.window:
        yield "window"
    if not found.funding:
        yield "funding"
    if not found.training:
        yield "training"
