"""Posts by town and how they are tilted: set by the county, or reported and decided above (RZ-2.5.d)."""

from collections.abc import Sequence

from services.talent.domain.recruitment_plan import rules
from services.talent.domain.recruitment_plan.post_use import RECRUITERS
from services.talent.domain.recruitment_plan.state import (
    BY_PROVINCE,
    CLAUSE,
    RECRUITMENT_PLAN,
    RecruitmentPlan,
    require_step,
)
from shared.kernel.aggregate import Context, Events, holds, refuse
from shared.schemas.talent import recruitment_plan as plans
from shared.schemas.words import words_of

TILTS_ZH = words_of(plans.TiltKind)


@RECRUITMENT_PLAN.command(
    title="制定事业编制招聘计划", clause=CLAUSE, by=RECRUITERS, when=[holds(require_step, "plan")]
)
def set_post_plan(plan: RecruitmentPlan, cmd: plans.SetPostPlan, context: Context) -> Events:
    if plan.recruitment in BY_PROVINCE:
        refuse(
            rules.DECIDED_HERE, recruitment=plan.recruitment, command="report-post-plan",
            command_zh="“上报招录计划”",
        )  # fmt: skip
    planned, pilot_posts = _checked(plan, cmd.county_posts, cmd.posts, cmd.measures, context)
    yield plans.PostPlanSet.of(cmd, county=plan.county, planned=planned, pilot_posts=pilot_posts)


@RECRUITMENT_PLAN.command(
    title="上报招录计划", clause=CLAUSE, by=RECRUITERS, when=[holds(require_step, "plan")]
)
def report_post_plan(plan: RecruitmentPlan, cmd: plans.ReportPostPlan, context: Context) -> Events:
    if plan.recruitment not in BY_PROVINCE:
        refuse(
            rules.DECIDED_HERE, recruitment=plan.recruitment, command="set-post-plan",
            command_zh="“制定事业编制招聘计划”",
        )  # fmt: skip
    planned, pilot_posts = _checked(plan, cmd.county_posts, cmd.posts, cmd.measures, context)
    yield plans.PostPlanReported.of(
        cmd, county=plan.county, planned=planned, pilot_posts=pilot_posts
    )


@RECRUITMENT_PLAN.command(
    title="登记批准的招录计划", clause=CLAUSE, by=RECRUITERS, when=[holds(require_step, "decision")]
)
def record_approved_plan(
    plan: RecruitmentPlan, cmd: plans.RecordApprovedPlan, context: Context
) -> Events:
    if cmd.approved > plan.planned:
        refuse(rules.APPROVED_WITHIN, number=plan.planned)
    yield plans.ApprovedPlanRecorded.of(cmd, county=plan.county)


def _checked(
    plan: RecruitmentPlan,
    county_posts: int,
    posts: Sequence[plans.TownPosts],
    measures: Sequence[plans.TiltMeasure],
    context: Context,
) -> tuple[int, int]:
    """How many posts are for towns, and for pilots."""
    towns = {t.id: t for t in context.registry.towns.values() if t.county == plan.county}
    seen: set[str] = set()
    for one in posts:
        if one.town not in towns or one.town in seen:
            refuse(rules.TOWNS_OF_COUNTY, town=one.town, county=plan.county)
        seen.add(one.town)
    for measure in measures:
        if measure.basis is None or measure.document is None:
            refuse(rules.TILT_HAS_BASIS, tilt=measure.tilt, tilt_zh=TILTS_ZH[measure.tilt])
    planned = sum(one.number for one in posts)
    if planned > county_posts or county_posts > plan.approved:
        refuse(
            rules.WITHIN_APPROVED, planned=planned, county_posts=county_posts,
            approved=plan.approved,
        )  # fmt: skip
    pilots = sorted(id for id, town in towns.items() if town.pilot)
    pilot_posts = sum(one.number for one in posts if one.town in pilots)
    if pilots and not pilot_posts and not measures:
        refuse(rules.TILTED, county=plan.county, pilots="、".join(pilots))
    return planned, pilot_posts
