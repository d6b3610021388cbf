"""A project is nominated upwards as a key project: an eligible pilot comes first (RZ-2.3.e)."""

from services.land.domain.key_project import rules
from services.land.domain.key_project.state import KEY_PROJECT, KeyProject, require_live_project
from services.land.domain.organisations import NATURAL_RESOURCES, REFORM
from services.land.domain.screening import SCREENING
from shared.kernel.aggregate import (
    COUNTY,
    Context,
    Events,
    guard,
    pick_id,
    refuse,
)
from shared.schemas.land import key_project
from shared.schemas.land.stages import RecommendationStage
from shared.schemas.words import say


@KEY_PROJECT.command(
    title="推荐申报重点项目",
    clause=rules.NOMINATION,
    by=[NATURAL_RESOURCES, REFORM, COUNTY],
    guards=[guard(SCREENING)],
    creates=None,
    picks=[pick_id("project", require_live_project)],
)
def nominate_key_project(
    key: KeyProject, cmd: key_project.NominateKeyProject, context: Context
) -> Events:
    """`considered` are the other projects looked at: an eligible pilot's comes first."""
    project = require_live_project(cmd.project, context)
    if project.town != cmd.town:
        refuse(rules.TOWN_OF_THE_KEY_PROJECT, town=project.town)
    if key.levels.get(cmd.level) in ("nominated", "listed"):
        status = key.levels[cmd.level]
        refuse(rules.NOMINATED_ONCE, status=status, status_zh=say(RecommendationStage, status))
    pilot = _is_pilot(project.town, context)
    ranked = _rank(cmd, context)
    passed_over = [c.project for c in ranked if c.pilot and c.eligible and c.project != cmd.project]
    if not pilot and passed_over:
        if context.parameter("land.priority_reading") == "exclusive":
            refuse(rules.PILOTS_ALONE_NOMINATED, projects=", ".join(passed_over))
        if cmd.deviation is None:
            refuse(rules.PILOTS_NOMINATED_FIRST, projects=", ".join(passed_over))
    yield key_project.KeyProjectNominated(
        cmd.project, town=project.town, county=project.county, level=cmd.level, pilot=pilot,
        basis=cmd.basis, considered=ranked, deviation=cmd.deviation, nominated_on=context.today,
        document=cmd.document,
    )  # fmt: skip


@KEY_PROJECT.command(
    title="登记重点项目认定结果", clause=rules.NOMINATION, by=[NATURAL_RESOURCES, REFORM]
)
def record_key_decision(
    key: KeyProject, cmd: key_project.RecordKeyDecision, context: Context
) -> Events:
    if key.levels.get(cmd.level) != "nominated":
        refuse(
            rules.NOMINATION_IS_OPEN, level=cmd.level, level_zh=say(key_project.KeyLevel, cmd.level)
        )
    yield key_project.KeyDecisionRecorded.of(cmd, town=key.town, decided_on=context.today)


def _is_pilot(town: str, context: Context) -> bool:
    known = context.town(town)
    return known is not None and known.pilot


def _rank(
    cmd: key_project.NominateKeyProject, context: Context
) -> list[key_project.RankedCandidate]:
    def place(position: int) -> tuple[bool, bool, int]:
        candidate = cmd.considered[position]
        return (not candidate.eligible, not _is_pilot(candidate.town, context), position)

    order = [cmd.considered[n] for n in sorted(range(len(cmd.considered)), key=place)]
    return [
        key_project.RankedCandidate(
            n, project=c.project, town=c.town, pilot=_is_pilot(c.town, context), eligible=c.eligible,
            remark=c.remark,
        )
        for n, c in enumerate(order, start=1)
    ]  # fmt: skip
