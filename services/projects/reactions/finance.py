"""What finance decided about a project's money, noted in this service's own log (RZ-2.2.c)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.finance import fund as funds
from shared.schemas.finance import fund_correction
from shared.schemas.projects import readiness


@reaction(funds.FundsAllocated)
def allocation_is_noted(event: funds.FundsAllocated, _: EventMeta) -> Iterable[object]:
    yield readiness.NoteFundsAllocated(event.project, fund=event.fund, amount_fen=event.amount_fen)


@reaction(fund_correction.FundEntryCorrected)
def correction_is_noted(
    event: fund_correction.FundEntryCorrected, _: EventMeta
) -> Iterable[object]:
    """What the project has more, or less, than was told before."""
    if event.project is None or event.entry not in ("allocation", "recall"):
        return
    more = event.amount_fen - event.previous_fen
    more = -more if event.entry == "recall" else more
    if more > 0:
        yield readiness.NoteFundsAllocated(event.project, fund=event.fund, amount_fen=more)
    elif more < 0:
        yield readiness.NoteFundsRecalled(event.project, fund=event.fund, amount_fen=-more)


@reaction(funds.FundsRecalled)
def recall_is_noted(event: funds.FundsRecalled, _: EventMeta) -> Iterable[object]:
    yield readiness.NoteFundsRecalled(event.project, fund=event.fund, amount_fen=event.amount_fen)
