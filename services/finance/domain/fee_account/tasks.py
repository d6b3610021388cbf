"""待办: whoever keeps a treasury hands over what stays in the town (RZ-2.2.d)."""

from services.finance.domain.fee_account.handover import hand_over_fee
from services.finance.domain.fee_account.state import (
    FEE_ACCOUNT,
    FeeAccount,
    handover_limit,
    owed,
)
from shared.kernel.aggregate import Over, Task, Tasks, money, organisation


@FEE_ACCOUNT.tasks
def tasks(account: FeeAccount) -> Tasks:
    """Each who owes of a receipt, until it is handed over."""
    waiting = [*owed(account)]
    for owner, id in waiting:
        limit, fen = handover_limit(account, owner, id), account.receipts[id].due_from(owner)
        yield Task(
            limit.key, [organisation(owner)], f"划转留镇配套费 {money(fen)}",
            [hand_over_fee], limit,
        )  # fmt: skip
    if not waiting:
        yield Over("留镇配套费已全部划转")
