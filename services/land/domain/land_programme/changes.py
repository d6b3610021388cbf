"""Areas withdrawn before the selection or dropped after it; a programme closed (RZ-2.3.i)."""

from services.land.domain.land_programme import rules
from services.land.domain.land_programme.selection import check_exclusive
from services.land.domain.land_programme.state import (
    CLAUSE,
    LAND_PROGRAMME,
    LandProgramme,
    require_open,
)
from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from shared.kernel.aggregate import (
    COUNTY,
    TOWN,
    Context,
    Events,
    holds,
    refuse,
)
from shared.schemas.land import land_programme


def _closed_once(programme: LandProgramme, _: Context) -> None:
    if programme.closed:
        refuse(rules.CLOSED_ONCE)


@LAND_PROGRAMME.command(
    title="撤回申报区域", clause=CLAUSE, by=[TOWN, COUNTY, COUNTY_LAND], when=[holds(require_open)]
)
def withdraw_area(
    programme: LandProgramme, cmd: land_programme.WithdrawArea, context: Context
) -> Events:
    """Those who stay are ranked anew."""
    if programme.nominations.get(cmd.nomination) != cmd.town:
        own = [id for id in programme.order if programme.nominations[id] == cmd.town]
        refuse(rules.NOMINATION_STANDS, town=cmd.town, nominations=", ".join(own) or "—")
    yield land_programme.AreaWithdrawn.of(cmd, withdrawn_on=context.today)


@LAND_PROGRAMME.command(title="入选区域退出", clause=CLAUSE, by=[NATURAL_RESOURCES])
def drop_area(programme: LandProgramme, cmd: land_programme.DropArea, context: Context) -> Events:
    """Its place goes to the next of the ranking, to another with a reason, or to nobody."""
    ranked = [one.nomination for one in programme.ranking]
    others = [id for id in ranked if id not in programme.selected]
    fits = cmd.nomination in programme.selected and not programme.closed
    if not fits or (cmd.replacement is not None and cmd.replacement not in others):
        refuse(
            rules.DROPPED_WAS_SELECTED,
            selected=", ".join(programme.selected) or "—",
            others=", ".join(others) or "—",
        )
    if cmd.replacement is not None:
        left = set(others) - {cmd.replacement}
        check_exclusive(programme, {cmd.replacement}, left, context)
    if cmd.replacement not in (None, *others[:1]) and cmd.deviation is None:
        refuse(rules.NEXT_TAKES_THE_PLACE, next=others[0])
    yield land_programme.AreaDropped.of(
        cmd, town=programme.nominations[cmd.nomination], dropped_on=context.today
    )


@LAND_PROGRAMME.command(
    title="整治修复项目办结", clause=CLAUSE, by=[NATURAL_RESOURCES], when=[_closed_once]
)
def close_programme(
    programme: LandProgramme, cmd: land_programme.CloseProgramme, context: Context
) -> Events:
    """Accepted when its areas are done; cancelled where none was selected."""
    yield land_programme.ProgrammeClosed.of(
        cmd, outcome="completed" if programme.selected else "cancelled", closed_on=context.today
    )
