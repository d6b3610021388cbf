"""担保能力: what a company's net assets let it guarantee, for one client and in all (RZ-2.4.e)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    DocumentRef,
    Fen,
    FenOrZero,
    Flag,
    Identifier,
    OrganisationId,
    titled,
)

CLAUSE = "RZ-2.4.e"


@command_data
class ReportGuaranteeCapacity:
    """`outstanding_fen`: all of its guarantees on that day, those for other places too.

    `mainly_farm`: whether most of them are for farming and small business, which lets it
    guarantee more.
    """

    company: Identifier
    net_assets_fen: Fen
    outstanding_fen: FenOrZero = titled("担保责任余额（分）")
    mainly_farm: Flag
    as_of: date
    document: DocumentRef


@event("credit", clause=CLAUSE, title="报告担保能力")
class GuaranteeCapacityReported(ReportGuaranteeCapacity):
    reported_by: OrganisationId
    reported_on: date


@event("credit", clause=CLAUSE, title="占用担保能力")
class GuaranteeCapacityTaken:
    company: Identifier
    guarantee: Identifier
    borrower: Identifier
    related_group: Identifier | None
    guaranteed_fen: Fen = titled("担保责任（分）")


@event("credit", clause=CLAUSE, title="释放担保能力")
class GuaranteeCapacityFreed:
    company: Identifier
    guarantee: Identifier


Event = GuaranteeCapacityReported | GuaranteeCapacityTaken | GuaranteeCapacityFreed
