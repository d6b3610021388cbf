from datetime import date

from services.finance.domain.eligibility import ELIGIBILITY, Eligibility
from shared.aggregate.deciding import ALREADY_EXISTS, NOTHING_CHANGES
from shared.schemas.finance.eligibility import (
    EligibilityEnded,
    EligibilityRecognised,
    EndEligibility,
    RecogniseEligibility,
)
from tests.given import given

RECOGNISED = EligibilityRecognised(
    "p-1", "演示-冷链", "taoluo", "donggang", date(2024, 2, 1), "social"
)
RECOGNISE = RecogniseEligibility(
    "p-1", "演示-冷链", "taoluo", "donggang", date(2024, 2, 1), "social"
)
END = EndEligibility("p-1", "项目出库")
ENDED = EligibilityEnded("p-1", "taoluo", "项目出库")


def test_an_admitted_project_becomes_eligible() -> None:
    given(ELIGIBILITY, "p-1").when(RECOGNISE, by="system").then(RECOGNISED)


def test_eligibility_is_recognised_once() -> None:
    given(ELIGIBILITY, "p-1", RECOGNISED).when(RECOGNISE, by="system").refused(ALREADY_EXISTS)


def test_a_project_that_left_is_no_longer_eligible() -> None:
    story = given(ELIGIBILITY, "p-1", RECOGNISED)
    story.when(END, by="system").then(ENDED)
    assert story.state.live
    assert given(ELIGIBILITY, "p-1", RECOGNISED, ENDED).state == Eligibility(
        "taoluo", "donggang", "social", live=False
    )


def test_eligibility_ends_once() -> None:
    story = given(ELIGIBILITY, "p-1", RECOGNISED, ENDED)
    story.when(END, by="system").refused(NOTHING_CHANGES)


def test_no_person_decides_eligibility() -> None:
    given(ELIGIBILITY, "p-1").when(RECOGNISE, by="finance").not_permitted()
    given(ELIGIBILITY, "p-1", RECOGNISED).when(END, by="finance").not_permitted()
