"""EstablishmentRequest 增编, RZ-3.2.a: its state, its rules, and its commands by what they do."""

from services.talent.domain.establishment_request import deciding, limits, requesting, tasks
from services.talent.domain.establishment_request.state import ESTABLISHMENT_REQUEST

ESTABLISHMENT_REQUEST.takes(requesting, deciding, limits, tasks)
