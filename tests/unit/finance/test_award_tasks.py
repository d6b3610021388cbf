"""待办 of an award round, RZ-2.2.f: what is sealed asks nobody, and nobody learns of it by tasks."""

from shared.schemas.finance.award_round import CloseScoring
from shared.schemas.finance.award_round_result import LodgeObjection, PubliciseResult
from tests.unit.finance.rounds import ID, Round, fully_scored, opened, with_bids


def asked(round: Round) -> dict[str, str]:
    """Key by key, who is asked."""
    return {key: organisation for organisation, key in round.story.turns}


def test_bids_and_points_change_nothing_that_is_asked() -> None:
    before = opened().story.tasks
    assert before and with_bids().story.tasks == before and fully_scored().story.tasks == before


def test_reviewers_score_and_the_organiser_leads_to_the_end() -> None:
    assert set(asked(opened()).values()) == {"agriculture", "finance"}
    assert asked(opened())["close-scoring"] == "finance"


def test_an_objection_is_seen_by_who_decides_it_alone() -> None:
    publicised = fully_scored().give(CloseScoring(ID)).give(PubliciseResult(ID))
    objected = publicised.give(
        LodgeObjection(ID, objection="o-1", text="材料不实", about="taoluo"), by="chaohe"
    )
    assert asked(objected) == {"objection-o-1": "finance"}
    assert objected.story.tasks["objection-o-1"].apart
    assert objected.story.tasks["objection-o-1"].by in objected.story.deadlines
    assert asked(publicised.publicity_ends()) == {"grant-1": "finance"}
