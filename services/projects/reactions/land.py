"""What land decided about a project's land, noted in this service's own log (RZ-2.3.d)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.land import land_request
from shared.schemas.projects import readiness


@reaction(land_request.LandAllocated)
def allocation_is_noted(event: land_request.LandAllocated, _: EventMeta) -> Iterable[object]:
    yield readiness.NoteLandAllocated(event.project, request=event.request, area=event.area)


@reaction(land_request.LandReturned)
def return_is_noted(event: land_request.LandReturned, _: EventMeta) -> Iterable[object]:
    yield readiness.NoteLandReturned(event.project, request=event.request, area=event.area)


@reaction(land_request.LandAllocationReduced)
def reduction_is_noted(event: land_request.LandAllocationReduced, _: EventMeta) -> Iterable[object]:
    """What was measured less is no land of the project's."""
    less = event.previous_area - event.area
    yield readiness.NoteLandReturned(project=event.project, request=event.request, area=less)
