"""AppraisalQuota (`appraisal-quota-<town>-<body>-<year>`): how many may be graded excellent."""

from dataclasses import dataclass
from typing import assert_never

from shared.kernel.aggregate import Aggregate, to_named, to_town
from shared.schemas.copying import replace
from shared.schemas.talent import appraisal_quota as quotas

CLAUSE = quotas.CLAUSE


@dataclass(frozen=True, slots=True)
class AppraisalQuota:
    """`percent` is 0 while nothing above the base was approved."""

    town: str = ""
    county: str = ""
    requested: quotas.RatioRequested | None = None
    refused: bool = False
    percent: int = 0
    publicised: quotas.AppraisalPublicised | None = None
    publicity_over: bool = False
    recorded: bool = False


APPRAISAL_QUOTA = Aggregate(
    "appraisal-quota",
    AppraisalQuota(),
    key="quota",
    title="优秀等次比例",
    sight=[to_town(), to_named()],
)


@APPRAISAL_QUOTA.evolve
def evolve(quota: AppraisalQuota, event: quotas.Event) -> AppraisalQuota:
    match event:
        case quotas.RatioRequested(town=town, county=county):
            return replace(quota, town=town, county=county, requested=event, refused=False)
        case quotas.RatioApproved(percent=percent):
            return replace(quota, percent=percent, requested=None)
        case quotas.RatioRefused():
            return replace(quota, refused=True, requested=None)
        case quotas.AppraisalPublicised(town=town, county=county):
            return replace(quota, town=town, county=county, publicised=event, publicity_over=False)
        case quotas.AppraisalPublicityEnded():
            return replace(quota, publicity_over=True)
        case quotas.AppraisalRecorded():
            return replace(quota, recorded=True)
    assert_never(event)
