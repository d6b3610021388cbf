"""梯次培育: what a pilot town reports (RZ-1.a)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import DocumentRef, Identifier, Name, TownId, titled

CLAUSE = "RZ-1.a"


@command_data
class ReportProgrammeMatter:
    matter: Identifier = titled("事项编号", reference="programme-matter")
    town: TownId
    name: Name
    arose_on: date = titled("发生日期")
    document: DocumentRef | None = None


@event("programme", clause=CLAUSE, title="报送梯次培育事项")
class ProgrammeMatterReported(ReportProgrammeMatter):
    """As it was reported."""


Event = ProgrammeMatterReported
