"""Leased farmland is reviewed before any contract, by the county's farming department (RZ-2.4.d)."""

from services.credit.domain.capital import rules
from services.credit.domain.capital.state import CAPITAL, CLAUSE, Capital, at_stage
from services.credit.domain.organisations import AGRICULTURE, COUNTY_AGRICULTURE
from shared.kernel.aggregate import COUNTY, TOWN, Context, Events, refuse
from shared.schemas.credit import capital as capitals

REVIEWERS = (COUNTY_AGRICULTURE, COUNTY, AGRICULTURE)


def _leases_farmland(capital: Capital, _: Context) -> None:
    if not capital.leases:
        refuse(rules.NOTHING_TO_REVIEW)


@CAPITAL.command(
    title="申请流转审查",
    clause=CLAUSE,
    by=[TOWN],
    when=[_leases_farmland, at_stage("intended", "failed")],
)
def apply_for_lease_review(
    capital: Capital, cmd: capitals.ApplyForLeaseReview, context: Context
) -> Events:
    """The town hands the enterprise's application in; one that failed may apply anew."""
    yield capitals.LeaseReviewRequested.of(
        cmd, town=capital.town, county=capital.county, requested_on=context.today
    )


@CAPITAL.command(title="受理流转审查", clause=CLAUSE, by=REVIEWERS, when=[at_stage("applied")])
def accept_lease_review(
    capital: Capital, cmd: capitals.AcceptLeaseReview, context: Context
) -> Events:
    yield capitals.LeaseReviewAccepted.of(
        cmd, town=capital.town, accepted_by=context.actor.organisation,
        accepted_on=context.today,
        review_working_days=context.parameter("credit.lease_review_working_days"),
    )  # fmt: skip


@CAPITAL.command(title="作出流转审查决定", clause=CLAUSE, by=REVIEWERS, when=[at_stage("accepted")])
def decide_lease_review(
    capital: Capital, cmd: capitals.DecideLeaseReview, context: Context
) -> Events:
    """With the villagers' and the experts' view."""
    yield capitals.LeaseReviewDecided.of(
        cmd, town=capital.town, decided_by=context.actor.organisation, decided_on=context.today
    )
