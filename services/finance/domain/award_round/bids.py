"""An award round until its scores are in: criteria, bids, recusal, scoring (RZ-2.2.f)."""

from services.finance.domain.assessed_town import ASSESSED_TOWN, AssessedTown
from services.finance.domain.award_round import rules
from services.finance.domain.award_round.money import BACKED, reserve_pool
from services.finance.domain.award_round.ranking import rank
from services.finance.domain.award_round.state import (
    AWARD_ROUND,
    CLAUSE,
    STAGES,
    AwardRound,
    Stage,
    recusal,
)
from services.finance.domain.eligibility import ELIGIBILITY, Eligibility
from services.finance.domain.organisations import FINANCE
from shared.kernel.aggregate import (
    ANYONE,
    TOWN,
    Context,
    Events,
    guard,
    holds,
    pick,
    refuse,
)
from shared.schemas.finance import award_round
from shared.schemas.text import named_once


def _bids_are_open(round: AwardRound, context: Context) -> None:
    if context.today > round.bids_until:
        refuse(rules.BIDS_ARE_OPEN, until=round.bids_until)


def _bids_are_closed_first(round: AwardRound, context: Context) -> None:
    if context.today <= round.bids_until:
        refuse(rules.BIDS_ARE_CLOSED_FIRST, until=round.bids_until)


def require_stage(round: AwardRound, *needed: Stage) -> None:
    """Refuse unless the round is at one of these points."""
    if round.stage not in needed:
        refuse(
            rules.STAGE_ALLOWS,
            stage=STAGES[round.stage],
            stage_en=round.stage,
            needed="、".join(STAGES[stage] for stage in needed),
            needed_en=", ".join(needed),
        )


@AWARD_ROUND.command(
    title="启动奖补评选",
    clause=CLAUSE,
    by=[FINANCE],
    guards=[BACKED],
    creates=True,
    numbered="award-{year}",
)
def open_round(_: AwardRound, cmd: award_round.OpenRound, context: Context) -> Events:
    weights, total = sum(c.weight for c in cmd.criteria), sum(cmd.prizes_fen)
    if weights != 100:
        refuse(rules.WEIGHTS_SUM_TO_100, total=weights)
    if not cmd.prizes_fen or total > cmd.pool_fen:
        refuse(rules.PRIZES_WITHIN_THE_POOL, pool=cmd.pool_fen, prizes=total)
    unknown = [town for town in cmd.towns if context.town(town) is None]
    if not cmd.towns or unknown:
        refuse(rules.TOWNS_ARE_REGISTERED, unknown="、".join(unknown) or "—")
    required = context.parameter("finance.award_scores_required")
    if len(cmd.reviewers) < required:
        refuse(rules.ENOUGH_REVIEWERS, required=required, named=len(cmd.reviewers))
    for town in cmd.towns:
        fit = sum(not is_bound_to(reviewer, town, context) for reviewer in cmd.reviewers)
        if fit < required:
            refuse(rules.ENOUGH_WITHOUT_CONFLICT, town=town, required=required, fit=fit)
    people = {(r.person, r.organisation) for r in cmd.reviewers}
    for names in (
        [c.criterion for c in cmd.criteria],
        list(cmd.towns),
        [r.reviewer for r in cmd.reviewers],
    ):
        if not named_once(names) or len(people) < len(cmd.reviewers):
            refuse(rules.NAMED_ONCE, names="、".join(names))
    if cmd.bids_until < context.today:
        refuse(rules.BIDS_ARE_OPEN, until=cmd.bids_until)
    fund, pool = reserve_pool(cmd, context)
    return [
        award_round.AwardRoundOpened.of(
            cmd, opened_on=context.today, scores_required=required, fund_kind=fund.kind
        ),
        *pool,
    ]


def _require_own_project(_: AwardRound, cmd: award_round.SubmitBid, context: Context) -> None:
    if cmd.project is not None:
        project = context.guard(Eligibility, cmd.project)
        if not project.live or project.town != cmd.town:
            refuse(rules.BID_NAMES_ITS_OWN_PROJECT, project=cmd.project)


@AWARD_ROUND.command(
    title="提交奖补申报",
    clause=CLAUSE,
    by=[TOWN],
    guards=[guard(ELIGIBILITY, lambda _, cmd: [cmd.project] if cmd.project else [])],
    when=[holds(require_stage, "open"), _bids_are_open],
    picks=[pick("project", _require_own_project)],
)
def submit_bid(round: AwardRound, cmd: award_round.SubmitBid, context: Context) -> Events:
    if cmd.town not in round.towns:
        refuse(rules.TOWN_TAKES_PART, town=cmd.town, towns="、".join(round.towns))
    if cmd.town in round.bids:
        refuse(rules.ONE_BID_A_TOWN, town=cmd.town)
    if cmd.project is None and round.fund_kind == "special":
        refuse(rules.BID_FOR_PROJECT_MONEY_NAMES_ONE, fund=round.fund)
    _require_own_project(round, cmd, context)
    return [award_round.AwardBidSubmitted.of(cmd, submitted_on=context.today)]


def _require_recusable(
    round: AwardRound, cmd: award_round.DeclareConflict, context: Context
) -> award_round.Reviewer:
    """The reviewer: who gives the command, or anyone for the finance bureau."""
    reviewer = next((r for r in round.reviewers if r.reviewer == cmd.reviewer), None)
    own, by = _find_reviewer(round, context), context.actor.organisation
    if reviewer is None or (by != "finance" and reviewer != own):
        refuse(rules.REVIEWER_IS_NAMED, person=cmd.reviewer)
    return reviewer


@AWARD_ROUND.command(
    title="评审回避",
    clause=CLAUSE,
    by=[ANYONE],
    when=[holds(require_stage, "open")],
    picks=[pick("reviewer", _require_recusable)],
)
def declare_conflict(
    round: AwardRound, cmd: award_round.DeclareConflict, context: Context
) -> Events:
    """A reviewer recuses from a bid, or the finance bureau has it done."""
    require_bid(round, cmd.town)
    reviewer, by = _require_recusable(round, cmd, context), context.actor.organisation
    if recusal(cmd.town, cmd.reviewer) not in round.recused:
        dropped = cmd.reviewer in round.scores_of(cmd.town)
        yield award_round.ReviewerRecused.of(
            cmd, declared_by=by, score_dropped=dropped, person=reviewer.person
        )


@AWARD_ROUND.command(
    title="评分",
    clause=CLAUSE,
    by=[ANYONE],
    guards=[guard(ASSESSED_TOWN)],
    when=[holds(require_stage, "open"), _bids_are_closed_first],
)
def score_bid(round: AwardRound, cmd: award_round.ScoreBid, context: Context) -> Events:
    require_bid(round, cmd.town)
    reviewer = _find_reviewer(round, context)
    if reviewer is None:
        refuse(rules.REVIEWER_IS_NAMED, person=context.actor.person)
    if recusal(cmd.town, reviewer.reviewer) in round.recused or is_bound_to(
        reviewer, cmd.town, context
    ):
        refuse(rules.NO_CONFLICT_OF_INTEREST, reviewer=reviewer.person, town=cmd.town)
    if reviewer.reviewer in round.scores_of(cmd.town):
        refuse(rules.SCORED_ONCE, reviewer=reviewer.reviewer, town=cmd.town)
    criteria = sorted(c.criterion for c in round.criteria)
    if sorted(s.criterion for s in cmd.scores) != criteria:
        refuse(rules.EVERY_CRITERION_IS_SCORED, criteria="、".join(c.title for c in round.criteria))
    _check_assessed(round, cmd, context)
    return [award_round.AwardBidScored.of(cmd, reviewer=reviewer.reviewer)]


def _check_assessed(round: AwardRound, cmd: award_round.ScoreBid, context: Context) -> None:
    """What a yearly assessment has judged, a reviewer takes over."""
    given, assessed = (
        {s.criterion: s.points for s in cmd.scores},
        context.guard(AssessedTown, cmd.town),
    )
    for criterion in round.criteria:
        year = criterion.assessed_year
        if year is not None and given[criterion.criterion] != assessed.points(year):
            points = assessed.points(year)
            refuse(
                rules.TAKES_THE_ASSESSMENT, criterion=criterion.title, town=cmd.town, year=year,
                points="—" if points is None else points,
            )  # fmt: skip


@AWARD_ROUND.command(
    title="结束评分",
    clause=CLAUSE,
    by=[FINANCE],
    when=[holds(require_stage, "open"), _bids_are_closed_first],
)
def close_scoring(round: AwardRound, cmd: award_round.CloseScoring, context: Context) -> Events:
    """The bids in their order, explained."""
    required, bids = scores_required(round, context), round.in_the_running
    names = {town: context.registry.name_of(town, context.today) for town in bids}
    missing = [town for town in sorted(bids) if len(round.scores_of(town)) < required]
    if not bids or missing:
        told = "、".join(names[town] for town in missing)
        refuse(rules.EVERY_BID_IS_SCORED, required=required, missing=told)
    ranking = rank(
        round.criteria, {town: round.scores_of(town) for town in bids}, names.__getitem__
    )
    return [
        award_round.AwardScoringClosed(
            cmd.round, ranking=ranking, scores_required=required, closed_on=context.today
        )
    ]


def require_bid(round: AwardRound, town: str) -> None:
    """Refuse unless the town has bid and is in the running."""
    if town not in round.in_the_running:
        refuse(rules.BID_EXISTS, town=town)


def scores_required(round: AwardRound, context: Context) -> int:
    """What the round was opened with; of one opened before that was kept, what holds now."""
    if round.scores_required is not None:
        return round.scores_required
    required: int = context.parameter("finance.award_scores_required")
    return required


def _find_reviewer(round: AwardRound, context: Context) -> award_round.Reviewer | None:
    """The named reviewer who gives the command."""
    who = (context.actor.person, context.actor.organisation)
    return next((r for r in round.reviewers if (r.person, r.organisation) == who), None)


def is_bound_to(reviewer: award_round.Reviewer, town: str, context: Context) -> bool:
    """Whether the reviewer's organisation is the town, its county, or its assistance group."""
    county, by = context.registry.county_of(town), reviewer.organisation
    return by in (town, county, f"assist-{town}") or by.startswith(f"{county}-")
