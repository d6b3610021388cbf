"""A town asks for a higher ratio, and the county's department approves it or not (RZ-3.2.b)."""

from services.talent.domain.appraisal_quota import rules
from services.talent.domain.appraisal_quota.requirements import require_named
from services.talent.domain.appraisal_quota.state import APPRAISAL_QUOTA, CLAUSE, AppraisalQuota
from services.talent.domain.organisations import COUNTY_HUMAN_RESOURCES, COUNTY_ORGANIZATION
from shared.kernel.aggregate import TOWN, Context, Events, refuse
from shared.schemas.talent import appraisal_quota as quotas


@APPRAISAL_QUOTA.command(title="申请提高优秀比例", clause=CLAUSE, by=[TOWN], creates=None)
def request_ratio(quota: AppraisalQuota, cmd: quotas.RequestRatio, context: Context) -> Events:
    require_named(cmd, context)
    base = context.parameter("talent.excellent_base_percent")
    ceiling = context.parameter("talent.excellent_ceiling_percent")
    if not base < cmd.percent <= ceiling:
        refuse(rules.WITHIN_CEILING, base=base, ceiling=ceiling)
    if quota.requested is not None or quota.percent or quota.publicised is not None:
        refuse(
            rules.REQUEST_COMES_FIRST,
            state="已申请、已核定或已公示",
            state_en="It was asked for, approved, or the grades are publicised",
        )
    county = context.registry.county_of(cmd.town)
    yield quotas.RatioRequested.of(cmd, county=county, requested_on=context.today)


@APPRAISAL_QUOTA.command(
    title="核定优秀比例", clause=CLAUSE, by=[COUNTY_ORGANIZATION, COUNTY_HUMAN_RESOURCES]
)
def approve_ratio(quota: AppraisalQuota, cmd: quotas.ApproveRatio, context: Context) -> Events:
    """Out of the county's pool, or added to it, as the document says."""
    asked = _require_asked(quota, context)
    base = context.parameter("talent.excellent_base_percent")
    ceiling = context.parameter("talent.excellent_ceiling_percent")
    if not base < cmd.percent <= ceiling:
        refuse(rules.WITHIN_CEILING, base=base, ceiling=ceiling)
    if cmd.percent > asked.percent:
        refuse(rules.APPROVED_WITHIN_REQUESTED, most=asked.percent)
    yield quotas.RatioApproved.of(
        cmd, town=quota.town, year=asked.year, body=asked.body, ground=asked.ground
    )


@APPRAISAL_QUOTA.command(
    title="不予提高优秀比例", clause=CLAUSE, by=[COUNTY_ORGANIZATION, COUNTY_HUMAN_RESOURCES]
)
def refuse_ratio(quota: AppraisalQuota, cmd: quotas.RefuseRatio, context: Context) -> Events:
    """The base holds."""
    _require_asked(quota, context)
    yield quotas.RatioRefused.of(cmd, town=quota.town, refused_on=context.today)


def _require_asked(quota: AppraisalQuota, context: Context) -> quotas.RatioRequested:
    asked = quota.requested
    if asked is None:
        refuse(rules.REQUEST_COMES_FIRST, state="没有待核定的申请", state_en="None waits")
    competent = COUNTY_ORGANIZATION if asked.body == "organ" else COUNTY_HUMAN_RESOURCES
    if not competent.includes(context.actor.organisation, quota.town, quota.county):
        [organ] = competent.bearers(quota.town, quota.county)
        refuse(rules.COMPETENT_FOR_BODY, organ=organ)
    return asked
