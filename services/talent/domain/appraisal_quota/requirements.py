"""What commands require of a quota's name (RZ-3.2.b)."""

from services.talent.domain.appraisal_quota import rules
from shared.kernel.aggregate import Context, refuse
from shared.schemas.talent import appraisal_quota as quotas


def require_named(cmd: quotas.RequestRatio | quotas.PubliciseAppraisal, context: Context) -> None:
    town, id = context.town(cmd.town), f"{cmd.town}-{cmd.body}-{cmd.year}"
    if cmd.quota != id or town is None or not town.pilot:
        refuse(rules.QUOTA_IS_NAMED, id=id)
