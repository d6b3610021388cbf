"""Facts and commands of an admitted project's progress (RZ-2.1.a)."""

from datetime import date

from shared.schemas.corrections import corrects
from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    DocumentRef,
    Fen,
    FenOrZero,
    Identifier,
    ProjectId,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.projects.project import (
    CLAUSE,
    Milestone,
)


@event("projects", clause=CLAUSE, title="月调度", corrects=[corrects(alike=["month"])])
class InvestmentReported:
    """Of one month, `2024-03`; `total_fen` of all reported months; `replaced_fen` if corrected.

    `skipped` are earlier months that are not reported yet.
    """

    project: ProjectId
    town: TownId
    month: Identifier
    invested_fen: FenOrZero
    total_fen: FenOrZero
    replaced_fen: FenOrZero | None
    skipped: tuple[Identifier, ...]
    progress: Text
    problems: Text | None
    reported_on: date


@event("projects", clause=CLAUSE, title="月报缺报")
class MonthlyReportMissed:
    project: ProjectId
    town: TownId
    month: Identifier
    due_on: date


@event("projects", clause=CLAUSE, title="项目节点")
class MilestoneReached:
    """Estimates are those of government investment; `report` to who approved the feasibility."""

    project: ProjectId
    town: TownId
    milestone: Milestone
    reached_on: date
    estimate_fen: Fen | None
    report: DocumentRef | None
    review: DocumentRef | None
    document: DocumentRef | None


@event(
    "projects",
    clause=CLAUSE,
    title="更正节点",
    corrects=[corrects(MilestoneReached, alike=["milestone"])],
)
class MilestoneCorrected:
    """A milestone was recorded with a wrong day or estimate: what it was, what it is, and why."""

    project: ProjectId
    town: TownId
    milestone: Milestone
    was_reached_on: date
    reached_on: date
    was_estimate_fen: Fen | None
    estimate_fen: Fen | None
    reason: Reason
    document: DocumentRef | None = None
    report: DocumentRef | None = titled("超估算报告文号", None)


@command_data
class ReportInvestment:
    project: ProjectId
    month: Identifier = titled("月份（如2024-03）")
    invested_fen: FenOrZero = titled("本月完成投资（分）")
    progress: Text = titled("进展")
    problems: Text | None = titled("问题", None)


@command_data
class ReachMilestone:
    project: ProjectId
    milestone: Milestone = titled("节点")
    reached_on: date = titled("完成日期", usual=TODAY)
    estimate_fen: Fen | None = titled("估算或概算（分）", None)
    report: DocumentRef | None = titled("超估算报告文号", None)
    review: DocumentRef | None = titled("评审文号", None)
    document: DocumentRef | None = None


@command_data
class CorrectMilestone:
    """Without an estimate the one on record stays."""

    project: ProjectId
    milestone: Milestone = titled("节点")
    reached_on: date = titled("完成日期")
    reason: Reason = titled("更正理由")
    estimate_fen: Fen | None = titled("估算或概算（分）", None)
    report: DocumentRef | None = titled("超估算报告文号", None)
    document: DocumentRef | None = None


Event = InvestmentReported | MonthlyReportMissed | MilestoneReached | MilestoneCorrected
