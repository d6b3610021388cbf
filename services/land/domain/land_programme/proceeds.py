"""What a programme brings is booked (RZ-2.3.i)."""

from services.land.domain.land_programme import rules
from services.land.domain.land_programme.state import CLAUSE, LAND_PROGRAMME, LandProgramme
from services.land.domain.organisations import COUNTY_FINANCE, FINANCE, NATURAL_RESOURCES
from shared.kernel.aggregate import (
    COUNTY,
    Context,
    Events,
    pick,
    refuse,
)
from shared.schemas.land import land_programme

BOOKS = [NATURAL_RESOURCES, FINANCE, COUNTY, COUNTY_FINANCE]


def _require_selected(
    programme: LandProgramme, cmd: land_programme.BookProgrammeProceeds, _: Context
) -> None:
    if cmd.nomination not in programme.selected:
        refuse(rules.PROCEEDS_OF_A_SELECTED_AREA, selected=", ".join(programme.selected) or "—")


@LAND_PROGRAMME.command(
    title="整治修复收益归镇",
    clause=CLAUSE,
    by=BOOKS,
    picks=[pick("nomination", _require_selected)],
)
def book_programme_proceeds(
    programme: LandProgramme, cmd: land_programme.BookProgrammeProceeds, context: Context
) -> Events:
    _require_selected(programme, cmd, context)
    if programme.nominations[cmd.nomination] != cmd.town or cmd.entry in programme.entries:
        refuse(rules.PROCEEDS_OF_A_SELECTED_AREA, selected=", ".join(programme.selected) or "—")
    yield land_programme.ProgrammeProceedsBooked.of(cmd, booked_on=context.today)


@LAND_PROGRAMME.command(title="更正整治修复收益", clause=CLAUSE, by=BOOKS)
def correct_programme_proceeds(
    programme: LandProgramme, cmd: land_programme.CorrectProgrammeProceeds, context: Context
) -> Events:
    booked = programme.entries.get(cmd.entry)
    if booked is None or booked.town != cmd.town:
        own = sorted(id for id, one in programme.entries.items() if one.town == cmd.town)
        refuse(rules.PROCEEDS_ON_RECORD, town=cmd.town, entries=", ".join(own) or "—")
    if cmd.amount_fen != booked.amount_fen:
        yield land_programme.ProgrammeProceedsCorrected(
            programme=cmd.programme, entry=cmd.entry, nomination=booked.nomination,
            town=booked.town, previous_fen=booked.amount_fen, amount_fen=cmd.amount_fen,
            reason=cmd.reason, corrected_by=context.actor.organisation,
            corrected_on=context.today, document=cmd.document,
        )  # fmt: skip
