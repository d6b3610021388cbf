"""AwardRound (`award-round-<round>`): 竞争性奖补 from criteria to awards, RZ-2.2.f.

open → scored → publicised → granted; an upheld objection or a disqualified bid takes a round back to
open for scoring; until it is granted it may be cancelled. An award that was granted may be revoked.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from immutables import Map

from services.finance.domain.award_round import rules
from services.finance.domain.award_round.sight import PARTS, SIGHT
from services.finance.domain.organisations import GOV_OFFICE
from shared.kernel.aggregate import Aggregate, person_of
from shared.schemas.copying import replace
from shared.schemas.finance import award_round, award_round_result
from shared.schemas.finance import award_round_changes as award_changes

CLAUSE = rules.CLAUSE


Stage = Literal["open", "scored", "publicised", "granted", "cancelled"]
STAGES: dict[Stage, str] = {
    "open": "申报评分",
    "scored": "评分结束",
    "publicised": "公示",
    "granted": "已授予",
    "cancelled": "流标",
}
Scores = Map[str, tuple[award_round.CriterionScore, ...]]


@dataclass(frozen=True, slots=True)
class Objection:
    """`open` until decided; who decides changes when it is escalated."""

    lodged: award_round_result.AwardObjectionLodged
    open: bool = True
    escalated: bool = False

    @property
    def party(self) -> str:
        """The organisation whose cause it is; none where it only took down a complaint."""
        return "" if self.lodged.complainant else self.lodged.organisation

    @property
    def decides(self) -> str:
        """The bureau, after its time the inspection office; but nobody in its own cause."""
        if self.party == GOV_OFFICE.id:
            return "finance"
        return GOV_OFFICE.id if self.escalated or self.party == "finance" else "finance"


@dataclass(frozen=True, slots=True)
class Owed:
    """What a town still owes of a revoked award; `late` once its time has passed."""

    fen: int
    reason: str
    since: date
    days: int
    late: bool = False


@dataclass(frozen=True, slots=True)
class AwardRound:
    """`recused` holds `<town> <reviewer>`; `former` are ids of reviewers that were replaced;
    `publicity` counts from 1, `publicity_ends` its last day once that has passed."""

    stage: Stage = "open"
    pool_fen: int = 0
    fund: str = ""
    fund_kind: str = ""
    prizes_fen: tuple[int, ...] = ()
    minimum_score: int = 0
    criteria: tuple[award_round.Criterion, ...] = ()
    towns: tuple[str, ...] = ()
    reviewers: tuple[award_round.Reviewer, ...] = ()
    former: frozenset[str] = frozenset()
    scores_required: int | None = None
    bids_until: date = date.min
    bids: Map[str, int] = Map()
    projects: Map[str, str] = Map()
    disqualified: frozenset[str] = frozenset()
    scores: Map[str, Scores] = Map()
    recused: frozenset[str] = frozenset()
    ranking: tuple[award_round.RankedBid, ...] = ()
    publicity: int = 0
    publicised_on: date = date.min
    publicity_days: int = 0
    publicity_over: bool = False
    objections: Map[str, Objection] = Map()
    awards: Map[str, int] = Map()
    owed: Map[str, Owed] = Map()

    def owed_fen(self, town: str) -> int:
        owed = self.owed.get(town)
        return owed.fen if owed else 0

    def scores_of(self, town: str) -> Scores:
        return self.scores.get(town, Map())

    def judges_of(self, town: str) -> frozenset[str]:
        """The reviewers, as persons, who have not recused from a town's bid."""
        fit = (r for r in self.reviewers if recusal(town, r.reviewer) not in self.recused)
        return frozenset(person_of(r.organisation, r.person) for r in fit)

    def person(self, reviewer: str) -> str | None:
        """A reviewer of the round as a person."""
        named = (r for r in self.reviewers if r.reviewer == reviewer)
        return next((person_of(r.organisation, r.person) for r in named), None)

    @property
    def scored(self) -> bool:
        return self.stage != "open"

    @property
    def published(self) -> bool:
        """Whether a result has been publicised: then the bids are no secret any more."""
        return self.publicity > 0

    @property
    def points_published(self) -> bool:
        """Points stay sealed until the result that they made is publicised."""
        return self.stage in ("publicised", "granted")

    @property
    def in_the_running(self) -> dict[str, int]:
        """What each bid asks for that is not disqualified."""
        return {town: fen for town, fen in self.bids.items() if town not in self.disqualified}

    @property
    def open_objections(self) -> list[str]:
        return sorted(id for id, objection in self.objections.items() if objection.open)


AwardRoundEvent = award_round.Event | award_changes.Event | award_round_result.Event

AWARD_ROUND = Aggregate(
    "award-round", AwardRound(), key="round", title="奖补评选", sight=SIGHT, parts=PARTS
)


@AWARD_ROUND.evolve
def evolve(round: AwardRound, event: AwardRoundEvent) -> AwardRound:
    match event:
        case award_round.AwardRoundOpened():
            return AwardRound(
                pool_fen=event.pool_fen, prizes_fen=event.prizes_fen,
                minimum_score=event.minimum_score, criteria=event.criteria, towns=event.towns,
                reviewers=event.reviewers, bids_until=event.bids_until,
                scores_required=event.scores_required, fund=event.fund or "",
                fund_kind=event.fund_kind or "",
            )  # fmt: skip
        case award_round.AwardBidSubmitted(town=town, wanted_fen=fen, project=project):
            round = replace(round, bids=round.bids.set(town, fen))
            return replace(round, projects=round.projects.set(town, project or ""))
        case award_round.ReviewerRecused(town=town, reviewer=reviewer):
            round = replace(round, recused=round.recused | {recusal(town, reviewer)})
            return _drop_score(round, town, reviewer)
        case award_round.AwardBidScored(town=town, reviewer=reviewer, scores=scores):
            given = round.scores_of(town).set(reviewer, scores)
            return replace(round, scores=round.scores.set(town, given))
        case award_round.AwardScoringClosed(ranking=ranking):
            return replace(round, stage="scored", ranking=ranking)
        case award_round_result.AwardResultPublicised(
            publicity=number, publicised_on=day, working_days=days
        ):
            return replace(
                round, stage="publicised", publicity=number, publicised_on=day,
                publicity_days=days, publicity_over=False,
            )  # fmt: skip
        case award_round_result.AwardPublicityEnded():
            return replace(round, publicity_over=True)
        case award_round_result.AwardObjectionLodged(objection=id):
            return _with_objection(round, id, Objection(event))
        case award_round_result.AwardObjectionEscalated(objection=id):
            return _with_objection(round, id, replace(round.objections[id], escalated=True))
        case award_round_result.AwardObjectionResolved(objection=id):
            round = _with_objection(round, id, replace(round.objections[id], open=False))
            return _return_to_scoring(round, event.rescored) if event.rescored else round
        case award_changes.ReviewerReplaced(reviewer=id, by=new):
            named = tuple(new if r.reviewer == id else r for r in round.reviewers)
            return replace(round, reviewers=named, former=round.former | {id})
        case award_changes.AwardBidDisqualified(town=town):
            out = replace(round, disqualified=round.disqualified | {town})
            return _return_to_scoring(out, ())
        case award_changes.AwardRoundCancelled():
            return replace(round, stage="cancelled")
        case award_round_result.AwardsGranted(awards=awards):
            granted = Map({award.town: award.amount_fen for award in awards})
            return replace(round, stage="granted", awards=granted, fund=event.fund or round.fund)
        case award_changes.AwardRevoked(town=town):
            owed = Owed(event.owed_fen, event.reason, event.decided_on, event.recovery_days)
            round = replace(round, disqualified=round.disqualified | {town})
            return replace(round, owed=round.owed.set(town, owed))
        case award_changes.AwardRecovered(town=town, owed_fen=fen):
            return replace(round, owed=round.owed.set(town, replace(round.owed[town], fen=fen)))
        case award_changes.AwardRecoveryOverdue(town=town):
            return replace(round, owed=round.owed.set(town, replace(round.owed[town], late=True)))
    assert_never(event)


def recusal(town: str, reviewer: str) -> str:
    """How the state notes that a reviewer does not score a town's bid."""
    return f"{town} {reviewer}"


def _drop_score(round: AwardRound, town: str, reviewer: str) -> AwardRound:
    scores = round.scores_of(town)
    if reviewer not in scores:
        return round
    return replace(round, scores=round.scores.set(town, scores.delete(reviewer)))


def _with_objection(round: AwardRound, id: str, objection: Objection) -> AwardRound:
    return replace(round, objections=round.objections.set(id, objection))


def _return_to_scoring(round: AwardRound, rescored: tuple[str, ...]) -> AwardRound:
    scores = round.scores
    for town in rescored:
        scores = scores.set(town, Map())
    return replace(round, stage="open", scores=scores, ranking=(), publicity_over=False)
