"""梯次名录: each town's tier, who named it by which document, creation period, warning, next assessment."""

from datetime import date, timedelta
from typing import Any

from shared.kernel.aggregate import to_city, to_town
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId, Year
from shared.schemas.programme import tier, tier_nomination, town_assessment, town_assessment_result
from shared.schemas.programme.stages import (
    AcceptanceStage,
    NominationStage,
    TierLevel,
    WarningStage,
)
from shared.schemas.standing import Standing


@view(
    "tier-register",
    title="梯次名录",
    key="town",
    version=1,
    sight=[to_town(), to_city()],
)
class TierRegister(Row):
    """`level` is what was last decided; it acts from `effective_on`. `next_assessment_on` is the
    last day for the town's own assessment of the year that is assessed next."""

    town: TownId = column("镇")
    level: Standing = column("层级", "none")
    decided_by: str = column("认定机关")
    document: str = column("文号")
    effective_on: date | None = column("生效日期")
    nomination: NominationStage = column("推荐", "none")
    nominated_for: TierLevel | None = column("推荐层级", None)
    creation_from: date | None = column("创建期自")
    creation_until: date | None = column("创建期至")
    acceptance: AcceptanceStage = column("验收", "none")
    warning: WarningStage = column("警示", "none")
    warned_on: date | None = column("警示日期")
    assessed_year: Year = column("最近评估年度")
    next_assessment_on: date | None = column("下一评估日")
    changes: list[dict[str, Any]] = column("历次变动", factory=list)


TOWNS = totals("towns", "Towns by level in the tiers", of=TierRegister, by=("level",))
WARNINGS = totals(
    "town_warnings",
    "Towns warned to mend something, by how far they are",
    of=TierRegister,
    by=("warning", "town"),
    where={"warning": ("warned", "rectified", "overdue")},
)


@TierRegister.on(tier_nomination.TownNominated)
def nominated(row: TierRegister, event: tier_nomination.TownNominated) -> TierRegister:
    return replace(row, nomination="nominated", nominated_for=event.level)


@TierRegister.on(tier_nomination.NominationReviewed)
def nomination_reviewed(
    row: TierRegister, event: tier_nomination.NominationReviewed
) -> TierRegister:
    return replace(row, nomination="passed" if event.passed else "refused")


@TierRegister.on(tier_nomination.NominationPublicised)
def nomination_publicised(
    row: TierRegister, event: tier_nomination.NominationPublicised
) -> TierRegister:
    return replace(row, nomination="publicised")


@TierRegister.on(tier_nomination.NominationPublicityEnded)
def nomination_publicity_ended(
    row: TierRegister, event: tier_nomination.NominationPublicityEnded
) -> TierRegister:
    return replace(row, nomination="publicity-ended")


@TierRegister.on(tier.TierChanged)
def changed(row: TierRegister, event: tier.TierChanged) -> TierRegister:
    entry = {
        "change": event.change,
        "level": event.level,
        "effective_on": event.effective_on.isoformat(),
        "document": event.document,
    }
    row = replace(
        row, level=event.level, decided_by=event.decided_by, document=event.document,
        effective_on=event.effective_on, changes=[*row.changes, entry],
    )  # fmt: skip
    if event.change == "withdrawn":
        return replace(
            row, warning="none", creation_from=None, creation_until=None, acceptance="none"
        )
    if row.nominated_for == event.level:
        return replace(row, nomination="none", nominated_for=None)
    return row


@TierRegister.on(tier.CreationPeriodSet)
def creation_set(row: TierRegister, event: tier.CreationPeriodSet) -> TierRegister:
    return replace(
        row, creation_from=event.starts_on, creation_until=event.ends_on, acceptance="creating"
    )


@TierRegister.on(tier.AcceptanceApplied)
def acceptance_applied(row: TierRegister, event: tier.AcceptanceApplied) -> TierRegister:
    return replace(row, acceptance="applied")


@TierRegister.on(tier.AcceptanceRecorded)
def acceptance_recorded(row: TierRegister, event: tier.AcceptanceRecorded) -> TierRegister:
    return replace(row, acceptance="passed" if event.passed else "failed")


@TierRegister.on(tier.TownWarned)
def warned(row: TierRegister, event: tier.TownWarned) -> TierRegister:
    return replace(row, warning="warned", warned_on=event.warned_on)


@TierRegister.on(tier.RectificationSubmitted)
def rectified(row: TierRegister, event: tier.RectificationSubmitted) -> TierRegister:
    return replace(row, warning="rectified")


@TierRegister.on(tier.RectificationOverdue)
def rectification_late(row: TierRegister, event: tier.RectificationOverdue) -> TierRegister:
    return replace(row, warning="overdue")


@TierRegister.on(tier.WarningCleared)
def warning_cleared(row: TierRegister, event: tier.WarningCleared) -> TierRegister:
    return replace(row, warning="none")


@TierRegister.on(town_assessment.AssessmentOpened, key="town")
def assessment_opened(row: TierRegister, event: town_assessment.AssessmentOpened) -> TierRegister:
    last = date(event.year, 12, 31) + timedelta(days=event.self_assessment_days)
    return replace(row, next_assessment_on=last)


@TierRegister.on(town_assessment_result.YearAssessed, key="town")
def assessed(row: TierRegister, event: town_assessment_result.YearAssessed) -> TierRegister:
    due = row.next_assessment_on
    again = due.replace(year=due.year + 1, day=min(due.day, 28)) if due else None
    later = again if due and due.year == event.year + 1 else due
    return replace(row, assessed_year=event.year, next_assessment_on=later)
