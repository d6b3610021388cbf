"""LandProgramme (`land-programme-<programme>`): consolidation and restoration, RZ-2.3.i.

Pilot towns' areas come first or a reason stands in the event; what an area yields is its town's.
"""

from dataclasses import dataclass, replace

from immutables import Map

from services.land.domain.land_programme import rules
from shared.kernel.aggregate import (
    Aggregate,
    part,
    refuse,
    to_everyone,
    to_named,
    to_town,
)
from shared.schemas.land.land_programme import (
    AreaNominated,
    AreasSelected,
    NominationsRanked,
    ProgrammeOpened,
    ProgrammeProceedsBooked,
    RankedNomination,
)

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class LandProgramme:
    """`nominations`: town by nomination; `order` is that of nomination."""

    kind: str = ""
    places: int = 0
    nominations: Map[str, str] = Map()
    order: tuple[str, ...] = ()
    ranking: tuple[RankedNomination, ...] = ()
    selected: tuple[str, ...] = ()
    entries: frozenset[str] = frozenset()

    @property
    def decided(self) -> bool:
        return self.selected != ()


LAND_PROGRAMME = Aggregate(
    "land-programme",
    LandProgramme(),
    key="programme",
    title="整治修复项目",
    sight=[to_named(), to_everyone()],
    parts=[
        part("nomination", to_town(), to_named(), events=[AreaNominated], until="decided"),
        part("ranking", to_named(), events=[NominationsRanked], until="decided"),
        part("proceeds", to_town(), to_named(), events=[ProgrammeProceedsBooked], apart=True),
    ],
)


@LAND_PROGRAMME.evolve
def evolve(programme: LandProgramme, event: object) -> LandProgramme:
    match event:
        case ProgrammeOpened():
            return LandProgramme(event.kind, event.places)
        case AreaNominated(nomination=id):
            return replace(
                programme,
                nominations=programme.nominations.set(id, event.town),
                order=(*programme.order, id),
                ranking=(),
            )
        case NominationsRanked(ranking=ranking):
            return replace(programme, ranking=tuple(ranking))
        case AreasSelected(selected=selected):
            return replace(programme, selected=tuple(selected))
        case ProgrammeProceedsBooked(entry=entry):
            return replace(programme, entries=programme.entries | {entry})
    return programme


def require_open(programme: LandProgramme) -> None:
    if programme.selected:
        refuse(rules.NOMINATIONS_ARE_OPEN)
