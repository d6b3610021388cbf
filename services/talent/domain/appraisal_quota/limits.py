"""The days of publicity of a year's grades (RZ-3.2.b)."""

from collections.abc import Iterable

from services.talent.domain.appraisal_quota.state import APPRAISAL_QUOTA, CLAUSE, AppraisalQuota
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events
from shared.schemas.talent import appraisal_quota as quotas


@APPRAISAL_QUOTA.deadlines
def deadlines(quota: AppraisalQuota) -> Iterable[Deadline]:
    if (limit := publicity(quota)) is not None:
        yield limit


def publicity(quota: AppraisalQuota) -> Deadline | None:
    """The days of publicity that run."""
    said = quota.publicised
    if said is None or quota.publicity_over or quota.recorded:
        return None
    key, days = f"publicity-{said.publicised_on}", said.publicity_working_days
    return Deadline(key, said.publicised_on, days, "working", CLAUSE)


@APPRAISAL_QUOTA.when_passed(clause=CLAUSE)
def publicity_ends(quota: AppraisalQuota, passed: DeadlinePassed, _: Context) -> Events:
    if passed.key in {deadline.key for deadline in deadlines(quota)}:
        yield quotas.AppraisalPublicityEnded(
            passed.stream_id, town=quota.town, ended_on=passed.due_on
        )
