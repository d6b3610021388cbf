"""待办: thirty days before a letter of intent expires it is renewed, or let go (RZ-2.4.f)."""

from datetime import timedelta

from services.credit.domain.intent.framework import expiry, renew_intent
from services.credit.domain.intent.state import INTENT, Intent
from services.credit.domain.organisations import LOCAL_FINANCE
from shared.kernel.aggregate import Over, Task, Tasks, Wait, money

AHEAD = timedelta(days=30)
"""How long before its expiry a framework is looked at."""


@INTENT.tasks
def tasks(intent: Intent) -> Tasks:
    free = intent.intended_fen - intent.approved_fen
    if intent.expired:
        yield Over("已到期")
    elif free:
        yield Task(
            f"expiry-{intent.expires_on:%Y%m%d}", [LOCAL_FINANCE],
            f"意向性融资到期前续期，尚有 {money(free)}未批准", [renew_intent], expiry(intent),
            since=intent.expires_on - AHEAD,
        )  # fmt: skip
    else:
        yield Wait("意向金额已全部批准", expiry(intent))
