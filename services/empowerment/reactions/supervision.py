"""What empowerment does when supervision has closed an issue that lateness here raised (RZ-3.3.c)."""

from collections.abc import Iterable

from services.empowerment.domain.delegation.state import DELEGATION
from services.empowerment.domain.pilot_reform.state import PILOT_REFORM
from services.empowerment.domain.power_list.state import POWER_LIST
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import pilot_reform as reforms
from shared.schemas.empowerment import power_list as powers
from shared.schemas.supervision import issue as issues

FLAGGED = (
    (POWER_LIST, powers.ClearPowerListFlag),
    (DELEGATION, delegations.ClearDelegationFlag),
    (PILOT_REFORM, reforms.ClearPilotReformFlag),
)


@reaction(issues.IssueResolved)
def resolved_issue_clears_the_flag(event: issues.IssueResolved, _: EventMeta) -> Iterable[object]:
    if event.cause_service != "empowerment" or not event.cause_stream or not event.cause_key:
        return
    stream, key = event.cause_stream, event.cause_key
    for aggregate, command in FLAGGED:
        if stream.startswith(f"{aggregate.category}-"):
            yield command(aggregate.id_of(stream), key=key, issue=event.issue)
