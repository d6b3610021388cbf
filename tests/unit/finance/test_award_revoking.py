"""RZ-2.2.f 撤销奖补: an award that rests on what proves false is revoked, and comes back."""

from dataclasses import replace
from datetime import date

from services.finance.domain.award_round import rules
from services.finance.domain.award_round.state import AWARD_ROUND
from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.views.award_ranking import AwardRanking
from services.finance.views.award_rounds import AwardRounds
from services.supervision.reactions.finance import unreturned_award_raises_an_issue
from shared.schemas.finance.award_round import CloseScoring
from shared.schemas.finance.award_round_changes import (
    AwardRecovered,
    AwardRecoveryOverdue,
    AwardRevoked,
    DisqualifyBid,
    RecoverAward,
    RevokeAward,
)
from shared.schemas.finance.award_round_result import GrantAwards, PubliciseResult
from shared.schemas.finance.eligibility import EligibilityRecognised
from shared.schemas.finance.fund import FundsRecalled
from shared.schemas.finance.fund_contract import FundsCommitted
from tests.given import NOON, given
from tests.rows import about, rows
from tests.unit.finance.rounds import (
    BACKING,
    BID,
    FUND_ID,
    ID,
    OPEN,
    OTHER,
    SCORING,
    Round,
    fully_scored,
)

TODAY = SCORING.date()
REVOKE = RevokeAward(ID, town="taoluo", reason="产值证明系伪造", document="演示-撤销决定")
REVOKED = AwardRevoked.of(
    REVOKE, county="donggang", awarded_fen=600, recalled_fen=400, owed_fen=200, recovery_days=30,
    decided_by="finance", decided_on=TODAY,
)  # fmt: skip
BACK = RecoverAward(ID, town="taoluo", amount_fen=150, way="treasury", document="演示-缴款书")
CONTRACT = FundsCommitted(
    FUND_ID, project="p-taoluo", town="taoluo", contract="c-1", payee="演示-施工单位", amount_fen=200,
    document="演示-合同",
)  # fmt: skip


def granted_to_projects(*committed: object) -> Round:
    """Awards of project money: 600 to 涛雒镇's project, 300 to 潮河镇's."""
    round = Round(fund=(replace(BACKING[0], kind="special"), *BACKING[1:])).give(OPEN, at=NOON)
    events = [*round.events]
    for bid in (BID, OTHER):
        story = given(AWARD_ROUND, ID, *events).and_given(ELIGIBILITY, *project(bid.town))
        named = replace(bid, project=f"p-{bid.town}")
        events += story.when(named, by=bid.town, at=NOON).events
    scored = Round(*events, fund=round.fund)
    scored = scored.scored("taoluo", *[(80, 90)] * 3).scored("chaohe", *[(85, 70)] * 3)
    shown = scored.give(CloseScoring(ID)).give(PubliciseResult(ID)).publicity_ends()
    story = shown.story
    for bid in (BID, OTHER):
        story = story.and_given(ELIGIBILITY, *project(bid.town))
    events = story.when(GrantAwards(ID), by="finance", at=SCORING).events
    return Round(*shown.events, events[0], fund=(*shown.fund, *events[1:], *committed))


def granted_to_towns() -> Round:
    shown = fully_scored().give(CloseScoring(ID)).give(PubliciseResult(ID)).publicity_ends()
    return shown.give(GrantAwards(ID))


def project(town: str) -> tuple[str, EligibilityRecognised]:
    county = {"taoluo": "donggang", "chaohe": "wulian"}[town]
    return f"p-{town}", EligibilityRecognised(
        f"p-{town}", name="演示", town=town, county=county, admitted_on=date(2024, 2, 1),
        kind="social",
    )  # fmt: skip


def test_what_is_not_committed_comes_back_at_once_and_the_town_owes_the_rest() -> None:
    outcome = granted_to_projects(CONTRACT).story.when(REVOKE, by="finance", at=SCORING)
    outcome.then(
        REVOKED,
        FundsRecalled(
            FUND_ID, project="p-taoluo", town="taoluo", amount_fen=400, reason=REVOKE.reason,
            kind="special", year=2024,
        ),
    )  # fmt: skip
    world = granted_to_projects(CONTRACT).give(REVOKE)
    assert (world.money.free_fen, world.money.of("p-taoluo").uncommitted_fen) == (1000, 0)


def test_of_a_general_transfer_the_town_owes_all() -> None:
    (revoked,) = granted_to_towns().story.when(REVOKE, by="finance", at=SCORING).events
    assert isinstance(revoked, AwardRevoked)
    assert (revoked.recalled_fen, revoked.owed_fen) == (0, 600)


def test_only_an_award_that_was_granted_and_stands_is_revoked() -> None:
    fully_scored().story.when(REVOKE, by="finance", at=SCORING).refused(rules.STAGE_ALLOWS)
    granted = granted_to_towns()
    none = granted.story.when(replace(REVOKE, town="jufeng"), by="finance", at=SCORING)
    none.refused(rules.AWARD_STANDS)
    granted.give(REVOKE).story.when(REVOKE, by="finance").refused(rules.AWARD_STANDS)
    granted.story.when(REVOKE, by="taoluo").not_permitted()
    late = DisqualifyBid(ID, town="taoluo", reason="虚假材料", document="演示")
    granted.story.when(late, by="finance", at=SCORING).refused(rules.STAGE_ALLOWS)


def test_what_is_owed_comes_back_to_the_treasury_or_as_contracts_come_down() -> None:
    owing = granted_to_projects(CONTRACT).give(REVOKE)
    paid = owing.give(BACK)
    assert paid.events[-1] == AwardRecovered.of(BACK, owed_fen=50, recovered_on=TODAY)
    assert paid.money.free_fen == owing.money.free_fen, "the treasury's, not the fund's"
    paid.story.when(BACK, by="finance", at=SCORING).refused(rules.WITHIN_WHAT_IS_OWED)
    recall = replace(BACK, amount_fen=50, way="recall")
    paid.story.when(recall, by="finance", at=SCORING).refused(rules.RECALLED_IS_UNCOMMITTED)
    reduced = replace(CONTRACT, amount_fen=120)
    owing = granted_to_projects(reduced).give(REVOKE)
    assert owing.story.state.owed_fen("taoluo") == 120


def test_what_contracts_no_longer_bind_is_recalled() -> None:
    freed = Round(
        *granted_to_projects(CONTRACT).give(REVOKE).events, fund=granted_to_projects().fund
    )
    done = freed.give(replace(BACK, amount_fen=200, way="recall"))
    assert done.story.state.owed_fen("taoluo") == 0
    assert done.story.deadlines == []
    assert done.money.of("p-taoluo").allocated_fen == 400


def test_what_is_not_returned_in_time_is_a_matter_for_supervision() -> None:
    owing = granted_to_projects(CONTRACT).give(REVOKE).story
    (deadline,) = owing.deadlines
    assert (deadline.key, deadline.starts_on, deadline.days) == ("recovery-taoluo", TODAY, 30)
    (task,) = AWARD_ROUND.tasks_of(owing.state)
    assert (task.key, task.commands, task.by) == ("recovery-taoluo", ("recover-award",), deadline)
    (late,) = owing.when_passed("recovery-taoluo", date(2024, 4, 19)).events
    assert late == AwardRecoveryOverdue(
        ID, town="taoluo", county="donggang", organisation="finance", key="recovery-taoluo",
        amount_fen=200, due_on=date(2024, 4, 19),
    )  # fmt: skip
    after = given(AWARD_ROUND, ID, *owing.events, late)
    assert after.deadlines == []
    (raised,) = unreturned_award_raises_an_issue(late, about(late, f"award-round-{ID}"))
    assert (raised.handler, raised.town) == ("finance", "taoluo")  # type: ignore[attr-defined]


def test_the_ledgers_tell_what_was_revoked_and_what_is_still_owed() -> None:
    events = granted_to_projects(CONTRACT).give(REVOKE).give(BACK).events
    ranked = rows(AwardRanking, *events)[f"{ID}.taoluo"]
    assert (ranked.rank, ranked.amount_fen, ranked.revoked, ranked.owed_fen) == (1, 0, True, 50)
    ledger = rows(AwardRounds, *events)[ID]
    assert (ledger.granted_fen, ledger.revoked, ledger.owed_fen) == (300, 1, 50)


def test_a_grant_stored_before_rounds_had_funds_is_revoked_too() -> None:
    """Nothing of it can be recalled: the town owes it."""
    stored = granted_to_towns().events
    events = [replace(e, fund=None) if hasattr(e, "fund") else e for e in stored]  # type: ignore[type-var]
    (revoked,) = given(AWARD_ROUND, ID, *events).when(REVOKE, by="finance", at=SCORING).events
    assert revoked.owed_fen == 600  # type: ignore[attr-defined]
