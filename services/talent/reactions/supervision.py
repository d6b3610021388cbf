"""What talent does when supervision has closed an issue that lateness here raised (RZ-3.3.c)."""

from collections.abc import Iterable

from services.talent.domain.engagement.state import ENGAGEMENT
from services.talent.domain.establishment_request.state import ESTABLISHMENT_REQUEST
from services.talent.domain.first_secretary.state import FIRST_SECRETARY
from services.talent.domain.innovation_filing.state import INNOVATION_FILING
from services.talent.domain.introduced_talent.state import INTRODUCED_TALENT
from services.talent.domain.post_demand import POST_DEMAND
from services.talent.domain.recruitment_plan.state import RECRUITMENT_PLAN
from services.talent.domain.secondment.state import SECONDMENT
from services.talent.domain.shortage_list import SHORTAGE_LIST
from services.talent.domain.strength import STRENGTH
from services.talent.domain.upward_loan import UPWARD_LOAN
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.supervision import issue as issues
from shared.schemas.talent import engagement as engagements
from shared.schemas.talent import establishment_request as requests
from shared.schemas.talent import first_secretary as secretaries
from shared.schemas.talent import innovation_filing as filings
from shared.schemas.talent import introduced_talent as talents
from shared.schemas.talent import post_demand as demands
from shared.schemas.talent import recruitment_plan as plans
from shared.schemas.talent import secondment as secondments
from shared.schemas.talent import shortage_list as lists
from shared.schemas.talent import strength as strengths
from shared.schemas.talent import upward_loan as loans

FLAGGED = (
    (STRENGTH, strengths.ClearStrengthFlag),
    (UPWARD_LOAN, loans.ClearUpwardLoanFlag),
    (SECONDMENT, secondments.ClearSecondmentFlag),
    (FIRST_SECRETARY, secretaries.ClearFirstSecretaryFlag),
    (POST_DEMAND, demands.ClearPostDemandFlag),
    (RECRUITMENT_PLAN, plans.ClearRecruitmentPlanFlag),
    (SHORTAGE_LIST, lists.ClearShortageListFlag),
    (INTRODUCED_TALENT, talents.ClearIntroducedTalentFlag),
    (ENGAGEMENT, engagements.ClearEngagementFlag),
    (ESTABLISHMENT_REQUEST, requests.ClearEstablishmentRequestFlag),
    (INNOVATION_FILING, filings.ClearInnovationFilingFlag),
)


@reaction(issues.IssueResolved)
def resolved_issue_clears_the_flag(event: issues.IssueResolved, _: EventMeta) -> Iterable[object]:
    if event.cause_service != "talent" or not event.cause_stream or not event.cause_key:
        return
    stream, key = event.cause_stream, event.cause_key
    for aggregate, command in FLAGGED:
        if stream.startswith(f"{aggregate.category}-"):
            yield command(aggregate.id_of(stream), key=key, issue=event.issue)
