"""RZ-1.a: a year is assessed from the town's own word to the confirmed result, with the experts."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.programme.domain import opinions
from services.programme.domain.town_assessment import rules
from services.programme.domain.town_assessment.state import TOWN_ASSESSMENT
from services.programme.views.assessment_objections import AssessmentObjections
from services.programme.views.town_assessments import TownAssessments
from shared.kernel.aggregate import FLAG_STANDS
from shared.schemas.programme.stages import DIRECTIONS, Grade
from shared.schemas.programme.town_assessment import (
    AssessmentOpened,
    AssessmentOpinionLapsed,
    AssessmentOpinionNoted,
    AssessmentOpinionRecorded,
    AssessmentOpinionWaived,
    AssessmentReviewed,
    AssessmentReviewOverdue,
    AssessmentScored,
    DirectionScore,
    DirectionWeight,
    NoteAssessmentOpinion,
    OpenAssessment,
    RecordAssessmentOpinion,
    ReviewAssessment,
    ScoreAssessment,
    SelfAssessmentOverdue,
    SelfAssessmentSubmitted,
    SubmitSelfAssessment,
    WaiveAssessmentOpinion,
)
from shared.schemas.programme.town_assessment_result import (
    AssessmentConfirmationOverdue,
    AssessmentFlagCleared,
    AssessmentObjectionLodged,
    AssessmentObjectionResolved,
    AssessmentPublicised,
    AssessmentPublicityEnded,
    ClearAssessmentFlag,
    ConfirmAssessment,
    LodgeAssessmentObjection,
    PubliciseAssessment,
    ResolveAssessmentObjection,
    YearAssessed,
)
from tests.given import NOON, Given, given
from tests.rows import rows

ID, TODAY = "taoluo-2023", NOON.date()
WEIGHTS = tuple(
    DirectionWeight(d, weight=w) for d, w in zip(DIRECTIONS, (10, 30, 20, 20, 20), strict=True)
)
SCORES = tuple(DirectionScore(d, points=80, remark="演示-依据") for d in DIRECTIONS)
OPEN = OpenAssessment(ID, town="taoluo", year=2023, weights=WEIGHTS, document="演示-1号")
OPENED = AssessmentOpened.of(
    OPEN, county="donggang", opened_on=TODAY, self_assessment_days=31, opinion_working_days=15
)
SUBMIT = SubmitSelfAssessment(ID, scores=SCORES, report="演示-自评", document="演示-2号")
SUBMITTED = SelfAssessmentSubmitted.of(
    SUBMIT, town="taoluo", submitted_on=TODAY, review_working_days=15
)
REVIEW = ReviewAssessment(ID, passed=True, opinion="材料完整", document="演示-3号")
REVIEWED = AssessmentReviewed.of(REVIEW, town="taoluo", reviewed_on=TODAY)
RECORD = RecordAssessmentOpinion(ID, experts=("演示-甲",), opinion="充分", answer="采纳")
RECORDED = AssessmentOpinionRecorded.of(
    RECORD, town="taoluo", organisation="housing", recorded_on=TODAY
)
WAIVE = WaiveAssessmentOpinion(ID, reason="专家库尚未组建", document="演示-4号")
WAIVED = AssessmentOpinionWaived.of(WAIVE, town="taoluo", organisation="housing")
LAPSED = AssessmentOpinionLapsed(ID, town="taoluo", due_on=date(2024, 3, 22))
SCORE = ScoreAssessment(ID, scores=SCORES)
SCORED = AssessmentScored.of(SCORE, town="taoluo", score_thousandths=80_000, scored_on=TODAY)
PUBLICISE = PubliciseAssessment(ID)
PUBLICISED = AssessmentPublicised.of(
    PUBLICISE, town="taoluo", publicity=1, scores=SCORES, score_thousandths=80_000, grade="good",
    publicised_on=TODAY, working_days=5, confirm_working_days=20,
)  # fmt: skip
ENDED = AssessmentPublicityEnded(ID, town="taoluo", publicity=1, last_day=date(2024, 3, 8))
LODGE = LodgeAssessmentObjection(ID, objection="o-1", text="漏计一处整治")
LODGED = AssessmentObjectionLodged.of(LODGE, town="taoluo", organisation="taoluo", lodged_on=TODAY)
RESOLVE = ResolveAssessmentObjection(ID, objection="o-1", upheld=True, reason="属实")
RESOLVED = AssessmentObjectionResolved.of(
    RESOLVE, town="taoluo", decided_by="housing", decided_on=TODAY
)
CONFIRM = ConfirmAssessment(ID, document="演示-5号", decided_by="演示-市政府", decided_on=TODAY)
CONFIRMED = YearAssessed.of(
    CONFIRM, town="taoluo", county="donggang", year=2023, scores=SCORES, score_thousandths=80_000,
    grade="good", recorded_by="housing",
)  # fmt: skip
HEARD = (OPENED, SUBMITTED, REVIEWED, RECORDED)
SHOWN = (*HEARD, SCORED, PUBLICISED)


def assessed(*events: object) -> Given:
    return given(TOWN_ASSESSMENT, ID, *events)


def test_a_town_is_assessed_once_a_year_under_its_name_and_the_year() -> None:
    assessed().when(OPEN).then(OPENED)
    wrong = replace(OPEN, assessment="other")
    given(TOWN_ASSESSMENT, "other").when(wrong).refused(rules.ID_IS_TOWN_AND_YEAR)
    assessed(OPENED).when(OPEN).refused(rules.ID_IS_TOWN_AND_YEAR)


@pytest.mark.parametrize("weights", [WEIGHTS[1:], (*WEIGHTS, WEIGHTS[0]), ()])
def test_the_weights_of_the_five_directions_are_100(weights: tuple[DirectionWeight, ...]) -> None:
    wrong = replace(OPEN, weights=weights)
    assessed().when(wrong).refused(rules.WEIGHTS_COVER_ALL_DIRECTIONS)


def test_the_town_assesses_itself_once_the_year_has_ended() -> None:
    assessed(OPENED).when(SUBMIT, by="taoluo").then(SUBMITTED)
    assessed(OPENED).when(SUBMIT, by="donggang").not_permitted()
    during = datetime(2023, 12, 29, 4, tzinfo=UTC)
    assessed(OPENED).when(SUBMIT, by="taoluo", at=during).refused(rules.YEAR_HAS_ENDED)
    less = replace(SUBMIT, scores=SCORES[1:])
    assessed(OPENED).when(less, by="taoluo").refused(rules.SCORES_COVER_ALL_DIRECTIONS)


def test_its_own_assessment_is_due_by_the_end_of_january() -> None:
    [limit] = assessed(OPENED).deadlines
    assert (limit.starts_on, limit.days, limit.unit) == (date(2023, 12, 31), 31, "calendar")
    late = SelfAssessmentOverdue(
        ID, town="taoluo", county="donggang", organisation="taoluo", key="self-assessment",
        year=2023, due_on=date(2024, 1, 31),
    )  # fmt: skip
    assessed(OPENED).when_passed("self-assessment", date(2024, 1, 31)).then(late)
    assert not assessed(OPENED, late).deadlines
    assert assessed(OPENED, late).turns == {("taoluo", "self-assessment")}


def test_the_county_passes_it_on_or_back_within_its_days() -> None:
    assessed(OPENED, SUBMITTED).when(REVIEW, by="donggang").then(REVIEWED)
    assessed(OPENED).when(REVIEW, by="donggang").refused(rules.ASSESSMENT_STAGE_ALLOWS)
    back = replace(REVIEWED, passed=False)
    again = assessed(OPENED, SUBMITTED, back)
    assert again.turns == {("taoluo", "self-assessment-1")} and not again.deadlines
    late = AssessmentReviewOverdue(
        ID, town="taoluo", county="donggang", organisation="donggang", key="review-1", year=2023,
        due_on=date(2024, 3, 22),
    )  # fmt: skip
    assessed(OPENED, SUBMITTED).when_passed("review-1", date(2024, 3, 22)).then(late)


def test_it_waits_for_its_experts_and_goes_on_without_once_they_are_late() -> None:
    waiting = assessed(OPENED, SUBMITTED, REVIEWED)
    waiting.when(SCORE).refused(opinions.EXPERTS_ARE_HEARD)
    waiting.when(RECORD).then(RECORDED)
    waiting.when(WAIVE).then(WAIVED)
    waiting.when_passed("opinion", date(2024, 3, 22)).then(LAPSED)
    note = NoteAssessmentOpinion(ID, engagement="e-1")
    noted = AssessmentOpinionNoted.of(note, town="taoluo")
    waiting.when(note, by="system").then(noted)
    for heard in (RECORDED, WAIVED, LAPSED, noted):
        assessed(OPENED, SUBMITTED, REVIEWED, heard).when(SCORE).then(SCORED)
    assessed(*HEARD).when(WAIVE).refused(opinions.OPINION_IS_AWAITED)
    assert assessed(*HEARD).when(note, by="system").refusal


def test_a_score_is_the_weighted_mean_of_all_directions() -> None:
    points = (50, 100, 0, 0, 0)
    scores = tuple(replace(s, points=p) for s, p in zip(SCORES, points, strict=True))
    (event,) = assessed(*HEARD).when(ScoreAssessment(ID, scores=scores)).events
    assert isinstance(event, AssessmentScored) and event.score_thousandths == 35_000
    less = ScoreAssessment(ID, scores=SCORES[1:])
    assessed(*HEARD).when(less).refused(rules.SCORES_COVER_ALL_DIRECTIONS)


@pytest.mark.parametrize(
    ("score", "grade"),
    [(90_000, "excellent"), (89_999, "good"), (60_000, "qualified"), (59_999, "unqualified")],
)
def test_a_grade_follows_from_its_least_points(score: int, grade: Grade) -> None:
    scored = replace(SCORED, score_thousandths=score)
    (event,) = assessed(*HEARD, scored).when(PUBLICISE).events
    assert isinstance(event, AssessmentPublicised) and event.grade == grade


def test_it_is_publicised_and_an_upheld_objection_takes_it_back_to_its_scores() -> None:
    assessed(*HEARD, SCORED).when(PUBLICISE).then(PUBLICISED)
    assessed(*SHOWN).when(LODGE, by="taoluo").then(LODGED)
    assessed(*SHOWN, LODGED).when(LODGE, by="taoluo").refused(rules.OBJECTION_IS_NEW)
    assessed(*SHOWN, LODGED).when(RESOLVE).then(RESOLVED)
    assessed(*SHOWN, LODGED, RESOLVED).when(RESOLVE).refused(rules.OBJECTION_IS_OPEN)
    assert assessed(*SHOWN, LODGED, RESOLVED).state.stage == "reviewed"
    assert assessed(*SHOWN, LODGED, ENDED).turns == {("housing", "objection-o-1")}


def test_it_is_confirmed_once_publicity_and_objections_are_over() -> None:
    assessed(*SHOWN).when(CONFIRM).refused(rules.ASSESSMENT_STAGE_ALLOWS)
    assessed(*SHOWN).when_passed("publicity-1", date(2024, 3, 8)).then(ENDED)
    assessed(*SHOWN, LODGED, ENDED).when(CONFIRM).refused(rules.NO_OPEN_OBJECTION)
    assessed(*SHOWN, ENDED).when(CONFIRM).then(CONFIRMED)
    to_come = replace(CONFIRM, decided_on=date(2024, 3, 2))
    assessed(*SHOWN, ENDED).when(to_come).refused(rules.DECIDED_BY_TODAY)
    assert assessed(*SHOWN, ENDED, CONFIRMED).turns == set()


def test_a_confirmation_is_due_once_the_last_objection_is_decided() -> None:
    [limit] = assessed(*SHOWN, ENDED).deadlines
    assert (limit.key, limit.starts_on, limit.days) == ("confirm-1", date(2024, 3, 8), 20)
    late = AssessmentConfirmationOverdue(
        ID, town="taoluo", county="donggang", organisation="housing", key="confirm-1", year=2023,
        due_on=date(2024, 4, 8),
    )  # fmt: skip
    assessed(*SHOWN, ENDED).when_passed("confirm-1", date(2024, 4, 8)).then(late)
    rejected = replace(RESOLVED, upheld=False, decided_on=date(2024, 3, 20))
    assert not assessed(*SHOWN, LODGED, ENDED).deadlines
    [limit] = assessed(*SHOWN, LODGED, ENDED, rejected).deadlines
    assert limit.starts_on == date(2024, 3, 20)
    clear = ClearAssessmentFlag(ID, key="confirm-1", issue="issue-1")
    cleared = AssessmentFlagCleared.of(clear, town="taoluo")
    assessed(*SHOWN, ENDED, late).when(clear, by="system").then(cleared)
    assessed(*SHOWN, ENDED).when(clear, by="system").refused(FLAG_STANDS)


def test_the_ledgers_show_scores_once_they_are_publicised() -> None:
    row = rows(TownAssessments, *HEARD, SCORED)[ID]
    assert (row.stage, row.score_thousandths, row.published) == ("scored", 0, False)
    row = rows(TownAssessments, *SHOWN, LODGED, ENDED, CONFIRMED)[ID]
    assert (row.stage, row.score_thousandths, row.grade) == ("confirmed", 80_000, "good")
    assert row.open_objections == 1 and row.opinion == "given"
    row = rows(AssessmentObjections, LODGED, RESOLVED)[f"{ID}.o-1"]
    assert (row.open, row.upheld, row.citizen) == (False, True, False)
