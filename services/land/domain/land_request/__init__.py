"""LandRequest 新增用地, RZ-2.3.d: its state, its rules, and its commands by what they do."""

from services.land.domain.land_request import decisions, limits, reduction, requesting, tasks
from services.land.domain.land_request.state import LAND_REQUEST

LAND_REQUEST.takes(requesting, decisions, reduction, limits, tasks)
