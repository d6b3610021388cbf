"""人员任职: what a pilot town reports (RZ-3.1.d)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import DocumentRef, Identifier, Name, TownId, titled

CLAUSE = "RZ-3.1.d"


@command_data
class ReportPeopleMatter:
    matter: Identifier = titled("事项编号", reference="people-matter")
    town: TownId
    name: Name
    arose_on: date = titled("发生日期")
    document: DocumentRef | None = None


@event("people", clause=CLAUSE, title="报送人员任职事项")
class PeopleMatterReported(ReportPeopleMatter):
    """As it was reported."""


Event = PeopleMatterReported
