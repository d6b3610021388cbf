"""What land decided about a project's land, noted in this service's own log (RZ-2.3.d)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.land.land_request import (
    LandAllocated,
    LandAllocationReduced,
    LandReturned,
)
from shared.schemas.projects.readiness import NoteLandAllocated, NoteLandReturned


@reaction(LandAllocated)
def allocation_is_noted(event: LandAllocated, _: EventMeta) -> Iterable[object]:
    yield NoteLandAllocated(event.project, request=event.request, area=event.area)


@reaction(LandReturned)
def return_is_noted(event: LandReturned, _: EventMeta) -> Iterable[object]:
    yield NoteLandReturned(event.project, request=event.request, area=event.area)


@reaction(LandAllocationReduced)
def reduction_is_noted(event: LandAllocationReduced, _: EventMeta) -> Iterable[object]:
    """What was measured less is no land of the project's."""
    less = event.previous_area - event.area
    yield NoteLandReturned(project=event.project, request=event.request, area=less)
