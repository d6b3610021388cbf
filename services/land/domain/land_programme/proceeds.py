"""What a programme brings is booked (RZ-2.3.i)."""

from services.land.domain.land_programme import rules
from services.land.domain.land_programme.state import CLAUSE, LAND_PROGRAMME, LandProgramme
from services.land.domain.organisations import COUNTY_FINANCE, FINANCE, NATURAL_RESOURCES
from shared.kernel.aggregate import (
    COUNTY,
    Context,
    Events,
    refuse,
)
from shared.schemas.land.land_programme import (
    BookProgrammeProceeds,
    ProgrammeProceedsBooked,
)


@LAND_PROGRAMME.command(
    title="整治修复收益归镇",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, FINANCE, COUNTY, COUNTY_FINANCE],
)
def book_programme_proceeds(
    programme: LandProgramme, cmd: BookProgrammeProceeds, context: Context
) -> Events:
    own = cmd.nomination in programme.selected and (
        programme.nominations[cmd.nomination] == cmd.town
    )
    if not own or cmd.entry in programme.entries:
        refuse(rules.PROCEEDS_OF_A_SELECTED_AREA, selected=", ".join(programme.selected) or "—")
    yield ProgrammeProceedsBooked(
        cmd.programme, cmd.entry, cmd.nomination, cmd.town, cmd.amount_fen, cmd.origin,
        context.today, cmd.document,
    )  # fmt: skip
