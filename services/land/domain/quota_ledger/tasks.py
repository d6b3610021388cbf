"""待办: quota is filed, offers are answered, what stays of its price is handed over (RZ-2.3.h)."""

from services.land.domain.organisations import COUNTY_FINANCE, COUNTY_LAND, NATURAL_RESOURCES
from services.land.domain.quota_ledger.handover import (
    answer_limit,
    hand_over_proceeds,
    handover_limit,
)
from services.land.domain.quota_ledger.lots import file_quota
from services.land.domain.quota_ledger.state import CLAUSE, QUOTA_LEDGER, QuotaLedger
from services.land.domain.quota_ledger.transfer import answer_quota_offer
from shared.kernel.aggregate import TOWN, Task, Tasks, Wait, money, organisation


@QUOTA_LEDGER.tasks
def tasks(ledger: QuotaLedger) -> Tasks:
    """Each offer by the town, each entry by who owes of it, each accepted lot until it is filed."""
    for id, offer in ledger.offers.items():
        if not offer.answer:
            about = f"答复是否优先留用复垦指标{offer.area:,.2f}平方米"
            yield Task(id, [TOWN], about, [answer_quota_offer], answer_limit(id, offer))
    for entry, booking in ledger.proceeds.bookings.items():
        if booking.owed_fen > 0:
            debtor = booking.booked.debtor
            yield Task(
                f"proceeds.{entry}", [organisation(debtor) if debtor else COUNTY_FINANCE],
                f"划转留镇指标收益 {money(booking.owed_fen)}", [hand_over_proceeds],
                handover_limit(entry, booking), clause=CLAUSE,
            )  # fmt: skip
    for lot, known in ledger.lots.items():
        if not known.filed:
            yield Task(
                f"filing.{lot}", [NATURAL_RESOURCES, COUNTY_LAND],
                f"办理验收复垦{known.accepted:,.2f}平方米的指标备案", [file_quota], clause=CLAUSE,
            )  # fmt: skip
    yield Wait("指标按需使用、流转")
