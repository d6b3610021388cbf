"""区县工作方案 (RZ-3.1.b): how a county, the responsible body, moves its pilot town forward."""

from datetime import date

from shared.schemas.attachment import Attachments
from shared.schemas.events import command_data, event
from shared.schemas.kinds import Count, CountyId, DocumentRef, Name, Text, titled

CLAUSE = "RZ-3.1.b"


@command_data
class AdoptCountyPlan:
    county: CountyId
    document: DocumentRef
    title: Name = titled("方案名称")
    measures: tuple[Text, ...] = titled("统筹措施")
    until: date = titled("实施至")
    attachments: Attachments = titled("附件", ())


@event("supervision", clause=CLAUSE, title="印发区县工作方案")
class CountyPlanAdopted(AdoptCountyPlan):
    """`version` counts from 1; the newest is the county's plan."""

    version: Count
    adopted_on: date


Event = CountyPlanAdopted
