"""扩权赋能: what a pilot town reports (RZ-2.6.a)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import DocumentRef, Identifier, Name, TownId, titled

CLAUSE = "RZ-2.6.a"


@command_data
class ReportEmpowermentMatter:
    matter: Identifier = titled("事项编号", reference="empowerment-matter")
    town: TownId
    name: Name
    arose_on: date = titled("发生日期")
    document: DocumentRef | None = None


@event("empowerment", clause=CLAUSE, title="报送扩权赋能事项")
class EmpowermentMatterReported(ReportEmpowermentMatter):
    """As it was reported."""


Event = EmpowermentMatterReported
