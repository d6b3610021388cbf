"""实施情况 (RZ-3.1.c): what a town, which carries the work out, reports of a month."""

from datetime import date

from shared.schemas.attachment import Attachments
from shared.schemas.events import command_data, event
from shared.schemas.glossary import THIS_MONTH, THIS_YEAR
from shared.schemas.kinds import Count, Text, TownId, Year, titled

CLAUSE = "RZ-3.1.c"


@event("supervision", clause=CLAUSE, title="镇实施情况报告")
class ImplementationReported:
    """`correction` counts how often the month was reported before."""

    town: TownId
    year: Year
    month: Count
    progress: Text
    difficulties: Text | None
    next_steps: Text | None
    reported_on: date
    correction: int = titled("更正次数", 0)
    attachments: Attachments = titled("附件", ())


@command_data
class ReportImplementation:
    town: TownId
    year: Year = titled("年度", usual=THIS_YEAR)
    month: Count = titled("月份", usual=THIS_MONTH)
    progress: Text = titled("推进落实情况")
    difficulties: Text | None = titled("困难和问题", None)
    next_steps: Text | None = titled("下一步安排", None)
    attachments: Attachments = titled("附件", ())


Event = ImplementationReported
