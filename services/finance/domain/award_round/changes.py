"""An award round off its course: a reviewer replaced, a bid disqualified, the round cancelled.

RZ-2.2.f. With these no round is locked: who must recuse is replaced, who lied is out, and a round
that leads nowhere ends with its reason.
"""

from services.finance.domain.award_round import rules
from services.finance.domain.award_round.bids import (
    is_bound_to,
    require_bid,
    require_stage,
    scores_required,
)
from services.finance.domain.award_round.money import BACKED, release_pool
from services.finance.domain.award_round.state import AWARD_ROUND, CLAUSE, AwardRound, recusal
from services.finance.domain.organisations import FINANCE
from shared.kernel.aggregate import (
    Context,
    Events,
    holds,
    pick,
    refuse,
)
from shared.schemas.finance import award_round
from shared.schemas.finance import award_round_changes as award_changes


def _require_reviewer(round: AwardRound, cmd: award_changes.ReplaceReviewer, _: Context) -> None:
    if cmd.reviewer not in {r.reviewer for r in round.reviewers}:
        refuse(rules.REVIEWER_IS_NAMED, person=cmd.reviewer)


@AWARD_ROUND.command(
    title="更换评审人",
    clause=CLAUSE,
    by=[FINANCE],
    when=[holds(require_stage, "open")],
    picks=[pick("reviewer", _require_reviewer)],
)
def replace_reviewer(
    round: AwardRound, cmd: award_changes.ReplaceReviewer, context: Context
) -> Events:
    """Scores that the former reviewer gave stand; for no bid are there fewer who may score it,
    unless there are enough."""
    _require_reviewer(round, cmd, context)
    new = cmd.by
    ids = {r.reviewer for r in round.reviewers} | round.former
    people = {(r.person, r.organisation) for r in round.reviewers}
    if new.reviewer in ids or (new.person, new.organisation) in people:
        refuse(rules.NAMED_ONCE, names=f"{new.reviewer} {new.person}")
    others = tuple(r for r in round.reviewers if r.reviewer != cmd.reviewer)
    required = scores_required(round, context)
    for town in round.towns:
        before = _require_scorer(round, round.reviewers, town, context)
        after = _require_scorer(round, (*others, new), town, context)
        if after < min(before, required):
            refuse(rules.ENOUGH_WITHOUT_CONFLICT, town=town, required=required, fit=after)
    return [
        award_changes.ReviewerReplaced(
            cmd.round, reviewer=cmd.reviewer, by=new, reason=cmd.reason, replaced_on=context.today
        )
    ]


@AWARD_ROUND.command(
    title="取消奖补资格",
    clause=CLAUSE,
    by=[FINANCE],
    when=[holds(require_stage, "open", "scored", "publicised")],
)
def disqualify_bid(round: AwardRound, cmd: award_changes.DisqualifyBid, context: Context) -> Events:
    """For false material, or a project that has left the library, until the awards are granted;
    what is ranked is ranked anew."""
    require_bid(round, cmd.town)
    return [
        award_changes.AwardBidDisqualified.of(
            cmd, decided_by=context.actor.organisation, decided_on=context.today
        )
    ]


@AWARD_ROUND.command(
    title="奖补评选流标",
    clause=CLAUSE,
    by=[FINANCE],
    guards=[BACKED],
    when=[holds(require_stage, "open", "scored", "publicised")],
)
def cancel_round(round: AwardRound, cmd: award_changes.CancelRound, context: Context) -> Events:
    return [
        award_changes.AwardRoundCancelled.of(cmd, cancelled_on=context.today),
        *release_pool(round, cmd, context),
    ]


def _require_scorer(
    round: AwardRound, reviewers: tuple[award_round.Reviewer, ...], town: str, context: Context
) -> int:
    """How many scores of a town's bid there are or may come."""
    fit = {
        r.reviewer
        for r in reviewers
        if not is_bound_to(r, town, context) and recusal(town, r.reviewer) not in round.recused
    }
    return len(fit.union(round.scores_of(town)))
