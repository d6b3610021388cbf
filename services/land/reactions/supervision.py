"""What land does when supervision has closed an issue that late land raised (RZ-3.3.c)."""

from collections.abc import Iterable

from services.land.domain.key_project.coordination import SETTLE
from services.land.domain.key_project.state import KEY_PROJECT
from services.land.domain.land_request.limits import DECISION
from services.land.domain.land_request.state import LAND_REQUEST
from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.land import key_project, land_request
from shared.schemas.land import quota_ledger_handover as quota_handover
from shared.schemas.supervision import issue as issues


@reaction(issues.IssueResolved)
def land_coordination_flag_clears(event: issues.IssueResolved, _: EventMeta) -> Iterable[object]:
    """A reserve that fell short needs no clearing: its ratio alone says when it is restored."""
    if event.cause_service == "land" and event.cause_key == SETTLE and event.cause_stream:
        yield key_project.ClearLandCoordinationFlag(
            KEY_PROJECT.id_of(event.cause_stream), issue=event.issue
        )


@reaction(issues.IssueResolved)
def proceeds_flag_clears(event: issues.IssueResolved, _: EventMeta) -> Iterable[object]:
    """Late proceeds of quota carry their flag until the group has looked."""
    stream, key = event.cause_stream or "", event.cause_key
    if event.cause_service == "land" and key and stream.startswith(f"{QUOTA_LEDGER.category}-"):
        town = QUOTA_LEDGER.id_of(stream)
        yield quota_handover.ClearProceedsFlag(town=town, key=key, issue=event.issue)


@reaction(issues.IssueResolved)
def land_decision_flag_clears(event: issues.IssueResolved, _: EventMeta) -> Iterable[object]:
    """A request that was decided late carries its flag until the group has looked."""
    if event.cause_service == "land" and event.cause_key == DECISION and event.cause_stream:
        request = LAND_REQUEST.id_of(event.cause_stream)
        yield land_request.ClearLandDecisionFlag(request=request, issue=event.issue)
