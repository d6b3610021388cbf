"""RZ-2.4.g: institutions are assessed once a year: weights, frozen figures, groups, objections, editions."""

from dataclasses import replace
from datetime import date
from typing import Any

from services.credit.domain.assessment import ASSESSMENT, rules
from services.credit.domain.institution import INSTITUTION, INSTITUTION_IS_OPEN
from services.credit.domain.organisations import INSTITUTION_ACTS_FOR_ITSELF
from shared.kernel.aggregate import FLAG_STANDS, viewer
from shared.kernel.aggregate.seeing import StreamSight
from shared.policy.loader import registry
from shared.schemas.credit import assessment as assessments
from tests.given import Given, given
from tests.unit.credit.demands import CITY, IS_CITY, IS_RURAL, RURAL, TODAY

ITEMS = [
    assessments.AssessmentItem("answers", measure="demands-answered", weight=95, pilot=False),
    assessments.AssessmentItem("pilots", measure="other", weight=5, pilot=True),
]
WHO = [
    assessments.GroupedInstitution(RURAL, group="local"),
    assessments.GroupedInstitution(CITY, group="local"),
]
SET = assessments.SetAssessmentScheme(
    "a-1", year=2023, items=ITEMS, institutions=WHO, document="演示-考核方案-1"
)
SCHEME = assessments.AssessmentSchemeSet.of(SET, set_on=TODAY)


def figure(institution: str, item: str, value: int) -> assessments.InstitutionFigure:
    return assessments.InstitutionFigure(institution, item=item, figure=value, position=400)


FREEZE = assessments.FreezeFigures(
    "a-1",
    figures=[
        figure(RURAL, "answers", 90), figure(RURAL, "pilots", 2),
        figure(CITY, "answers", 60), figure(CITY, "pilots", 1),
    ],
)  # fmt: skip
ASK = assessments.AskForFigures("a-1")
ASKED = assessments.AssessmentFiguresAsked.of(
    ASK, year=2023, items=ITEMS, institutions=[CITY, RURAL], asked_on=TODAY
)
COUNT = assessments.TakeCountedFigures(
    "a-1", figures=[figure(RURAL, "answers", 90), figure(CITY, "answers", 60)]
)
COUNTED = assessments.AssessmentFiguresCounted.of(COUNT, counted_on=TODAY)
FROZEN = assessments.AssessmentFiguresFrozen(
    "a-1",
    figures=[
        figure(CITY, "answers", 60), figure(RURAL, "answers", 90),
        figure(RURAL, "pilots", 2), figure(CITY, "pilots", 1),
    ],
    frozen_on=TODAY,
)  # fmt: skip
VERIFY = assessments.VerifyFigures("a-1", agreed=True, remark="与监管数据一致")
VERIFIED = assessments.AssessmentFiguresVerified.of(VERIFY, verified_by="pboc", verified_on=TODAY)
DISAGREE = assessments.VerifyFigures("a-1", agreed=False, remark="少报一笔")
DISAGREED = assessments.AssessmentFiguresVerified.of(
    DISAGREE, verified_by="nfra", verified_on=TODAY
)


def points(institution: str, item: str, value: int) -> assessments.InstitutionScore:
    return assessments.InstitutionScore(institution, item=item, points=value, remark="按数据")


SCORE = assessments.ScoreInstitutions(
    "a-1",
    scores=[
        points(RURAL, "answers", 90), points(RURAL, "pilots", 100),
        points(CITY, "answers", 60), points(CITY, "pilots", 80),
    ],
)  # fmt: skip
RANKING = [
    assessments.RankedInstitution(RURAL, group="local", score_thousandths=90_500, rank=1),
    assessments.RankedInstitution(CITY, group="local", score_thousandths=61_000, rank=2),
]
SCORED = assessments.InstitutionsScored.of(SCORE, edition=1, ranking=RANKING, scored_on=TODAY)
PUBLICISE = assessments.PubliciseScores("a-1")
PUBLICISED = assessments.AssessmentScoresPublicised.of(
    PUBLICISE, edition=1, publicity_working_days=5, publicised_on=TODAY
)
OVER = assessments.ScorePublicityEnded("a-1", edition=1, last_day=date(2024, 3, 8))
OBJECT = assessments.LodgeScoreObjection(
    "a-1", objection="ob-1", institution=CITY, text="漏计一个网点"
)
OBJECTED = assessments.ScoreObjectionLodged.of(
    OBJECT, objection_working_days=10, lodged_on=TODAY, entered_by=CITY
)
UPHOLD = assessments.ResolveScoreObjection(
    "a-1", objection="ob-1", upheld=True, reason="属实", document="演示-异议处理-1"
)
UPHELD = assessments.ScoreObjectionResolved.of(UPHOLD, institution=CITY, resolved_on=TODAY)
CORRECT = assessments.CorrectFigure(
    "a-1", institution=CITY, item="pilots", figure=2, reason="补计", document="演示-更正-1",
    objection="ob-1",
)  # fmt: skip
CORRECTED = assessments.AssessmentFigureCorrected.of(
    CORRECT, previous_figure=1, edition=2, corrected_on=TODAY
)
CONFIRM = assessments.ConfirmInstitutionAssessment(
    "a-1",
    grades=[
        assessments.GradedInstitution(RURAL, grade="excellent"),
        assessments.GradedInstitution(CITY, grade="good"),
    ],
    document="演示-考核结果-1",
)
CONFIRMED = assessments.InstitutionsAssessed.of(
    CONFIRM, year=2023, edition=1, ranking=RANKING, confirmed_on=TODAY
)
PUBLIC = (SCHEME, FROZEN, VERIFIED, SCORED, PUBLICISED)


def assessed(*events: Any) -> Given:
    known = given(ASSESSMENT, "a-1", *events)
    return known.and_given(INSTITUTION, RURAL, IS_RURAL).and_given(INSTITUTION, CITY, IS_CITY)


def test_the_weights_sum_to_a_hundred_and_the_pilots_weigh_five_or_more() -> None:
    assessed().when(SET, by="local-finance").then(SCHEME)
    more = replace(SET, items=[replace(ITEMS[0], weight=96), ITEMS[1]])
    assessed().when(more, by="local-finance").refused(rules.ITEM_WEIGHTS_SUM_TO_100)
    light = [replace(ITEMS[0], weight=96), replace(ITEMS[1], weight=4)]
    assessed().when(replace(SET, items=light), by="local-finance").refused(rules.PILOT_ITEM_COUNTS)


def test_a_scheme_names_open_institutions_and_items_each_once() -> None:
    halves = [replace(ITEMS[1], weight=50), replace(ITEMS[1], weight=50)]
    for odd in (replace(SET, items=halves), replace(SET, institutions=[])):
        assessed().when(odd, by="local-finance").refused(rules.SCHEME_NAMES_EACH_ONCE)
    unknown = [*WHO, assessments.GroupedInstitution("institution-2024-9", group="local")]
    assessed().when(replace(SET, institutions=unknown), by="local-finance").refused(
        INSTITUTION_IS_OPEN
    )


def test_every_institution_has_every_figure_once_when_they_are_frozen() -> None:
    assessed(SCHEME, COUNTED).when(FREEZE, by="local-finance").then(FROZEN)
    for figures in (FREEZE.figures[:3], [*FREEZE.figures, FREEZE.figures[3]]):
        odd = replace(FREEZE, figures=figures)
        assessed(SCHEME, COUNTED).when(odd, by="local-finance").refused(rules.EVERY_FIGURE_IS_GIVEN)
    assessed(SCHEME, FROZEN).when(FREEZE, by="local-finance").refused(rules.STAGE_OF_THE_ASSESSMENT)


def test_a_regulator_verifies_and_what_it_does_not_agree_with_is_corrected_first() -> None:
    assessed(SCHEME, FROZEN).when(VERIFY, by="pboc").then(VERIFIED)
    assessed(SCHEME, FROZEN).when(DISAGREE, by="nfra").then(DISAGREED)
    waiting = assessed(SCHEME, FROZEN, DISAGREED)
    waiting.when(SCORE, by="local-finance").refused(rules.REGULATOR_DISAGREES)
    again = replace(CORRECT, objection=None)
    [corrected] = waiting.when(again, by="local-finance").events
    assert isinstance(corrected, assessments.AssessmentFigureCorrected)
    assert (corrected.edition, corrected.previous_figure) == (2, 1)
    assert assessed(SCHEME, FROZEN, DISAGREED, corrected).turns == {
        ("pboc", "verify-2"), ("nfra", "verify-2"),
    }  # fmt: skip


def test_after_the_freeze_a_figure_changes_by_a_caused_correction_alone() -> None:
    assessed(*PUBLIC).when(CORRECT, by="local-finance").refused(rules.CORRECTED_FOR_A_CAUSE)
    assessed(*PUBLIC, OBJECTED, UPHELD).when(CORRECT, by="local-finance").then(CORRECTED)
    same = replace(CORRECT, figure=1)
    assessed(*PUBLIC, OBJECTED, UPHELD).when(same, by="local-finance").refused(
        rules.FIGURE_IS_FROZEN
    )


def test_scores_rank_within_the_group_by_weight() -> None:
    assessed(SCHEME, FROZEN, VERIFIED).when(SCORE, by="local-finance").then(SCORED)
    half = replace(SCORE, scores=SCORE.scores[:2])
    assessed(SCHEME, FROZEN, VERIFIED).when(half, by="local-finance").refused(
        rules.EVERY_FIGURE_IS_GIVEN
    )
    apart = replace(SCHEME, institutions=[WHO[0], replace(WHO[1], group="large")])
    [scored] = assessed(apart, FROZEN, VERIFIED).when(SCORE, by="local-finance").events
    assert isinstance(scored, assessments.InstitutionsScored)
    assert {one.rank for one in scored.ranking} == {1}


def test_an_assessed_institution_objects_during_publicity() -> None:
    assessed(SCHEME, FROZEN, VERIFIED, SCORED).when(PUBLICISE, by="local-finance").then(PUBLICISED)
    assessed(*PUBLIC).when(OBJECT, by=CITY).then(OBJECTED)
    assessed(*PUBLIC).when(OBJECT, by=RURAL).refused(INSTITUTION_ACTS_FOR_ITSELF)
    assessed(*PUBLIC, OBJECTED).when(OBJECT, by=CITY).refused(rules.PARTY_OBJECTS)
    assessed(*PUBLIC, OVER).when(OBJECT, by=CITY).refused(rules.PUBLICITY_RUNS)


def test_an_open_objection_blocks_the_confirmation_an_upheld_one_until_it_is_corrected() -> None:
    assessed(*PUBLIC, OVER).when(CONFIRM, by="local-finance").then(CONFIRMED)
    assessed(*PUBLIC).when(CONFIRM, by="local-finance").refused(rules.PUBLICITY_RUNS)
    for story in ((OBJECTED, OVER), (OBJECTED, UPHELD, OVER)):
        assessed(*PUBLIC, *story).when(CONFIRM, by="local-finance").refused(
            rules.NO_ASSESSMENT_OBJECTION_OPEN
        )
    assessed(*PUBLIC, OBJECTED).when(UPHOLD, by="local-finance").then(UPHELD)
    assessed(*PUBLIC, OBJECTED, UPHELD).when(UPHOLD, by="local-finance").refused(
        rules.OBJECTION_IS_OPEN
    )


def test_a_correction_goes_the_whole_way_again() -> None:
    again = assessed(*PUBLIC, OBJECTED, UPHELD, OVER, CORRECTED)
    again.when(CONFIRM, by="local-finance").refused(rules.STAGE_OF_THE_ASSESSMENT)
    assert again.state.edition == 2 and again.state.figures[CITY, "pilots"] == 2
    assert ("pboc", "verify-2") in again.turns


def test_every_institution_gets_one_grade_and_the_result_is_applied() -> None:
    half = replace(CONFIRM, grades=CONFIRM.grades[:1])
    assessed(*PUBLIC, OVER).when(half, by="local-finance").refused(
        rules.EVERY_INSTITUTION_IS_GRADED
    )
    apply = assessments.ApplyResult(
        "a-1", institution=RURAL, applied="财政资金存放加分", document="演示-运用-1"
    )
    applied = assessments.AssessmentResultApplied.of(apply, applied_on=TODAY)
    assessed(*PUBLIC, OVER, CONFIRMED).when(apply, by="local-finance").then(applied)
    other = replace(apply, institution="institution-policy")
    assessed(*PUBLIC, OVER, CONFIRMED).when(other, by="local-finance").refused(
        rules.INSTITUTION_WAS_ASSESSED
    )


def test_publicity_lasts_five_working_days_and_an_objection_is_resolved_in_ten() -> None:
    limits = {d.key: (d.days, d.unit) for d in assessed(*PUBLIC, OBJECTED).deadlines}
    assert limits == {"publicity-1": (5, "working"), "objection-ob-1": (10, "working")}
    assessed(*PUBLIC).when_passed("publicity-1", date(2024, 3, 8)).then(OVER)
    due = date(2024, 3, 15)
    late = assessments.ScoreObjectionOverdue(
        "a-1", objection="ob-1", organisation="local-finance", key="objection-ob-1", due_on=due,
        name="2023年金融机构考核",
    )  # fmt: skip
    assessed(*PUBLIC, OBJECTED).when_passed("objection-ob-1", due).then(late)
    clear = assessments.ClearScoreFlag("a-1", key="objection-ob-1", issue="late-1")
    cleared = assessments.ScoreFlagCleared.of(clear)
    assessed(*PUBLIC, OBJECTED, late).when(clear, by="system").then(cleared)
    assessed(*PUBLIC, OBJECTED, late, cleared).when(clear, by="system").refused(FLAG_STANDS)


def test_an_institution_reads_the_scheme_and_once_publicised_the_scores_not_the_figures() -> None:
    def reads(*events: Any) -> set[str]:
        state = assessed(*events).state
        city = viewer(CITY, registry())
        sight = StreamSight(ASSESSMENT, "a-1", state, city, registry(), "")
        return {type(e).__name__ for e in events if sight.sees(e)}

    assert reads(SCHEME, FROZEN, VERIFIED, SCORED) == {"AssessmentSchemeSet"}
    assert reads(*PUBLIC) == {
        "AssessmentSchemeSet", "InstitutionsScored", "AssessmentScoresPublicised",
    }  # fmt: skip


def test_what_the_log_tells_is_counted_and_frozen_as_it_was() -> None:
    assessed(SCHEME).when(ASK, by="local-finance").then(ASKED)
    assessed(SCHEME).when(FREEZE, by="local-finance").refused(rules.FIGURES_ARE_COUNTED)
    assessed(SCHEME, ASKED).when(COUNT, by="system").then(COUNTED)
    other = replace(FREEZE, figures=[figure(RURAL, "answers", 99), *FREEZE.figures[1:]])
    known = assessed(SCHEME, COUNTED)
    known.when(other, by="local-finance").refused(rules.FIGURE_IS_AS_COUNTED)
    rest = replace(FREEZE, figures=[f for f in FREEZE.figures if f.item == "pilots"])
    known.when(rest, by="local-finance").then(FROZEN)
    assessed(SCHEME, FROZEN).when(ASK, by="local-finance").refused(rules.STAGE_OF_THE_ASSESSMENT)
