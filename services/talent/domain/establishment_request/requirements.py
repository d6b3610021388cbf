"""What commands require of a request for posts: how far it is (RZ-3.2.a)."""

from services.talent.domain.establishment_request import rules
from services.talent.domain.establishment_request.state import (
    STAGES,
    EstablishmentRequest,
    Stage,
)
from shared.kernel.aggregate import refuse


def require_stage(request: EstablishmentRequest, *needed: Stage) -> None:
    if request.stage not in needed:
        refuse(
            rules.REQUEST_STAGE_ALLOWS,
            now=STAGES[request.stage],
            now_en=request.stage,
            needs="、".join(STAGES[stage] for stage in needed),
            needs_en=", ".join(needed),
        )
