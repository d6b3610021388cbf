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
    pick,
    refuse,
)
from shared.schemas.land import land_programme


def _closed_once(programme: LandProgramme, _: Context) -> None:
    if programme.closed:
        refuse(rules.CLOSED_ONCE)


def _require_nominated(
    programme: LandProgramme, cmd: land_programme.WithdrawArea, _: Context
) -> None:
    if programme.nominations.get(cmd.nomination) != cmd.town:
        own = [id for id in programme.order if programme.nominations[id] == cmd.town]
        refuse(rules.NOMINATION_STANDS, town=cmd.town, nominations=", ".join(own) or "—")


@LAND_PROGRAMME.command(
    title="撤回申报区域",
    clause=CLAUSE,
    by=[TOWN, COUNTY, COUNTY_LAND],
    when=[holds(require_open)],
    picks=[pick("nomination", _require_nominated)],
)
def withdraw_area(
    programme: LandProgramme, cmd: land_programme.WithdrawArea, context: Context
) -> Events:
    """Those who stay are ranked anew."""
    _require_nominated(programme, cmd, context)
    yield land_programme.AreaWithdrawn.of(cmd, withdrawn_on=context.today)


def _require_selected(programme: LandProgramme, cmd: land_programme.DropArea, _: Context) -> None:
    if cmd.nomination not in programme.selected or programme.closed:
        _refuse_dropping(programme)


def _require_ranked(programme: LandProgramme, cmd: land_programme.DropArea, _: Context) -> None:
    if cmd.replacement is not None and cmd.replacement not in _others(programme):
        _refuse_dropping(programme)


@LAND_PROGRAMME.command(
    title="入选区域退出",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES],
    picks=[pick("nomination", _require_selected), pick("replacement", _require_ranked)],
)
def drop_area(programme: LandProgramme, cmd: land_programme.DropArea, context: Context) -> Events:
    """Its place goes to the next of the ranking, to another with a reason, or to nobody."""
    _require_selected(programme, cmd, context)
    _require_ranked(programme, cmd, context)
    others = _others(programme)
    if cmd.replacement is not None:
        left = set(others) - {cmd.replacement}
        check_exclusive(programme, {cmd.replacement}, left, context)
    if cmd.replacement not in (None, *others[:1]) and cmd.deviation is None:
        refuse(rules.NEXT_TAKES_THE_PLACE, next=others[0])
    yield land_programme.AreaDropped.of(
        cmd, town=programme.nominations[cmd.nomination], dropped_on=context.today
    )


def _others(programme: LandProgramme) -> list[str]:
    """The areas that were ranked and not selected, in their order."""
    ranked = [one.nomination for one in programme.ranking]
    return [id for id in ranked if id not in programme.selected]


def _refuse_dropping(programme: LandProgramme) -> None:
    refuse(
        rules.DROPPED_WAS_SELECTED,
        selected=", ".join(programme.selected) or "—",
        others=", ".join(_others(programme)) or "—",
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
