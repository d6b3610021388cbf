"""待办: who approves a ratio, who records the result (RZ-3.2.b)."""

from services.talent.domain.appraisal_quota.grading import record_appraisal
from services.talent.domain.appraisal_quota.limits import publicity
from services.talent.domain.appraisal_quota.ratio import approve_ratio, refuse_ratio
from services.talent.domain.appraisal_quota.state import APPRAISAL_QUOTA, CLAUSE, AppraisalQuota
from services.talent.domain.organisations import COUNTY_HUMAN_RESOURCES, COUNTY_ORGANIZATION
from shared.kernel.aggregate import TOWN, Over, Task, Tasks, Wait


@APPRAISAL_QUOTA.tasks
def tasks(quota: AppraisalQuota) -> Tasks:
    if quota.requested is not None:
        organ = quota.requested.body == "organ"
        who = COUNTY_ORGANIZATION if organ else COUNTY_HUMAN_RESOURCES
        about = "核定镇提高优秀等次比例的申请"
        yield Task("ratio", [who], about, [approve_ratio, refuse_ratio], clause=CLAUSE)
    elif quota.recorded:
        yield Over("考核结果已登记")
    elif (limit := publicity(quota)) is not None:
        yield Wait("考核优秀公示中", limit)
    elif quota.publicised is not None:
        yield Task("result", [TOWN], "公示期满，登记考核结果", [record_appraisal], clause=CLAUSE)
    else:
        yield Wait("年度考核时公示")
