"""RZ-1.b: towns come into tiers by document, are warned, accepted, moved and withdrawn."""

from dataclasses import replace
from datetime import date

from services.programme.domain.tier import rules
from services.programme.domain.tier.state import TIER
from services.programme.views.tier_register import TierRegister
from shared.kernel.aggregate import FLAG_STANDS
from shared.schemas.programme.tier import (
    AcceptanceApplied,
    AcceptanceRecorded,
    ApplyForAcceptance,
    ClearTierFlag,
    ClearWarning,
    CreationPeriodEnded,
    CreationPeriodSet,
    EnterTier,
    PromoteTier,
    RecordAcceptance,
    RectificationOverdue,
    RectificationSubmitted,
    SetCreationPeriod,
    SubmitRectification,
    TierChanged,
    TierFlagCleared,
    TownWarned,
    WarningCleared,
    WarnTown,
    WithdrawFromTier,
)
from shared.schemas.programme.tier_nomination import (
    NominateTown,
    NominationPublicised,
    NominationPublicityEnded,
    NominationReviewed,
    PubliciseNomination,
    ReviewNomination,
    TownNominated,
)
from tests.given import NOON, Given, given
from tests.rows import rows

TODAY = NOON.date()
NOMINATE = NominateTown("nanhu", level="municipal", reason="基础较好", document="演示-1号")
NOMINATED = TownNominated.of(NOMINATE, county="donggang", nomination=1, nominated_on=TODAY)
REVIEW = ReviewNomination(
    "nanhu", passed=True, reason="符合条件", decided_by="演示-专家组", decided_on=TODAY,
    document="演示-2号",
)  # fmt: skip
REVIEWED = NominationReviewed.of(REVIEW, nomination=1, recorded_by="housing")
PUBLICISE = PubliciseNomination("nanhu")
PUBLICISED = NominationPublicised.of(PUBLICISE, nomination=1, publicised_on=TODAY, working_days=5)
ENDED = NominationPublicityEnded("nanhu", nomination=1, last_day=date(2024, 3, 8))
NAMED = (NOMINATED, REVIEWED, PUBLICISED, ENDED)
ENTER = EnterTier(
    "nanhu", level="municipal", document="演示-3号", decided_by="演示-市政府", decided_on=TODAY,
    effective_on=date(2024, 4, 1),
)  # fmt: skip
ENTERED = TierChanged(
    "nanhu", county="donggang", change="entered", level="municipal", previous="none",
    document="演示-3号", decided_by="演示-市政府", decided_on=TODAY, effective_on=date(2024, 4, 1),
    backdated=False, reason=None, recorded_by="housing",
)  # fmt: skip
PROMOTE = PromoteTier(
    "nanhu", level="provincial", document="演示-鲁4号", decided_by="演示-省厅", decided_on=TODAY,
    effective_on=date(2024, 5, 1),
)  # fmt: skip
PROMOTED = replace(
    ENTERED, change="moved", level="provincial", previous="municipal", document="演示-鲁4号",
    decided_by="演示-省厅", effective_on=date(2024, 5, 1),
)  # fmt: skip
WITHDRAW = WithdrawFromTier(
    "nanhu", reason="整改逾期", document="演示-5号", decided_by="演示-市政府", decided_on=TODAY,
    effective_on=date(2024, 6, 1),
)  # fmt: skip
WITHDRAWN = replace(
    ENTERED, change="withdrawn", level="none", previous="municipal", document="演示-5号",
    effective_on=date(2024, 6, 1), reason="整改逾期",
)  # fmt: skip
PERIOD = SetCreationPeriod(
    "nanhu", starts_on=date(2024, 4, 1), ends_on=date(2026, 12, 31), document="演示-6号"
)
SET = CreationPeriodSet.of(PERIOD, county="donggang", level="municipal")
OVER = CreationPeriodEnded("nanhu", county="donggang", ends_on=date(2026, 12, 31))
APPLY = ApplyForAcceptance("nanhu", report="已完成", document="演示-7号")
APPLIED = AcceptanceApplied.of(APPLY, applied_on=TODAY)
ACCEPT = RecordAcceptance(
    "nanhu", passed=True, remark="通过", document="演示-8号", decided_by="演示-专家组",
    decided_on=TODAY,
)  # fmt: skip
ACCEPTED = AcceptanceRecorded.of(
    ACCEPT, county="donggang", level="municipal", recorded_by="housing"
)
WARN = WarnTown("nanhu", reason="开工率偏低", document="演示-9号")
WARNED = TownWarned.of(WARN, county="donggang", warning=1, warned_on=TODAY, calendar_days=180)
RECTIFY = SubmitRectification("nanhu", report="已整改", document="演示-10号")
RECTIFIED = RectificationSubmitted.of(RECTIFY, warning=1, submitted_on=TODAY)
CLEAR = ClearWarning("nanhu", reason="核实到位", document="演示-11号")
CLEARED = WarningCleared.of(CLEAR, warning=1, cleared_on=TODAY)
LATE = RectificationOverdue(
    "nanhu", county="donggang", organisation="nanhu", key="rectification-1", warning=1,
    due_on=date(2024, 8, 28),
)  # fmt: skip


def tier(*events: object) -> Given:
    return given(TIER, "nanhu", *events)


def test_a_county_nominates_and_the_city_reviews_and_publicises() -> None:
    tier().when(NOMINATE, by="donggang").then(NOMINATED)
    tier().when(NOMINATE, by="juxian").not_permitted()
    tier(NOMINATED).when(REVIEW).then(REVIEWED)
    tier(NOMINATED, REVIEWED).when(PUBLICISE).then(PUBLICISED)
    tier(NOMINATED, REVIEWED, PUBLICISED).when_passed("publicity-1", date(2024, 3, 8)).then(ENDED)
    turns = [tier(*NAMED[:n]).turns for n in range(1, 5)]
    assert turns == [
        {("housing", "review-1")}, {("housing", "publicise-1")}, set(), {("housing", "name-1")},
    ]  # fmt: skip


def test_a_nomination_goes_step_by_step_and_one_at_a_time() -> None:
    tier(NOMINATED).when(NOMINATE, by="donggang").refused(rules.NO_NOMINATION_IS_OPEN)
    tier(*NAMED, ENTERED).when(NOMINATE, by="donggang").refused(rules.NO_NOMINATION_IS_OPEN)
    tier(NOMINATED).when(PUBLICISE).refused(rules.NOMINATION_STAGE_ALLOWS)
    to_come = replace(REVIEW, decided_on=date(2024, 3, 2))
    tier(NOMINATED).when(to_come).refused(rules.DECIDED_BY_TODAY)
    refused = replace(REVIEWED, passed=False)
    assert not tier(NOMINATED, refused).when(NOMINATE, by="donggang").refusal


def test_the_city_names_a_town_after_its_publicity_the_province_by_its_document() -> None:
    tier(*NAMED).when(ENTER).then(ENTERED)
    tier(*NAMED).when(ENTER, by="donggang").not_permitted()
    tier(NOMINATED).when(ENTER).refused(rules.CITY_NAMES_AFTER_PUBLICITY)
    tier(*NAMED).when(replace(ENTER, level="cultivation")).refused(rules.CITY_NAMES_AFTER_PUBLICITY)
    (direct,) = tier().when(replace(ENTER, level="provincial")).events
    assert isinstance(direct, TierChanged) and direct.level == "provincial"


def test_a_town_moves_to_another_tier_than_its_own() -> None:
    tier(ENTERED).when(PROMOTE).then(PROMOTED)
    tier(ENTERED).when(ENTER).refused(rules.NOT_YET_IN_A_TIER)
    tier(NOMINATED).when(PROMOTE).refused(rules.IN_A_TIER)
    tier(ENTERED, PROMOTED).when(PROMOTE).refused(rules.ANOTHER_TIER)


def test_changes_take_effect_in_order_and_a_back_dated_one_says_so() -> None:
    early = replace(PROMOTE, effective_on=date(2024, 4, 1))
    tier(ENTERED).when(early).refused(rules.CHANGES_IN_ORDER)
    to_come = replace(PROMOTE, decided_on=date(2024, 3, 2))
    tier(ENTERED).when(to_come).refused(rules.CHANGES_IN_ORDER)
    (back,) = tier(*NAMED).when(replace(ENTER, effective_on=date(2024, 1, 1))).events
    assert isinstance(back, TierChanged) and back.backdated


def test_withdrawal_has_its_reason_and_its_day() -> None:
    tier(ENTERED).when(WITHDRAW).then(WITHDRAWN)
    tier(NOMINATED).when(WITHDRAW).refused(rules.IN_A_TIER)
    assert tier(ENTERED, WARNED, WITHDRAWN).turns == set()


def test_a_creation_period_ends_in_acceptance() -> None:
    assert tier(ENTERED).turns == {("housing", "creation")}
    tier(ENTERED).when(PERIOD, by="donggang").then(SET)
    backwards = replace(PERIOD, ends_on=date(2024, 4, 1))
    tier(ENTERED).when(backwards).refused(rules.PERIOD_HAS_AN_END)
    endless = replace(PERIOD, starts_on=date(1900, 1, 1))
    tier(ENTERED).when(endless).refused(rules.PERIOD_IS_BOUNDED)
    [limit] = tier(ENTERED, SET).deadlines
    tier(ENTERED, SET).when_passed(limit.key, date(2026, 12, 31)).then(OVER)
    assert tier(ENTERED, SET, OVER).turns == {("nanhu", "apply")}
    tier(ENTERED, SET, OVER).when(APPLY, by="nanhu").then(APPLIED)
    tier(ENTERED).when(APPLY, by="nanhu").refused(rules.ACCEPTANCE_STAGE_ALLOWS)
    tier(ENTERED, SET, APPLIED).when(ACCEPT).then(ACCEPTED)
    tier(ENTERED, SET).when(ACCEPT).refused(rules.ACCEPTANCE_STAGE_ALLOWS)
    to_come = replace(ACCEPT, decided_on=date(2024, 3, 2))
    tier(ENTERED, SET, APPLIED).when(to_come).refused(rules.DECIDED_BY_TODAY)


def test_a_warned_town_puts_it_right_before_the_warning_is_cleared() -> None:
    tier(ENTERED, SET).when(WARN).then(WARNED)
    tier(ENTERED, SET, WARNED).when(WARN).refused(rules.WARNING_STAGE_ALLOWS)
    tier(ENTERED, SET, WARNED).when(CLEAR).refused(rules.WARNING_STAGE_ALLOWS)
    tier(ENTERED, SET, WARNED).when(RECTIFY, by="nanhu").then(RECTIFIED)
    tier(ENTERED, SET, WARNED, RECTIFIED).when(CLEAR).then(CLEARED)
    assert tier(ENTERED, SET, WARNED).turns == {("nanhu", "rectify-1")}
    assert tier(ENTERED, SET, WARNED, RECTIFIED).turns == {("housing", "clear-1")}


def test_a_late_rectification_proposes_withdrawal_and_a_person_decides() -> None:
    warned = tier(ENTERED, SET, WARNED)
    assert [d.days for d in warned.deadlines if d.key == "rectification-1"] == [180]
    warned.when_passed("rectification-1", date(2024, 8, 28)).then(LATE)
    late = tier(ENTERED, SET, WARNED, LATE)
    assert late.state.level == "municipal" and late.turns == {("housing", "withdraw-1")}
    assert not late.when(RECTIFY, by="nanhu").refusal
    clear = ClearTierFlag("nanhu", key="rectification-1", issue="issue-1")
    late.when(clear, by="system").then(TierFlagCleared.of(clear))
    warned.when(clear, by="system").refused(FLAG_STANDS)


def test_the_register_shows_tier_document_period_and_warning() -> None:
    row = rows(TierRegister, *NAMED, ENTERED, SET, WARNED)["nanhu"]
    assert (row.level, row.nomination, row.warning) == ("municipal", "none", "warned")
    assert (row.document, row.creation_until) == ("演示-3号", date(2026, 12, 31))
    row = rows(TierRegister, ENTERED, SET, APPLIED, ACCEPTED, PROMOTED)["nanhu"]
    assert (row.level, row.acceptance, len(row.changes)) == ("provincial", "passed", 2)
    gone = rows(TierRegister, ENTERED, WARNED, RECTIFIED, CLEARED, WARNED, LATE, WITHDRAWN)["nanhu"]
    assert (gone.level, gone.warning, gone.creation_until) == ("none", "none", None)
