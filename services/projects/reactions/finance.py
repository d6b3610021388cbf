"""What finance decided about a project's money, noted in this service's own log (RZ-2.2.c)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.finance.fund import FundsAllocated, FundsRecalled
from shared.schemas.finance.fund_correction import FundEntryCorrected
from shared.schemas.projects.readiness import NoteFundsAllocated, NoteFundsRecalled


@reaction(FundsAllocated)
def allocation_is_noted(event: FundsAllocated, _: EventMeta) -> Iterable[object]:
    yield NoteFundsAllocated(event.project, fund=event.fund, amount_fen=event.amount_fen)


@reaction(FundEntryCorrected)
def correction_is_noted(event: FundEntryCorrected, _: EventMeta) -> Iterable[object]:
    """What the project has more, or less, than was told before."""
    if event.project is None or event.entry not in ("allocation", "recall"):
        return
    more = event.amount_fen - event.previous_fen
    more = -more if event.entry == "recall" else more
    if more > 0:
        yield NoteFundsAllocated(event.project, fund=event.fund, amount_fen=more)
    elif more < 0:
        yield NoteFundsRecalled(event.project, fund=event.fund, amount_fen=-more)


@reaction(FundsRecalled)
def recall_is_noted(event: FundsRecalled, _: EventMeta) -> Iterable[object]:
    yield NoteFundsRecalled(event.project, fund=event.fund, amount_fen=event.amount_fen)
