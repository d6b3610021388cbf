"""经验台账: every practice, how far it has come, who verified it, who has taken it up."""

from datetime import date
from typing import Any

from services.programme.domain.practice import PRACTICE
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.programme import practice
from shared.schemas.programme.stages import Direction, PracticeStage


@view("practices", title="经验台账", key="practice", version=1, of=PRACTICE)
class Practices(Row):
    practice: str = column("经验编号")
    town: TownId = column("镇")
    title: str = column("经验题目")
    direction: Direction = column("方向", "layout")
    author: OrganisationId = column("报送单位")
    stage: PracticeStage = column("阶段", "submitted")
    published: bool = column("已推广")
    summary: str = column("主要做法与成效")
    submitted_on: date | None = column("报送日期")
    verified_by: OrganisationId = column("核实单位", "")
    published_on: date | None = column("推广日期")
    retracted_because: str = column("撤回理由")
    adoptions: int = column("借鉴次数")
    adopters: list[dict[str, Any]] = column("借鉴情况", factory=list)


@Practices.on(practice.PracticeDrafted)
def drafted(row: Practices, event: practice.PracticeDrafted) -> Practices:
    return replace(
        row, town=event.town, title=event.title, author=event.town, summary=event.summary,
        stage="drafted",
    )  # fmt: skip


@Practices.on(practice.PracticeSubmitted)
def submitted(row: Practices, event: practice.PracticeSubmitted) -> Practices:
    return replace(
        row, town=event.town, title=event.title, direction=event.direction, author=event.author,
        summary=event.summary, submitted_on=event.submitted_on, stage="submitted",
    )  # fmt: skip


@Practices.on(practice.SecrecyReviewed)
def secrecy_reviewed(row: Practices, event: practice.SecrecyReviewed) -> Practices:
    return replace(row, stage="cleared" if event.passed else "held")


@Practices.on(practice.PracticeVerified)
def verified(row: Practices, event: practice.PracticeVerified) -> Practices:
    return replace(row, stage="verified", verified_by=event.verified_by)


@Practices.on(practice.PracticePublished)
def published(row: Practices, event: practice.PracticePublished) -> Practices:
    return replace(row, stage="published", published=True, published_on=event.published_on)


@Practices.on(practice.PracticeRetracted)
def retracted(row: Practices, event: practice.PracticeRetracted) -> Practices:
    return replace(row, stage="retracted", published=False, retracted_because=event.reason)


@Practices.on(practice.PracticeAdopted)
def adopted(row: Practices, event: practice.PracticeAdopted) -> Practices:
    entry = {
        "adopter": event.adopter,
        "document": event.document,
        "recorded_on": event.recorded_on.isoformat(),
    }
    return replace(row, adoptions=event.adoption, adopters=[*row.adopters, entry])
