"""The grades are publicised, and their counts recorded, within the ratio (RZ-3.2.b)."""

from services.talent.domain.appraisal_quota import rules
from services.talent.domain.appraisal_quota.requirements import require_named
from services.talent.domain.appraisal_quota.state import APPRAISAL_QUOTA, CLAUSE, AppraisalQuota
from shared.kernel.aggregate import TOWN, Context, Events, refuse
from shared.schemas.talent import appraisal_quota as quotas


@APPRAISAL_QUOTA.command(title="公示考核优秀", clause=CLAUSE, by=[TOWN], creates=None)
def publicise_appraisal(
    quota: AppraisalQuota, cmd: quotas.PubliciseAppraisal, context: Context
) -> Events:
    """Anew where the publicity brought a change; leaders are appraised apart."""
    require_named(cmd, context)
    if quota.recorded or quota.requested is not None:
        refuse(
            rules.PUBLICISED_FIRST,
            state="已登记结果，或比例申请尚未核定",
            state_en="The result is recorded, or a request for the ratio is open",
        )
    percent = quota.percent or context.parameter("talent.excellent_base_percent")
    rounding: quotas.Rounding = context.parameter("talent.excellent_rounding")
    allowed = places(cmd.headcount, percent, rounding)
    if cmd.excellent > allowed:
        refuse(rules.EXCELLENT_WITHIN_RATIO, allowed=allowed, percent=percent)
    yield quotas.AppraisalPublicised.of(
        cmd, county=context.registry.county_of(cmd.town), percent=percent, rounding=rounding,
        allowed=allowed, publicised_on=context.today,
        publicity_working_days=context.parameter("talent.appraisal_publicity_working_days"),
    )  # fmt: skip


@APPRAISAL_QUOTA.command(title="登记考核结果", clause=CLAUSE, by=[TOWN])
def record_appraisal(
    quota: AppraisalQuota, cmd: quotas.RecordAppraisal, context: Context
) -> Events:
    said = quota.publicised
    if said is None or not quota.publicity_over or quota.recorded:
        refuse(
            rules.PUBLICISED_FIRST,
            state="公示期未满，或已登记",
            state_en="The publicity has not ended, or it was recorded",
        )
    if cmd.excellent > said.excellent:
        refuse(rules.EXCELLENT_AS_PUBLICISED, most=said.excellent)
    yield quotas.AppraisalRecorded.of(
        cmd, town=quota.town, body=said.body, year=said.year, headcount=said.headcount,
        allowed=said.allowed, recorded_by=context.actor.organisation, recorded_on=context.today,
    )  # fmt: skip


def places(headcount: int, percent: int, rounding: quotas.Rounding) -> int:
    """How many may be excellent of so many."""
    half = 50 if rounding == "half-up" else 0
    return (headcount * percent + half) // 100
