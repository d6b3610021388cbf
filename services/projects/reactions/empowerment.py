"""Which permits towns accept or decide, noted in this service's own log (RZ-2.6.b, RZ-2.6.c)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.projects import permit_power


@reaction(delegations.PowerTakenUp)
def taking_up_is_noted(event: delegations.PowerTakenUp, _: EventMeta) -> Iterable[object]:
    """Delegated is not exercised: the town has new cases from its taking up on."""
    if event.permit is not None:
        yield permit_power.NotePowerTakenUp(
            f"{event.permit}-{event.town}", delegation=event.delegation, town=event.town,
            permit=event.permit, form=event.form, organ=event.organ,
            may_notify=event.may_notify, taken_up_on=event.taken_up_on,
        )  # fmt: skip


@reaction(delegations.PowerSuspended)
def suspension_is_noted(event: delegations.PowerSuspended, _: EventMeta) -> Iterable[object]:
    if event.permit is not None:
        yield permit_power.NotePowerSuspended(
            f"{event.permit}-{event.town}", delegation=event.delegation,
            suspended_on=event.suspended_on,
        )  # fmt: skip


@reaction(delegations.PowerResumed)
def resumption_is_noted(event: delegations.PowerResumed, _: EventMeta) -> Iterable[object]:
    if event.permit is not None:
        yield permit_power.NotePowerResumed(
            f"{event.permit}-{event.town}", delegation=event.delegation,
            resumed_on=event.resumed_on,
        )  # fmt: skip


@reaction(delegations.PowerWithdrawn)
def withdrawal_is_noted(event: delegations.PowerWithdrawn, _: EventMeta) -> Iterable[object]:
    """What was never taken up leaves nothing to note."""
    if event.permit is not None and event.taken_up:
        yield permit_power.NotePowerWithdrawn(
            f"{event.permit}-{event.town}", delegation=event.delegation,
            effective_on=event.effective_on,
        )  # fmt: skip
