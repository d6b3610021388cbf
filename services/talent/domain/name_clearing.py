"""NameClearing 澄清正名 (`name-clearing-<number>`): apart from tolerance cases (RZ-3.2.d)."""

from dataclasses import dataclass

from services.talent.domain.organisations import (
    COUNTY_DISCIPLINE,
    COUNTY_ORGANIZATION,
    DISCIPLINE,
    ORGANIZATION,
)
from shared.kernel.aggregate import ANYONE, Aggregate, Context, Events, RulesOf, refuse, to_party
from shared.schemas.talent import name_clearing

CLAUSE = name_clearing.CLAUSE
BODIES = (DISCIPLINE, ORGANIZATION, COUNTY_DISCIPLINE, COUNTY_ORGANIZATION)

rule = RulesOf(CLAUSE)
CLEARING_BODY_ACTS = rule(
    "clearing-body-acts",
    zh="由查核不实举报的纪检监察机关或组织部门登记澄清正名",
    en="Who found the complaint unfounded registers that a name was cleared.",
    pass_zh="请由该机关登记",
    pass_en="Have that body enter it.",
)
CLEARED_WITH_CONSENT = rule(
    "cleared-with-consent",
    zh="澄清正名须经本人同意，登记一次，日期不晚于当日",
    en="A name is cleared with the person's consent, and entered once, by its day.",
    pass_zh="请先征得同意；编号未用，日期不晚于 {today}",
    pass_en="Ask for consent; take a new number, and a day up to {today}.",
)


@dataclass(frozen=True, slots=True)
class NameClearing:
    """The body that cleared it; empty while nothing was entered."""

    body: str = ""


NAME_CLEARING = Aggregate(
    "name-clearing", NameClearing(), key="clearing", title="澄清正名", sight=[to_party("body")]
)


@NAME_CLEARING.evolve
def evolve(_: NameClearing, event: name_clearing.Event) -> NameClearing:
    return NameClearing(event.body)


NAME_CLEARING.asks_nobody("已澄清")


def _is_body(_: NameClearing, context: Context) -> None:
    by = context.actor.organisation
    counties = ("", *context.registry.counties)
    if not any(body.includes(by, "", county) for body in BODIES for county in counties):
        refuse(CLEARING_BODY_ACTS)


@NAME_CLEARING.command(
    title="登记澄清正名", clause=CLAUSE, by=[ANYONE], creates=None, when=[_is_body]
)
def clear_name(clearing: NameClearing, cmd: name_clearing.ClearName, context: Context) -> Events:
    if not cmd.consent or clearing.body or cmd.cleared_on > context.today:
        refuse(CLEARED_WITH_CONSENT, today=context.today)
    yield name_clearing.NameCleared.of(cmd, body=context.actor.organisation)
