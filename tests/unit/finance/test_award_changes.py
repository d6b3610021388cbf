"""RZ-2.2.f: no award round is locked: reviewers are replaced, false bids are out, a round may end."""

from dataclasses import replace

from services.finance.domain.award_round import rules
from services.finance.views.award_objections import AwardObjections
from services.finance.views.award_ranking import AwardRanking
from services.finance.views.award_rounds import AwardRounds
from shared.schemas.codec import decode
from shared.schemas.finance.award_round import CloseScoring, DeclareConflict, Reviewer
from shared.schemas.finance.award_round_changes import (
    AwardBidDisqualified,
    AwardRoundCancelled,
    CancelRound,
    DisqualifyBid,
    ReplaceReviewer,
    ReviewerReplaced,
)
from shared.schemas.finance.award_round_result import (
    GrantAwards,
    LodgeObjection,
    PubliciseResult,
    ResolveObjection,
)
from shared.schemas.finance.fund_keeping import FundsReleased
from tests.rows import rows
from tests.unit.finance.rounds import (
    BID,
    FUND_ID,
    ID,
    OPEN,
    REVIEWERS,
    SCORING,
    Round,
    fully_scored,
    score,
    with_bids,
)

TODAY = SCORING.date()
OF_THE_COUNTY = tuple(replace(r, organisation="donggang-finance") for r in REVIEWERS[:2])
NEW = Reviewer("e-5", person="王五", organisation="reform")
REPLACE = ReplaceReviewer(ID, reviewer="e-1", by=NEW, reason="因病")
DISQUALIFY = DisqualifyBid(
    ID, town="taoluo", reason="冷链项目合同系伪造", document="演示-日财奖〔2024〕5号"
)
CANCEL = CancelRound(ID, reason="无有效申报", document="演示-日财奖〔2024〕6号")
OBJECT = LodgeObjection(
    ID, objection="o-1", text="材料不实", about="taoluo", complainant="演示-村民甲"
)
RESOLVE = ResolveObjection(ID, objection="o-1", upheld=False, reason="经核实属实")


def publicised() -> Round:
    return fully_scored().give(CloseScoring(ID)).give(PubliciseResult(ID))


def test_a_round_has_enough_reviewers_without_a_conflict_for_each_town() -> None:
    """Four reviewers, two of them of 涛雒镇's county: its bid could never have been scored."""
    mixed = replace(OPEN, reviewers=(*OF_THE_COUNTY, *REVIEWERS[2:]))
    outcome = Round().story.when(mixed, by="finance")
    outcome.refused(rules.ENOUGH_WITHOUT_CONFLICT)
    told = outcome.refusal.values
    assert (told["town"], told["required"], told["fit"]) == ("taoluo", 3, 2)
    elsewhere = replace(mixed, towns=("chaohe", "jufeng"))
    assert not Round().story.when(elsewhere, by="finance").refusal
    one = replace(OPEN, reviewers=(OF_THE_COUNTY[0], *REVIEWERS[1:]))
    assert not Round().story.when(one, by="finance").refusal


def test_a_reviewer_is_replaced_and_the_bid_that_nobody_could_score_is_scored() -> None:
    conflicts = [
        DeclareConflict(ID, town="taoluo", reviewer=f"e-{n}", reason="曾任职") for n in (1, 2)
    ]
    round = with_bids().give(conflicts[0]).give(conflicts[1])
    round.story.when(REPLACE, by="finance", at=SCORING).then(
        ReviewerReplaced(ID, reviewer="e-1", by=NEW, reason="因病", replaced_on=TODAY)
    )
    round = round.give(REPLACE)
    scored = round.give(score("taoluo", 80, 90), by="reform", person="王五")
    for reviewer in REVIEWERS[2:]:
        scored = scored.give(score("taoluo", 80, 90), by="agriculture", person=reviewer.person)
    scored = scored.scored("chaohe")
    assert len(scored.story.state.scores_of("taoluo")) == 3
    former = round.story.when(score("chaohe", 1, 1), by="agriculture", person="王一", at=SCORING)
    former.refused(rules.REVIEWER_IS_NAMED)


def test_what_a_replaced_reviewer_scored_lawfully_stands() -> None:
    round = fully_scored().give(REPLACE)
    assert set(round.story.state.scores_of("taoluo")) == {"e-1", "e-2", "e-3"}
    assert not round.story.when(CloseScoring(ID), by="finance", at=SCORING).refusal


def test_a_replacement_is_new_and_leaves_no_bid_with_too_few() -> None:
    story = with_bids().story
    for named in (replace(NEW, reviewer="e-2"), replace(NEW, reviewer="e-1"),
                  Reviewer("e-5", person="王二", organisation="agriculture")):  # fmt: skip
        story.when(replace(REPLACE, by=named), by="finance").refused(rules.NAMED_ONCE)
    back = replace(REPLACE, reviewer="e-5", by=replace(NEW, reviewer="e-1"))
    with_bids().give(REPLACE).story.when(back, by="finance").refused(rules.NAMED_ONCE)
    unknown = replace(REPLACE, reviewer="e-9")
    story.when(unknown, by="finance").refused(rules.REVIEWER_IS_NAMED)
    of_the_county = replace(REPLACE, by=replace(NEW, organisation="donggang-finance"))
    assert not story.when(of_the_county, by="finance").refusal
    three = with_bids().give(of_the_county)
    other = Reviewer("e-6", person="王六", organisation="donggang-finance")
    again = replace(of_the_county, reviewer="e-2", by=other)
    three.story.when(again, by="finance").refused(rules.ENOUGH_WITHOUT_CONFLICT)
    story.when(REPLACE, by="agriculture").not_permitted()
    publicised().story.when(REPLACE, by="finance").refused(rules.STAGE_ALLOWS)


def test_a_bid_with_false_material_is_out_and_the_rest_is_ranked_anew() -> None:
    publicised().story.when(DISQUALIFY, by="finance", at=SCORING).then(
        AwardBidDisqualified(
            ID, town="taoluo", reason=DISQUALIFY.reason, document=DISQUALIFY.document,
            decided_by="finance", decided_on=TODAY,
        )
    )  # fmt: skip
    round = publicised().give(DISQUALIFY)
    assert (round.story.state.stage, round.story.deadlines) == ("open", [])
    closed = round.give(CloseScoring(ID)).give(PubliciseResult(ID)).publicity_ends()
    granted = closed.give(GrantAwards(ID)).events[-1]
    assert [(a.town, a.rank, a.amount_fen) for a in granted.awards] == [("chaohe", 1, 600)]
    row = rows(AwardRanking, *round.events)[f"{ID}.taoluo"]
    assert (row.disqualified, row.amount_fen, row.rank) == (True, 0, 0)
    assert rows(AwardRounds, *round.events)[ID].disqualified == 1


def test_a_disqualified_bid_takes_no_further_part() -> None:
    out = with_bids().give(DISQUALIFY).story
    for command in (DISQUALIFY, DeclareConflict(ID, town="taoluo", reviewer="e-1", reason="亲属")):
        out.when(command, by="finance").refused(rules.BID_EXISTS)
    scoring = out.when(score("taoluo", 1, 1), by="agriculture", person="王一", at=SCORING)
    scoring.refused(rules.BID_EXISTS)
    out.when(BID, by="taoluo").refused(rules.ONE_BID_A_TOWN)
    shown = publicised().give(DISQUALIFY).give(CloseScoring(ID)).give(PubliciseResult(ID))
    shown.story.when(OBJECT, by="chaohe").refused(rules.BID_EXISTS)


def test_an_objection_about_a_bid_that_is_out_is_decided_without_new_scores() -> None:
    round = publicised().give(OBJECT, by="housing").give(DISQUALIFY)
    resolved = round.give(replace(RESOLVE, upheld=True))
    assert resolved.events[-1].rescored == ()
    closed = resolved.give(CloseScoring(ID)).give(PubliciseResult(ID)).publicity_ends()
    assert not closed.story.when(GrantAwards(ID), by="finance").refusal


def test_when_every_bid_is_out_the_round_is_cancelled() -> None:
    both = publicised().give(DISQUALIFY).give(replace(DISQUALIFY, town="chaohe"))
    both.story.when(CloseScoring(ID), by="finance", at=SCORING).refused(rules.EVERY_BID_IS_SCORED)
    assert not both.story.when(CANCEL, by="finance").refusal


def test_a_round_without_awards_ends_with_its_reason() -> None:
    with_bids().story.when(CANCEL, by="finance", at=SCORING).then(
        AwardRoundCancelled(
            ID, reason="无有效申报", cancelled_on=TODAY, document="演示-日财奖〔2024〕6号"
        ),
        FundsReleased(FUND_ID, purpose=ID, amount_fen=1000),
    )
    round = publicised().give(OBJECT, by="housing").give(CANCEL)
    assert round.story.deadlines == []
    for command in (CANCEL, RESOLVE, DISQUALIFY, GrantAwards(ID), CloseScoring(ID)):
        round.story.when(command, by="finance", at=SCORING).refused(rules.STAGE_ALLOWS)
    row = rows(AwardRounds, *round.events)[ID]
    assert (row.stage, row.cancelled_because) == ("cancelled", "无有效申报")
    granted = publicised().publicity_ends().give(GrantAwards(ID)).story
    granted.when(CANCEL, by="finance").refused(rules.STAGE_ALLOWS)
    granted.when(DISQUALIFY, by="finance").refused(rules.STAGE_ALLOWS)


def test_the_bureau_decides_a_citizens_objection_that_it_took_down() -> None:
    """It was the bureau's own cause, since it had entered it: nobody could decide for a week."""
    round = publicised().give(OBJECT, by="finance")
    assert round.events[-1].complainant == "演示-村民甲"
    assert not round.story.when(RESOLVE, by="finance").refusal
    row = rows(AwardObjections, *round.events)[f"{ID}.o-1"]
    assert (row.citizen, row.decides) == (True, "finance")
    assert "演示-村民甲" not in str(row)


def test_nobody_decides_in_his_own_cause_and_somebody_always_does() -> None:
    own = replace(OBJECT, complainant=None)
    bureau = publicised().give(own, by="finance").story
    bureau.when(RESOLVE, by="finance").refused(rules.NOT_IN_ONES_OWN_CAUSE)
    assert not bureau.when(RESOLVE, by="gov-office").refusal
    office = publicised().give(own, by="gov-office")
    office.story.when(RESOLVE, by="gov-office").refused(rules.NOT_IN_ONES_OWN_CAUSE)
    assert not office.story.when(RESOLVE, by="finance").refusal
    assert [d.key for d in office.story.deadlines] == ["publicity-1"]


def test_an_objection_stored_before_complainants_were_kept_still_counts() -> None:
    stored = decode(
        "AwardObjectionLodged", 1,
        '{"round":"farm-2024","objection":"o-1","organisation":"chaohe","about":"taoluo",'
        '"text":"x","lodged_on":"2024-03-20","working_days":5}',
    )  # fmt: skip
    story = Round(*publicised().events, stored).story
    assert not story.when(RESOLVE, by="finance").refusal
