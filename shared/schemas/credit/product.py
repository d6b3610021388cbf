"""金融产品: registered, not approved; its use in the towns is counted (RZ-2.4.c)."""

from datetime import date

from shared.schemas.credit.stages import ProductKind
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountOrZero,
    DocumentRef,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    Text,
    TownId,
    titled,
)

CLAUSE = "RZ-2.4.c"


@command_data
class RegisterProduct:
    product: Identifier
    institution: Identifier
    name: Name
    kind: ProductKind
    terms: Text = titled("适用对象和条件")
    document: DocumentRef | None = None


@event("credit", clause=CLAUSE, title="登记金融产品")
class ProductRegistered(RegisterProduct):
    registered_on: date
    entered_by: OrganisationId


@command_data
class ReportProductUse:
    """In one town, up to the end of a quarter, in all."""

    product: Identifier
    town: TownId
    as_of: date
    customers: CountOrZero = titled("累计客户数", unit="count")
    amount_fen: FenOrZero = titled("累计金额（分）")


@event("credit", clause=CLAUSE, title="报告产品使用")
class ProductUseReported(ReportProductUse):
    institution: Identifier
    pilot: Flag
    entered_by: OrganisationId


@command_data
class RetireProduct:
    product: Identifier
    reason: Reason


@event("credit", clause=CLAUSE, title="停办金融产品")
class ProductRetired(RetireProduct):
    retired_on: date


Event = ProductRegistered | ProductUseReported | ProductRetired
