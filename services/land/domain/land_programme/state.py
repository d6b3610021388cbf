"""LandProgramme (`land-programme-<programme>`): consolidation and restoration, RZ-2.3.i.

Pilot towns' areas come first or a reason stands in the event; what an area yields is its town's.
"""

from dataclasses import dataclass
from typing import assert_never

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
from shared.schemas.copying import replace
from shared.schemas.land import land_programme

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class LandProgramme:
    """`nominations`: town by nomination; `order` is that of nomination.

    `withdrawn` ids and those of `entries` are not given again.
    """

    kind: str = ""
    places: int = 0
    nominations: Map[str, str] = Map()
    order: tuple[str, ...] = ()
    ranking: tuple[land_programme.RankedNomination, ...] = ()
    selected: tuple[str, ...] = ()
    decided: bool = False
    withdrawn: frozenset[str] = frozenset()
    entries: Map[str, land_programme.ProgrammeProceedsBooked] = Map()
    closed: bool = False


LAND_PROGRAMME = Aggregate(
    "land-programme",
    LandProgramme(),
    key="programme",
    title="整治修复项目",
    sight=[to_named(), to_everyone()],
    parts=[
        part(
            "nomination",
            to_town(),
            to_named(),
            events=[land_programme.AreaNominated, land_programme.AreaWithdrawn],
            until="decided",
        ),
        part("ranking", to_named(), events=[land_programme.NominationsRanked], until="decided"),
        part(
            "proceeds",
            to_town(),
            to_named(),
            events=[
                land_programme.ProgrammeProceedsBooked,
                land_programme.ProgrammeProceedsCorrected,
            ],
            apart=True,
        ),
    ],
)


@LAND_PROGRAMME.evolve
def evolve(programme: LandProgramme, event: land_programme.Event) -> LandProgramme:
    match event:
        case land_programme.ProgrammeOpened():
            return LandProgramme(event.kind, event.places)
        case land_programme.AreaNominated(nomination=id):
            return replace(
                programme,
                nominations=programme.nominations.set(id, event.town),
                order=(*programme.order, id),
                ranking=(),
            )
        case land_programme.NominationsRanked(ranking=ranking):
            return replace(programme, ranking=tuple(ranking))
        case land_programme.AreasSelected(selected=selected):
            return replace(programme, selected=tuple(selected), decided=True)
        case land_programme.AreaWithdrawn(nomination=id):
            return replace(
                programme,
                nominations=programme.nominations.delete(id),
                order=tuple(other for other in programme.order if other != id),
                ranking=(),
                withdrawn=programme.withdrawn | {id},
            )
        case land_programme.AreaDropped(nomination=id):
            left = [other for other in programme.selected if other != id]
            instead = [event.replacement] if event.replacement else []
            return replace(programme, selected=(*left, *instead))
        case land_programme.ProgrammeClosed():
            return replace(programme, closed=True)
        case land_programme.ProgrammeProceedsBooked(entry=entry):
            return replace(programme, entries=programme.entries.set(entry, event))
        case land_programme.ProgrammeProceedsCorrected(entry=entry):
            right = replace(programme.entries[entry], amount_fen=event.amount_fen)
            return replace(programme, entries=programme.entries.set(entry, right))
    assert_never(event)


def require_open(programme: LandProgramme) -> None:
    if programme.decided or programme.closed:
        refuse(rules.NOMINATIONS_ARE_OPEN)
