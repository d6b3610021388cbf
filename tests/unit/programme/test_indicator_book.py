"""RZ-1.a: indicators by year against targets, verified by their source, corrected, released."""

from dataclasses import replace
from datetime import date

import pytest

from services.programme.domain.indicator_book import rules
from services.programme.domain.indicator_book.state import INDICATOR_BOOK
from services.programme.domain.tally import TALLY
from services.programme.reactions.projects import (
    admission_counts,
    completion_counts,
    investment_counts,
)
from services.programme.views.indicator_ledger import IndicatorLedger
from services.programme.views.released_indicators import ReleasedIndicators
from services.programme.views.town_indicators import TownIndicators
from shared.kernel.aggregate import FLAG_STANDS, Rule
from shared.schemas.programme.indicator_book import (
    AdoptIndicatorScheme,
    ClearIndicatorFlag,
    CorrectIndicator,
    Indicator,
    IndicatorCorrected,
    IndicatorFlagCleared,
    IndicatorRecorded,
    IndicatorReleased,
    IndicatorReturned,
    IndicatorSchemeAdopted,
    IndicatorSchemeOverdue,
    IndicatorVerificationOverdue,
    IndicatorVerified,
    RecordIndicator,
    ReleaseIndicator,
    ReturnIndicator,
    VerifyIndicator,
    YearlyTarget,
)
from shared.schemas.programme.stages import DIRECTIONS
from shared.schemas.programme.tally import CountForTown, TownTallied
from shared.schemas.projects.project import ProjectAdmitted, ProjectCompleted
from tests.given import NOON, Given, given
from tests.rows import about, rows

TODAY = NOON.date()
TARGETS = tuple(
    YearlyTarget(year, target_thousandths=10_000 * n)
    for n, year in enumerate((2023, 2024, 2025), start=1)
)
INDICATORS = tuple(
    Indicator(
        f"i-{direction}", name="演示-指标", direction=direction, unit="人", source="housing",
        frequency="quarterly", base_thousandths=9_000, targets=TARGETS,
    )
    for direction in DIRECTIONS
)  # fmt: skip
ADOPT = AdoptIndicatorScheme("taoluo", indicators=INDICATORS, document="演示-1号")
ADOPTED = IndicatorSchemeAdopted.of(
    ADOPT, county="donggang", edition=1, base_year=2022, last_year=2025, issued_on=TODAY,
    scheme_days=90,
)  # fmt: skip
OF = {"indicator": "i-layout", "year": 2024, "part": 1}
RECORD = RecordIndicator("taoluo", **OF, value_thousandths=15_000, released=False)
RECORDED = IndicatorRecorded.of(
    RECORD, county="donggang", source="housing", target_thousandths=20_000, recorded_by="taoluo",
    recorded_on=TODAY, working_days=10,
)  # fmt: skip
VERIFY = VerifyIndicator("taoluo", **OF)
VERIFIED = IndicatorVerified.of(
    VERIFY, value_thousandths=15_000, target_thousandths=20_000, verified_by="housing",
    verified_on=TODAY,
)  # fmt: skip
RETURN = ReturnIndicator("taoluo", **OF, reason="与年报不一致")
RETURNED = IndicatorReturned.of(RETURN, returned_by="housing", returned_on=TODAY)
CORRECT = CorrectIndicator("taoluo", **OF, value_thousandths=16_000, reason="按年报更正")
CORRECTED = IndicatorCorrected.of(
    CORRECT, previous_thousandths=15_000, target_thousandths=20_000, corrected_by="taoluo",
    corrected_on=TODAY, working_days=10,
)  # fmt: skip
RELEASE = ReleaseIndicator("taoluo", **OF, document="演示-公报")
RELEASED = IndicatorReleased(
    "taoluo", **OF, document="演示-公报", county="donggang", name="演示-指标", direction="layout",
    unit="人", value_thousandths=15_000, target_thousandths=20_000, released_on=TODAY,
)  # fmt: skip
LATE = IndicatorVerificationOverdue(
    "taoluo", **OF, county="donggang", organisation="housing", key="verify-i-layout.2024.1-20240301",
    name="演示-指标",
    due_on=date(2024, 3, 15),
)  # fmt: skip
SCHEME_LATE = IndicatorSchemeOverdue(
    "taoluo", county="donggang", organisation="housing", key="scheme-2026", year=2026,
    due_on=date(2026, 3, 31),
)  # fmt: skip


def book(*events: object) -> Given:
    return given(INDICATOR_BOOK, "taoluo", *events)


def test_a_scheme_covers_every_direction_with_targets_for_the_same_years() -> None:
    book().when(ADOPT).then(ADOPTED)
    book().when(ADOPT, by="taoluo").not_permitted()


@pytest.mark.parametrize(
    ("indicators", "rule"),
    [
        (INDICATORS[1:], rules.SCHEME_COVERS_EVERY_DIRECTION),
        ((*INDICATORS, INDICATORS[0]), rules.INDICATORS_ARE_NAMED_ONCE),
        ((replace(INDICATORS[0], source="atlantis"), *INDICATORS[1:]), rules.SOURCE_IS_REGISTERED),
        (
            (*INDICATORS[1:], replace(INDICATORS[0], targets=TARGETS[1:])),
            rules.TARGETS_FOR_THE_SAME_YEARS,
        ),
        (
            tuple(replace(i, targets=(YearlyTarget(2022, target_thousandths=1),)) for i in INDICATORS),
            rules.TARGETS_FOR_THE_SAME_YEARS,
        ),
    ],
    ids=["a direction is missing", "twice", "unknown source", "other years", "the base year"],
)  # fmt: skip
def test_a_scheme_with_less_is_refused(indicators: tuple[Indicator, ...], rule: Rule) -> None:
    book().when(replace(ADOPT, indicators=indicators)).refused(rule)


def test_the_town_or_the_source_department_records_a_figure_once() -> None:
    book(ADOPTED).when(RECORD, by="taoluo").then(RECORDED)
    assert not book(ADOPTED).when(RECORD, by="housing").refusal
    book(ADOPTED).when(RECORD, by="finance").refused(rules.RECORDED_BY_TOWN_OR_SOURCE)
    book(ADOPTED, RECORDED).when(RECORD, by="taoluo").refused(rules.RECORDED_ONCE)


def test_a_figure_is_of_the_scheme_and_of_a_period_that_has_begun() -> None:
    for wrong in (replace(RECORD, indicator="i-other"), replace(RECORD, year=2030)):
        book(ADOPTED).when(wrong, by="taoluo").refused(rules.INDICATOR_IS_IN_THE_SCHEME)
    for part in (0, 2, 5):
        wrong = replace(RECORD, part=part)
        book(ADOPTED).when(wrong, by="taoluo").refused(rules.PART_FITS_THE_FREQUENCY)


def test_the_source_department_verifies_within_its_days() -> None:
    assert book(ADOPTED, RECORDED).turns == {
        ("housing", "scheme-2026"), ("housing", "verify-i-layout.2024.1-20240301"),
    }  # fmt: skip
    book(ADOPTED, RECORDED).when(VERIFY).then(VERIFIED)
    book(ADOPTED, RECORDED).when(VERIFY, by="taoluo").refused(rules.SOURCE_VERIFIES)
    book(ADOPTED).when(VERIFY).refused(rules.FIGURE_IS_RECORDED)
    book(ADOPTED, RECORDED, VERIFIED).when(VERIFY).refused(rules.FIGURE_STAGE_ALLOWS)
    book(ADOPTED, RECORDED).when_passed(LATE.key, LATE.due_on).then(LATE)
    assert not [d for d in book(ADOPTED, RECORDED, LATE).deadlines if d.key == LATE.key]


def test_a_returned_figure_is_corrected_and_verified_again() -> None:
    book(ADOPTED, RECORDED).when(RETURN).then(RETURNED)
    assert ("taoluo", "correct-i-layout.2024.1") in book(ADOPTED, RECORDED, RETURNED).turns
    book(ADOPTED, RECORDED, RETURNED).when(CORRECT, by="taoluo").then(CORRECTED)
    book(ADOPTED, RECORDED, VERIFIED).when(CORRECT, by="taoluo").then(CORRECTED)
    same = replace(CORRECT, value_thousandths=15_000)
    book(ADOPTED, RECORDED).when(same, by="taoluo").refused(rules.CORRECTION_CHANGES_THE_FIGURE)
    assert not book(ADOPTED, RECORDED, RETURNED).when(same, by="taoluo").refusal


def test_what_the_statistics_have_not_published_is_in_no_public_ledger() -> None:
    kept_back = [RECORDED, VERIFIED]
    assert not rows(ReleasedIndicators, *kept_back)
    book(ADOPTED, *kept_back).when(RELEASE).then(RELEASED)
    book(ADOPTED, RECORDED).when(RELEASE).refused(rules.FIGURE_STAGE_ALLOWS)
    assert rows(ReleasedIndicators, *kept_back, RELEASED)["taoluo.i-layout.2024.1"].released_on
    assert not rows(ReleasedIndicators, *kept_back, RELEASED, CORRECTED)
    assert [o.to for o in ReleasedIndicators.definition.openings or ()] == ["everyone"]
    assert "everyone" not in [o.to for o in IndicatorLedger.definition.openings or ()]


def test_what_is_published_already_is_released_with_its_check() -> None:
    public = replace(RECORDED, released=True)
    told = replace(RELEASED, document=None)
    book(ADOPTED, public).when(VERIFY).then(VERIFIED, told)


def test_the_next_years_scheme_is_due_by_the_end_of_march() -> None:
    [limit] = book(ADOPTED).deadlines
    assert (limit.key, limit.starts_on, limit.days) == ("scheme-2026", date(2025, 12, 31), 90)
    book(ADOPTED).when_passed("scheme-2026", date(2026, 3, 31)).then(SCHEME_LATE)
    assert not book(ADOPTED, SCHEME_LATE).deadlines


def test_a_flag_falls_once_its_issue_is_resolved() -> None:
    clear = ClearIndicatorFlag("taoluo", key="scheme-2026", issue="issue-1")
    cleared = IndicatorFlagCleared.of(clear)
    book(ADOPTED, SCHEME_LATE).when(clear, by="system").then(cleared)
    again = book(ADOPTED, SCHEME_LATE, cleared)
    again.when(clear, by="system").refused(FLAG_STANDS)


def test_the_ledgers_show_scheme_and_figures_with_what_is_reached() -> None:
    assert rows(TownIndicators, ADOPTED)["taoluo.i-drive"].base_thousandths == 9_000
    row = rows(IndicatorLedger, RECORDED, LATE, VERIFIED)["taoluo.i-layout.2024.1"]
    assert (row.stage, row.reached_percent, row.late, row.released) == ("verified", 75, True, False)
    row = rows(IndicatorLedger, RECORDED, RETURNED, CORRECTED, RELEASED)["taoluo.i-layout.2024.1"]
    assert (row.stage, row.reached_percent, row.corrections) == ("recorded", 80, 1)
    assert row.released


FED = replace(INDICATORS[0], fed_by="projects-admitted", frequency="yearly")
FEEDING = replace(ADOPTED, indicators=(FED, *INDICATORS[1:]))
ADMITTED = CountForTown(
    "taoluo", year=2024, feed="projects-admitted", project="p-1", amount_thousandths=1000
)
TALLIED = TownTallied.of(ADMITTED)


def test_an_indicator_that_is_fed_is_filled_at_its_years_end_and_verified_like_any_other() -> None:
    assert [d.key for d in book(FEEDING).deadlines] == [
        "scheme-2026", "fill-2023", "fill-2024", "fill-2025",
    ]  # fmt: skip
    tallied = book(FEEDING).and_given(TALLY, "taoluo", TALLIED, replace(TALLIED, project="p-2"))
    (event,) = tallied.when_passed("fill-2024", date(2024, 12, 31)).events
    assert isinstance(event, IndicatorRecorded)
    assert (event.value_thousandths, event.part, event.released) == (2000, 0, False)
    filled = book(FEEDING, event)
    assert "fill-2024" not in [d.key for d in filled.deadlines]
    check = VerifyIndicator("taoluo", indicator="i-layout", year=2024, part=0)
    assert not filled.when(check).refusal
    again = RecordIndicator(
        "taoluo", indicator="i-layout", year=2024, part=0, value_thousandths=1, released=False
    )
    filled.when(again, by="taoluo").refused(rules.RECORDED_ONCE)


def test_only_a_yearly_indicator_is_fed() -> None:
    wrong = (replace(FED, frequency="monthly"), *INDICATORS[1:])
    book().when(replace(ADOPT, indicators=wrong)).refused(rules.ONLY_YEARLY_IS_FED)


def test_what_projects_tell_of_a_town_is_counted_in_its_year() -> None:
    given(TALLY, "taoluo").when(ADMITTED, by="system").then(TALLIED)
    admitted = ProjectAdmitted(
        "p-1", name="演示-项目", town="taoluo", county="donggang", kind="infrastructure",
        origin="own", investment_fen=900_000_000, land_area=None, land_use=None,
        admitted_on=date(2024, 5, 6),
    )  # fmt: skip
    assert list(admission_counts(admitted, about(admitted))) == [ADMITTED]
    invested = replace(ADMITTED, feed="admitted-investment", amount_thousandths=900_000)
    assert list(investment_counts(admitted, about(admitted))) == [invested], "900 万元"
    completed = ProjectCompleted(
        "p-1", town="taoluo", completed_on=date(2024, 11, 4), document=None
    )
    assert list(completion_counts(completed, about(completed))) == [
        replace(ADMITTED, feed="projects-completed")
    ]
