"""A reform is proposed by its town, reviewed, and approved at its level (RZ-2.6.d)."""

from services.empowerment.domain.organisations import COUNTY_JUSTICE, JUSTICE, STAFFING
from services.empowerment.domain.pilot_reform import rules
from services.empowerment.domain.pilot_reform.requirements import (
    OF_TOWN,
    require_period,
    require_stage,
)
from services.empowerment.domain.pilot_reform.state import CLAUSE, PILOT_REFORM, PilotReform
from shared.kernel.aggregate import COUNTY, TOWN, Context, Events, holds, refuse
from shared.schemas.empowerment import pilot_reform as reforms

LEVELS: dict[reforms.ReformLevel, str] = {"county": "区县", "city": "市", "province": "省"}


@PILOT_REFORM.command(
    title="提出改革事项",
    clause=CLAUSE,
    by=[TOWN],
    guards=[OF_TOWN],
    creates=True,
    numbered="{town}-reform-{year}",
)
def propose_reform(_: PilotReform, cmd: reforms.ProposeReform, context: Context) -> Events:
    town = context.town(cmd.town)
    if town is None or not (town.pilot and town.active):
        refuse(rules.REFORM_TOWN_IS_PILOT, town=cmd.town)
    _check_authority(cmd)
    require_period(cmd.town, cmd.since, cmd.until, context)
    lines = context.parameter("empowerment.reform_red_lines")
    lacking = [line for line in lines if line not in cmd.red_lines]
    if lacking:
        refuse(rules.RED_LINES_ARE_KEPT, lacking=", ".join(lacking))
    if cmd.risk_plan is None or cmd.exit_plan is None:
        refuse(rules.RISKS_ARE_PLANNED_FOR)
    yield reforms.ReformProposed.of(
        cmd,
        county=town.county,
        proposed_on=context.today,
        legality_working_days=context.parameter("empowerment.legality_working_days"),
    )


@PILOT_REFORM.command(
    title="改革合法性审核",
    clause=CLAUSE,
    by=[COUNTY_JUSTICE, JUSTICE],
    when=[holds(require_stage, "proposed")],
)
def review_reform_legality(
    reform: PilotReform, cmd: reforms.ReviewReformLegality, context: Context
) -> Events:
    """By the justice bureau of the county, or of the city for what goes further up."""
    yield reforms.ReformLegalityReviewed.of(
        cmd,
        town=reform.town,
        reviewed_by=context.actor.organisation,
        reviewed_on=context.today,
    )


@PILOT_REFORM.command(
    title="批准改革事项",
    clause=CLAUSE,
    by=[COUNTY, STAFFING],
    when=[holds(require_stage, "proposed")],
)
def approve_reform(reform: PilotReform, cmd: reforms.ApproveReform, context: Context) -> Events:
    proposed = reform.proposed
    assert proposed is not None
    _require_level(reform, context)
    if reform.legality is None or not reform.legality.lawful:
        refuse(rules.REFORM_IS_LAWFUL)
    latest = min(context.today, proposed.until)
    if cmd.decided_on > latest:
        refuse(rules.DECIDED_BY_TODAY, latest=latest)
    yield reforms.ReformApproved.of(
        cmd, town=reform.town, county=reform.county, title=proposed.title, level=proposed.level,
        since=proposed.since, until=proposed.until,
        authorising_document=proposed.authorising_document,
        report_calendar_days=context.parameter("empowerment.reform_report_calendar_days"),
        warning_calendar_days=context.parameter("empowerment.expiring_calendar_days"),
        evaluation_calendar_days=context.parameter("empowerment.reform_evaluation_calendar_days"),
        opens=proposed.opens,
    )  # fmt: skip


@PILOT_REFORM.command(
    title="不予批准改革事项",
    clause=CLAUSE,
    by=[COUNTY, STAFFING],
    when=[holds(require_stage, "proposed")],
)
def refuse_reform(reform: PilotReform, cmd: reforms.RefuseReform, context: Context) -> Events:
    _require_level(reform, context)
    yield reforms.ReformRefused.of(cmd, town=reform.town, refused_on=context.today)


def _check_authority(cmd: reforms.ProposeReform) -> None:
    """All that a departure needs, or nothing of it; authorised by who made the provision."""
    said = (cmd.provision, cmd.made_by, cmd.authorised_by, cmd.authorising_document)
    if any(said) and (not all(said) or cmd.made_by != cmd.authorised_by):
        refuse(rules.AUTHORISED_BY_ITS_MAKER)
    if cmd.opens and cmd.authorising_document is None:
        refuse(rules.OPENED_BY_ITS_DOCUMENT)


def _require_level(reform: PilotReform, context: Context) -> None:
    assert reform.proposed is not None
    level = reform.proposed.level
    by_county = context.actor.organisation == reform.county
    if by_county != (level == "county"):
        refuse(rules.APPROVED_AT_ITS_LEVEL, level=LEVELS[level], level_en=level)
