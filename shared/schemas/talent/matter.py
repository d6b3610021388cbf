"""人才支撑: what a pilot town reports (RZ-2.5.a)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import DocumentRef, Identifier, Name, TownId, titled

CLAUSE = "RZ-2.5.a"


@command_data
class ReportTalentMatter:
    matter: Identifier = titled("事项编号", reference="talent-matter")
    town: TownId
    name: Name
    arose_on: date = titled("发生日期")
    document: DocumentRef | None = None


@event("talent", clause=CLAUSE, title="报送人才支撑事项")
class TalentMatterReported(ReportTalentMatter):
    """As it was reported."""


Event = TalentMatterReported
