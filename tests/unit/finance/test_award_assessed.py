"""RZ-2.2.f: a criterion of awards may rest on the towns' yearly assessments (RZ-1.a)."""

from dataclasses import replace
from datetime import date

from services.finance.domain.assessed_town import ASSESSED_TOWN
from services.finance.domain.award_round import rules
from services.finance.reactions.programme import score_is_noted
from services.finance.views.assessed_towns import AssessedTowns
from shared.schemas.finance.assessed_town import NoteYearAssessed, YearAssessmentNoted
from shared.schemas.programme.town_assessment_result import YearAssessed
from tests.given import given
from tests.rows import about, rows
from tests.unit.finance.rounds import BID, CRITERIA, OPEN, SCORING, Round, score

DECIDED = date(2024, 3, 18)
NOTE = NoteYearAssessed(
    "taoluo", year=2023, score_thousandths=80_900, decided_on=DECIDED, document="演示-评估1号"
)
NOTED = YearAssessmentNoted.of(NOTE)
RESTS = replace(OPEN, criteria=(replace(CRITERIA[0], assessed_year=2023), CRITERIA[1]))


def test_a_criterion_that_rests_on_the_assessment_takes_its_points() -> None:
    opened = Round().give(RESTS, at=SCORING.replace(day=1)).give(
        BID, by="taoluo", at=SCORING.replace(day=2)
    )  # fmt: skip
    known = opened.story.and_given(ASSESSED_TOWN, "taoluo", NOTED)
    who = {"by": "agriculture", "person": "王一", "at": SCORING}
    assert not known.when(score("taoluo", 80, 55), **who).refusal
    known.when(score("taoluo", 95, 55), **who).refused(rules.TAKES_THE_ASSESSMENT)
    opened.story.when(score("taoluo", 80, 55), **who).refused(rules.TAKES_THE_ASSESSMENT)


def test_what_programme_confirmed_is_noted_and_shown() -> None:
    confirmed = YearAssessed(
        "taoluo-2023", document="演示-评估1号", decided_by="演示-市政府", decided_on=DECIDED,
        town="taoluo", county="donggang", year=2023, scores=(), score_thousandths=80_900,
        grade="good", recorded_by="housing",
    )  # fmt: skip
    assert list(score_is_noted(confirmed, about(confirmed))) == [NOTE]
    given(ASSESSED_TOWN, "taoluo").when(NOTE, by="system").then(NOTED)
    assert rows(AssessedTowns, NOTED)["taoluo.2023"].score_thousandths == 80_900
