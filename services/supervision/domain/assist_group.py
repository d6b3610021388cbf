"""AssistGroup 帮包小组 (`assist-group-<town>`): one for each pilot town, RZ-3.1.a."""

from collections import Counter
from dataclasses import dataclass

from services.supervision.domain import leadership_rules as rules
from services.supervision.domain.organisations import HOUSING
from shared.kernel.aggregate import (
    COUNTY,
    Aggregate,
    Context,
    Events,
    pick,
    refuse,
    to_named,
    to_party,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.supervision import assist_group

CLAUSE, VISITS = "RZ-3.1.a", "RZ-3.3.c"


@dataclass(frozen=True, slots=True)
class AssistGroup:
    town: str = ""
    members: tuple[assist_group.GroupMember, ...] = ()
    visitors: tuple[assist_group.GroupMember, ...] = ()
    """A group of its own for visits, under the other reading of 帮包小组 (reading 7)."""

    @property
    def units(self) -> frozenset[str]:
        return frozenset(member.unit for member in self.members)

    @property
    def visiting_units(self) -> frozenset[str]:
        return frozenset(member.unit for member in self.visitors)


ASSIST_GROUP_OF_TOWN = Aggregate(
    "assist-group",
    AssistGroup(),
    key="town",
    title="帮包小组",
    sight=[to_town(), to_named(), to_party("units"), to_party("visiting_units")],
)


@ASSIST_GROUP_OF_TOWN.evolve
def evolve(group: AssistGroup, event: assist_group.Event) -> AssistGroup:
    if isinstance(event, assist_group.VisitGroupFormed):
        return replace(group, town=event.town, visitors=event.members)
    return replace(group, town=event.town, members=event.members)


ASSIST_GROUP_OF_TOWN.asks_nobody("成员变动时由组建单位调整")


@ASSIST_GROUP_OF_TOWN.command(
    title="成立帮包小组", clause=CLAUSE, by=[HOUSING, COUNTY], creates=True
)
def form_group(group: AssistGroup, cmd: assist_group.FormGroup, context: Context) -> Events:
    town = context.town(cmd.town)
    if town is None or not town.pilot:
        refuse(rules.TOWN_IS_PILOT, town=cmd.town)
    _check(cmd.members, context)
    yield assist_group.GroupFormed(
        town.id, county=town.county, members=cmd.members, formed_on=context.today,
        document=cmd.document,
    )  # fmt: skip


def _require_members(group: AssistGroup, cmd: assist_group.ChangeMembers, _: Context) -> None:
    known = {member.person for member in group.members}
    strangers = [person for person in cmd.left if person not in known]
    if strangers:
        refuse(rules.MEMBER_IS_KNOWN, persons="、".join(strangers))


@ASSIST_GROUP_OF_TOWN.command(
    title="调整帮包小组成员",
    clause=CLAUSE,
    by=[HOUSING, COUNTY],
    picks=[pick("left", _require_members)],
)
def change_members(group: AssistGroup, cmd: assist_group.ChangeMembers, context: Context) -> Events:
    """Never to an empty group; who moved to another unit leaves and joins at once."""
    _require_members(group, cmd, context)
    stayed = tuple(m for m in group.members if m.person not in cmd.left)
    members = (*stayed, *cmd.joined)
    _check(members, context)
    if members != group.members:
        yield assist_group.GroupMembersChanged.of(cmd, members=members, changed_on=context.today)


@ASSIST_GROUP_OF_TOWN.command(title="成立回访小组", clause=VISITS, by=[HOUSING, COUNTY])
def form_visit_group(
    group: AssistGroup, cmd: assist_group.FormVisitGroup, context: Context
) -> Events:
    """Where 帮包小组 is read as a group of its own, these visit (reading 7)."""
    _check(cmd.members, context)
    if cmd.members != group.visitors:
        county = context.registry.county_of(cmd.town)
        yield assist_group.VisitGroupFormed.of(cmd, county=county, formed_on=context.today)


def _check(members: tuple[assist_group.GroupMember, ...], context: Context) -> None:
    named = Counter(member.person for member in members)
    twice = [person for person, times in named.items() if times > 1]
    if twice or not members:
        refuse(rules.GROUP_HAS_MEMBERS, persons="、".join(twice) or "—")
    for member in members:
        if not context.registry.knows(member.unit):
            refuse(rules.MEMBERS_COME_FROM_UNITS, unit=member.unit)
