"""What finance decided about a project's money, noted in this service's own log (RZ-2.2.c)."""

from collections.abc import Iterable

from shared.log.recorded import EventMeta
from shared.schemas.finance.fund import FundsAllocated, FundsRecalled
from shared.schemas.projects.readiness import NoteFundsAllocated, NoteFundsRecalled
from shared.subscription.reaction import reaction


@reaction(FundsAllocated)
def allocation_is_noted(event: FundsAllocated, _: EventMeta) -> Iterable[object]:
    yield NoteFundsAllocated(event.project, event.fund, event.amount_fen)


@reaction(FundsRecalled)
def recall_is_noted(event: FundsRecalled, _: EventMeta) -> Iterable[object]:
    yield NoteFundsRecalled(event.project, event.fund, event.amount_fen)
