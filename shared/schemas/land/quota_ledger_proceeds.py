"""指标收益: what a town keeps of the price of its quota, and what it is spent on (RZ-2.3.h)."""

from datetime import date
from typing import Annotated

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Days,
    DocumentRef,
    Fen,
    FenOrZero,
    Identifier,
    OrganisationId,
    TownId,
    titled,
)
from shared.schemas.land.quota_ledger import QuotaMode
from shared.schemas.words import called

CLAUSE = "RZ-2.3.h"

ProceedsPurpose = Annotated[
    str,
    called(
        Identifier,
        "收益用途",
        {
            "consolidation": "土地整治",
            "rural-infrastructure": "农村基础设施",
            "resettlement": "农民安置",
            "farmland-improvement": "耕地质量提升",
        },
    ),
]


@command_data
class BookProceeds:
    """`released_fen` is what the town gives up of its part, with its own consent."""

    town: TownId
    entry: Identifier
    transfer: Identifier
    received_fen: Fen = titled("到账价款（分）")
    released_fen: FenOrZero = titled("镇同意让出（分）", 0)
    consent: DocumentRef | None = titled("镇同意让出的文号", None)
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="收益入账")
class ProceedsBooked(BookProceeds):
    """retained = received − investor − released, all in fen; `mode` is the town's.

    `debtor`, whose treasury it came to, hands the retained part over within so many days; without
    one the town had it at once, as was booked before hand-overs were told of.
    """

    investor_percent: int
    investor_fen: FenOrZero
    released_fen: FenOrZero
    retained_fen: FenOrZero
    mode: QuotaMode
    consent: DocumentRef | None
    booked_on: date
    debtor: OrganisationId | None = titled("划转责任单位", None)
    handover_calendar_days: Days | None = titled("划转时限（自然日）", None)


@command_data
class SpendProceeds:
    town: TownId
    spending: Identifier
    amount_fen: Fen = titled("支出（分）")
    purpose: ProceedsPurpose = titled("用途")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="收益支出")
class ProceedsSpent(SpendProceeds):
    spent_on: date


Event = ProceedsBooked | ProceedsSpent
