"""LeaderLink (`leader-link-<link>`): a leader helps a pilot town by portfolio 定向帮扶, RZ-3.1.a."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.supervision.domain import leadership_rules as rules
from services.supervision.domain.organisations import HOUSING
from shared.kernel.aggregate import (
    COUNTY,
    Aggregate,
    Context,
    Events,
    Over,
    Tasks,
    Wait,
    holds,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.supervision import leader_link

CLAUSE = "RZ-3.1.a"


@dataclass(frozen=True, slots=True)
class LeaderLink:
    """`visits` counts them; `relieved_on` is None while the link is live."""

    town: str = ""
    level: leader_link.LeaderLevel = "city"
    linked_on: date = date.min
    relieved_on: date | None = None
    visits: int = 0


LEADER_LINK = Aggregate(
    "leader-link",
    LeaderLink(),
    key="link",
    title="领导联系",
    sight=[to_town(), to_named()],
)


@LEADER_LINK.evolve
def evolve(link: LeaderLink, event: leader_link.Event) -> LeaderLink:
    match event:
        case leader_link.LeaderLinked():
            return LeaderLink(event.town, event.level, event.linked_on)
        case leader_link.LeaderRelieved():
            return replace(link, relieved_on=event.relieved_on)
        case leader_link.LeaderVisited():
            return replace(link, visits=event.number)
    assert_never(event)


@LEADER_LINK.tasks
def tasks(link: LeaderLink) -> Tasks:
    """A leader visits when there is occasion: no clause says how often."""
    if link.relieved_on is None:
        yield Wait("联系期间，走访时登记")
    else:
        yield Over("联系已解除")


def _require_live(link: LeaderLink) -> None:
    if link.relieved_on is not None:
        refuse(rules.LINK_IS_LIVE, relieved_on=link.relieved_on)


@LEADER_LINK.command(
    title="登记领导联系",
    clause=CLAUSE,
    by=[HOUSING, COUNTY],
    creates=True,
    numbered="{town}-link-{year}",
)
def link_leader(link: LeaderLink, cmd: leader_link.LinkLeader, context: Context) -> Events:
    town = context.town(cmd.town)
    if town is None or not town.pilot:
        refuse(rules.TOWN_IS_PILOT, town=cmd.town)
    _require_level(cmd.level, context)
    yield leader_link.LeaderLinked(
        cmd.link, town=town.id, county=town.county, level=cmd.level, leader=cmd.leader,
        position=cmd.position, portfolio=cmd.portfolio, linked_on=context.today,
        document=cmd.document,
    )  # fmt: skip


@LEADER_LINK.command(
    title="解除领导联系", clause=CLAUSE, by=[HOUSING, COUNTY], when=[holds(_require_live)]
)
def relieve_leader(link: LeaderLink, cmd: leader_link.RelieveLeader, context: Context) -> Events:
    _require_level(link.level, context)
    yield leader_link.LeaderRelieved.of(
        cmd, town=link.town, level=link.level, relieved_on=context.today
    )


@LEADER_LINK.command(
    title="登记领导走访", clause=CLAUSE, by=[HOUSING, COUNTY], when=[holds(_require_live)]
)
def record_leader_visit(
    link: LeaderLink, cmd: leader_link.RecordLeaderVisit, context: Context
) -> Events:
    if not link.linked_on <= cmd.visited_on <= context.today:
        refuse(rules.VISIT_IS_WITHIN_THE_LINK, earliest=link.linked_on, latest=context.today)
    yield leader_link.LeaderVisited.of(cmd, town=link.town, number=link.visits + 1)


def _require_level(level: leader_link.LeaderLevel, context: Context) -> None:
    if level == "city" and context.actor.organisation != HOUSING.id:
        refuse(rules.CITY_LEADERS_BY_HOUSING)
