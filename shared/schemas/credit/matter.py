"""金融服务: what a pilot town reports (RZ-2.4.a)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import DocumentRef, Identifier, Name, TownId, titled

CLAUSE = "RZ-2.4.a"


@command_data
class ReportCreditMatter:
    matter: Identifier = titled("事项编号", reference="credit-matter")
    town: TownId
    name: Name
    arose_on: date = titled("发生日期")
    document: DocumentRef | None = None


@event("credit", clause=CLAUSE, title="报送金融服务事项")
class CreditMatterReported(ReportCreditMatter):
    """As it was reported."""


Event = CreditMatterReported
