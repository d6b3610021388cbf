"""RZ-1.c: a practice is reviewed for secrecy, verified by another, published, adopted elsewhere."""

from dataclasses import replace

from services.programme.domain import practice as rules
from services.programme.domain.practice import PRACTICE
from services.programme.views.practices import Practices
from shared.schemas.programme.practice import (
    DraftPractice,
    PracticeAdopted,
    PracticeDrafted,
    PracticePublished,
    PracticeRetracted,
    PracticeSubmitted,
    PracticeVerified,
    PublishPractice,
    RecordAdoption,
    RetractPractice,
    ReviewSecrecy,
    SecrecyReviewed,
    SubmitDraftedPractice,
    SubmitPractice,
    VerifyPractice,
)
from tests.given import NOON, Given, given
from tests.rows import rows

TODAY = NOON.date()
SUBMIT = SubmitPractice(
    "p-1", town="taoluo", title="演示-一窗通办", direction="support", summary="演示-做法"
)
SUBMITTED = PracticeSubmitted.of(SUBMIT, author="taoluo", submitted_on=TODAY)
REVIEW = ReviewSecrecy("p-1", passed=True, reviewer="演示-审查人", document="演示-1号")
REVIEWED = SecrecyReviewed.of(REVIEW, town="taoluo", organisation="taoluo", reviewed_on=TODAY)
VERIFY = VerifyPractice("p-1", evidence="现场核实")
VERIFIED = PracticeVerified.of(VERIFY, town="taoluo", verified_by="donggang", verified_on=TODAY)
PUBLISH = PublishPractice("p-1")
PUBLISHED = PracticePublished.of(
    PUBLISH, town="taoluo", title="演示-一窗通办", direction="support", summary="演示-做法",
    author="taoluo", published_on=TODAY,
)  # fmt: skip
RETRACT = RetractPractice("p-1", reason="不再适用")
RETRACTED = PracticeRetracted.of(RETRACT, town="taoluo", retracted_by="taoluo", retracted_on=TODAY)
ADOPT = RecordAdoption("p-1", adopter="巨峰镇", measures="设窗口", document="演示-2号")
ADOPTED = PracticeAdopted.of(
    ADOPT, town="taoluo", adoption=1, organisation="jufeng", recorded_on=TODAY
)
COURSE = (SUBMITTED, REVIEWED, VERIFIED, PUBLISHED)


def practice(*events: object) -> Given:
    return given(PRACTICE, "p-1", *events)


def test_a_practice_goes_from_its_author_to_everybody() -> None:
    practice().when(SUBMIT, by="taoluo").then(SUBMITTED)
    practice().when(SUBMIT, by="zhaoxian").not_permitted()
    practice(SUBMITTED).when(REVIEW, by="taoluo").then(REVIEWED)
    practice(*COURSE[:2]).when(VERIFY, by="donggang").then(VERIFIED)
    practice(*COURSE[:3]).when(PUBLISH).then(PUBLISHED)
    turns = [practice(*COURSE[:n]).turns for n in range(1, 5)]
    assert turns == [
        {("taoluo", "secrecy")}, {("housing", "verify"), ("donggang", "verify")},
        {("housing", "publish")}, set(),
    ]  # fmt: skip


def test_nothing_is_published_before_it_is_reviewed_and_verified() -> None:
    held = replace(REVIEWED, passed=False)
    for before in ((SUBMITTED,), COURSE[:2], (SUBMITTED, held)):
        practice(*before).when(PUBLISH).refused(rules.PRACTICE_STAGE_ALLOWS)
    assert practice(SUBMITTED, held).turns == set()


def test_the_author_has_it_reviewed_and_another_verifies_it() -> None:
    practice(SUBMITTED).when(REVIEW, by="housing").refused(rules.AUTHOR_HAS_IT_REVIEWED)
    of_county = replace(SUBMITTED, author="donggang")
    by_author = practice(of_county, REVIEWED).when(VERIFY, by="donggang")
    by_author.refused(rules.VERIFIED_BY_ANOTHER)


def test_its_author_or_housing_retracts_it() -> None:
    practice(*COURSE).when(RETRACT, by="taoluo").then(RETRACTED)
    practice(*COURSE).when(RETRACT, by="donggang").refused(rules.AUTHOR_OR_HOUSING_RETRACTS)
    practice(*COURSE, RETRACTED).when(ADOPT, by="jufeng").refused(rules.PRACTICE_STAGE_ALLOWS)


def test_another_adopts_it_with_its_own_document() -> None:
    practice(*COURSE).when(ADOPT, by="jufeng").then(ADOPTED)
    practice(*COURSE).when(ADOPT, by="taoluo").refused(rules.ADOPTED_ELSEWHERE)


def test_the_ledger_shows_who_verified_and_who_adopted() -> None:
    row = rows(Practices, *COURSE, ADOPTED)["p-1"]
    assert (row.stage, row.verified_by, row.adoptions) == ("published", "donggang", 1)
    assert row.published and row.adopters[0]["adopter"] == "巨峰镇"
    row = rows(Practices, *COURSE, RETRACTED)["p-1"]
    assert (row.published, row.retracted_because) == (False, "不再适用")


def test_what_talent_tells_has_worked_is_a_draft_that_the_town_submits_or_drops() -> None:
    draft = DraftPractice(
        "f-1", town="taoluo", title="演示-一窗通办", summary="演示-做法", filing="f-1"
    )
    drafted = PracticeDrafted.of(draft, drafted_on=TODAY)
    given(PRACTICE, "f-1").when(draft, by="system").then(drafted)
    known = given(PRACTICE, "f-1", drafted)
    assert known.turns == {("taoluo", "draft")}
    submit = SubmitDraftedPractice("f-1", direction="support")
    submitted = replace(SUBMITTED, practice="f-1")
    known.when(submit, by="taoluo").then(submitted)
    known.when(submit, by="zhaoxian").not_permitted()
    given(PRACTICE, "f-1", drafted, submitted).when(submit, by="taoluo").refused(
        rules.PRACTICE_STAGE_ALLOWS
    )
    retract = replace(RETRACT, practice="f-1")
    known.when(retract, by="taoluo").then(replace(RETRACTED, practice="f-1"))
    assert rows(Practices, drafted)["f-1"].stage == "drafted"
    assert rows(Practices, drafted, submitted)["f-1"].stage == "submitted"
