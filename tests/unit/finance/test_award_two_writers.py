"""RZ-2.2.f: whatever two writers do to a round at once, its awards stay within the pool."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.finance.domain.award_round.state import AWARD_ROUND
from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund.state import FUND
from shared.kernel.aggregate import DeadlinePassed
from shared.schemas.finance import award_round as facts
from shared.schemas.finance import award_round_changes as changes
from shared.schemas.finance import award_round_result
from shared.schemas.finance.fund import (
    AllocateFunds,
    Appropriate,
    RegisterFund,
    TransferAllocated,
)
from tests.unit.finance.rounds import BID, FUND_ID, ID, OPEN, OTHER, REVIEWERS, SCORING, score
from tests.unit.two_writers import Asked, TwoWriters, quick

BIDDERS = ("taoluo", "chaohe")
OBJECTIONS = ("o-1", "o-2")
REPLACE = changes.ReplaceReviewer(
    ID,
    reviewer="e-1",
    by=facts.Reviewer("e-5", person="王五", organisation="agriculture"),
    reason="因病",
)


class AwardPool(TwoWriters):
    service = "finance"
    aggregates = (AWARD_ROUND, ELIGIBILITY, FUND)

    def __init__(self) -> None:
        super().__init__()
        self.now = SCORING
        close, show = facts.CloseScoring(ID), award_round_result.PubliciseResult(ID)
        for asked in [*self.scores(3), self.bureau(close), self.bureau(show)]:
            self.give(0, asked)

    def beginning(self) -> list[Asked]:
        fund = RegisterFund(FUND_ID, name="演示-奖补资金", source="city", kind="general", year=2024)
        money = Appropriate(FUND_ID, amount_fen=1500, document="日财预〔2024〕3号")
        return [
            *map(self.bureau, (fund, money, OPEN)), Asked(BID, "taoluo"), Asked(OTHER, "chaohe"),
        ]  # fmt: skip

    def scores(self, reviewers: int) -> list[Asked]:
        return [given_score(town, who, 70) for town in BIDDERS for who in range(reviewers)]

    def commands(self) -> st.SearchStrategy[Asked]:
        """The next steps of the round, and what may come between."""
        bureau, round = self.bureau, self.state(AWARD_ROUND, ID)
        rarely = [
            bureau(
                changes.DisqualifyBid(ID, town="chaohe", reason="材料不实", document="演示-文号")
            ),
            bureau(changes.CancelRound(ID, reason="流标")),
            bureau(REPLACE),
            bureau(AllocateFunds(FUND_ID, project=None, amount_fen=300, receiver="jufeng")),
        ]
        match round.stage:
            case "open":
                steps = [bureau(facts.CloseScoring(ID)), *map(self.next_score, BIDDERS)] * 2
                steps += [given_score(town, 3, points) for town in BIDDERS for points in (10, 90)]
                steps += [bureau(conflict(town, who)) for town in BIDDERS for who in (0, 3)]
            case "scored":
                steps = [bureau(award_round_result.PubliciseResult(ID))]
            case _:
                steps = [bureau(award_round_result.GrantAwards(ID)), *self.deadlines()] * 3
                steps += [objection(o, about) for o in OBJECTIONS for about in (None, "chaohe")]
                steps += [
                    Asked(
                        award_round_result.ResolveObjection(
                            ID, objection=o, upheld=upheld, reason="核实"
                        ),
                        by,
                    )
                    for o in round.open_objections
                    for upheld in (True, False, False)
                    for by in ("finance", "gov-office")
                ]
        return st.sampled_from(steps * 3 + rarely)

    def next_score(self, town: str) -> Asked:
        """By the first reviewer who has not scored the bid."""
        scored = self.state(AWARD_ROUND, ID).scores_of(town)
        named = {r.reviewer for r in self.state(AWARD_ROUND, ID).reviewers}
        left = [
            n for n, r in enumerate(REVIEWERS) if r.reviewer in named and r.reviewer not in scored
        ]
        return given_score(town, left[0] if left else 0, 80)

    def deadlines(self) -> list[Asked]:
        running = AWARD_ROUND.deadlines_of(self.state(AWARD_ROUND, ID))
        return [
            Asked(
                DeadlinePassed(ID, key=d.key, due_on=self.now.date()),
                "system",
                category="award-round",
            )
            for d in running
        ]

    def bureau(self, data: object) -> Asked:
        return Asked(data, "finance")

    @invariant()
    def awards_are_granted_once_within_the_pool_and_after_all_was_decided(self) -> None:
        history = self.events(AWARD_ROUND, ID)
        granted = self.of(award_round_result.AwardsGranted)
        assert len(granted) <= 1
        if granted:
            assert history[-1] is granted[0]
            assert granted[0].total_fen == sum(a.amount_fen for a in granted[0].awards) <= 1000
            shown = self.of(award_round_result.AwardResultPublicised)[-1]
            ended = self.of(award_round_result.AwardPublicityEnded, publicity=shown.publicity)
            assert len(ended) == 1 and shown.awards == granted[0].awards
            assert not self.of(changes.AwardRoundCancelled)
            out = {e.town for e in self.of(changes.AwardBidDisqualified)}
            assert not out & {award.town for award in granted[0].awards}
            lodged, decided = (
                award_round_result.AwardObjectionLodged,
                award_round_result.AwardObjectionResolved,
            )
            assert len(self.of(lodged)) == len(self.of(decided))

    @invariant()
    def what_is_granted_is_allocated_and_what_is_promised_is_free_for_nothing_else(self) -> None:
        fund, round = self.state(FUND, FUND_ID), self.state(AWARD_ROUND, ID)
        waits = 0 if round.stage in ("granted", "cancelled") else 1000
        assert fund.kept.reserved.get(ID, 0) == waits <= 1500 - fund.allocated_fen
        granted = {
            a.town: a.amount_fen
            for e in self.of(award_round_result.AwardsGranted)
            for a in e.awards
        }
        allocated = [e for e in self.of(TransferAllocated) if e.town != "jufeng"]
        assert {e.town: e.amount_fen for e in allocated} == granted

    @invariant()
    def each_reviewer_scores_a_bid_once_and_none_with_a_conflict(self) -> None:
        live: set[tuple[str, str]] = set()
        recused: set[tuple[str, str]] = set()
        running, former = set(BIDDERS), set[str]()
        for event in self.events(AWARD_ROUND, ID):
            match event:
                case facts.AwardBidScored(town=town, reviewer=reviewer):
                    assert (town, reviewer) not in live | recused
                    assert reviewer not in former and town in running
                    live.add((town, reviewer))
                case facts.ReviewerRecused(town=town, reviewer=reviewer):
                    recused.add((town, reviewer))
                    live.discard((town, reviewer))
                case changes.ReviewerReplaced(reviewer=reviewer):
                    former.add(reviewer)
                case changes.AwardBidDisqualified(town=town):
                    running.remove(town)
                case award_round_result.AwardObjectionResolved(rescored=towns):
                    live = {(town, who) for town, who in live if town not in towns}
                case facts.AwardScoringClosed(ranking=ranking):
                    counted = {bid.town: bid.reviewers for bid in ranking}
                    assert counted == {t: sum(o == t for o, _ in live) for t in running}
                    assert min(counted.values()) >= 3


def conflict(town: str, reviewer: int) -> facts.DeclareConflict:
    return facts.DeclareConflict(
        ID, town=town, reviewer=REVIEWERS[reviewer].reviewer, reason="亲属"
    )


def objection(id: str, about: str | None) -> Asked:
    return Asked(
        award_round_result.LodgeObjection(ID, objection=id, text="异议", about=about), "jufeng"
    )


def given_score(town: str, reviewer: int, points: int) -> Asked:
    return Asked(score(town, points, points), "agriculture", REVIEWERS[reviewer].person)


TestAwardPool = AwardPool.TestCase
TestAwardPool.settings = quick
