"""RZ-2.6.d: reforms tried first in a pilot town, within the law, their period and their risks."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.empowerment.domain.creation_period import CREATION_PERIOD
from services.empowerment.domain.pilot_reform import rules
from services.empowerment.domain.pilot_reform.state import PILOT_REFORM
from services.empowerment.reactions import programme
from shared.policy.loader import registry
from shared.schemas.empowerment import pilot_reform as reforms
from shared.schemas.programme.tier import CreationPeriodSet
from tests.given import Given, given
from tests.rows import about
from tests.unit.empowerment.powers import TODAY, at, only

LINES = tuple(registry().parameters["empowerment.reform_red_lines"].value)
PROPOSE = reforms.ProposeReform(
    "r-1", town="taoluo", title="演示-集体资产股权改革", content="演示-内容", level="county",
    since=date(2024, 4, 1), until=date(2025, 3, 31), red_lines=LINES, risk_plan="演示-风险方案",
    exit_plan="演示-退出方案",
)  # fmt: skip
PROPOSED = reforms.ReformProposed.of(
    PROPOSE, county="donggang", proposed_on=TODAY, legality_working_days=10
)
LAWFUL = reforms.ReformLegalityReviewed(
    "r-1", lawful=True, findings="不突破现行规定", document="演示-审2号", town="taoluo",
    reviewed_by="donggang-justice", reviewed_on=TODAY,
)  # fmt: skip
APPROVE = reforms.ApproveReform(
    "r-1", decided_by="东港区政府", decided_on=TODAY, document="演示-改1号"
)
APPROVED = reforms.ReformApproved.of(
    APPROVE, town="taoluo", county="donggang", title=PROPOSE.title, level="county",
    since=PROPOSE.since, until=PROPOSE.until, authorising_document=None,
    report_calendar_days=183, warning_calendar_days=30, evaluation_calendar_days=30,
)  # fmt: skip
EVALUATE = reforms.EvaluateReform(
    "r-1", result="effective", findings="群众增收", document="演示-评2号"
)
EVALUATED = reforms.ReformEvaluated.of(
    EVALUATE, town="taoluo", evaluated_by="donggang", evaluated_on=TODAY
)
ENDED = reforms.ReformEnded(
    "r-1", town="taoluo", cause="decision", reason="目标完成", document="演示-终1号",
    ended_on=TODAY,
)  # fmt: skip


def reform(*events: object) -> Given:
    return given(PILOT_REFORM, "r-1", *events)


def test_a_pilot_town_proposes_a_reform() -> None:
    reform().when(PROPOSE, by="taoluo").then(PROPOSED)
    other = replace(PROPOSE, town="atlantis")
    reform().when(other, by="atlantis").refused(rules.REFORM_TOWN_IS_PILOT)


DEPARTS = replace(
    PROPOSE, level="province", provision="演示-省条例第9条", made_by="provincial-congress",
    authorised_by="provincial-congress", authorising_document="演示-鲁人常〔2024〕1号",
)  # fmt: skip


@pytest.mark.parametrize(
    "lacking",
    [
        {"authorising_document": None},
        {"authorised_by": "city-government"},
        {"provision": None},
        {"made_by": None},
    ],
    ids=lambda lacking: next(iter(lacking)),
)
def test_a_reform_that_departs_from_law_is_authorised_by_who_made_it(
    lacking: dict[str, Any],
) -> None:
    reform().when(replace(DEPARTS, **lacking), by="taoluo").refused(rules.AUTHORISED_BY_ITS_MAKER)
    proposed = only(reform().when(DEPARTS, by="taoluo"))
    assert proposed.authorising_document == DEPARTS.authorising_document


@pytest.mark.parametrize(
    "days",
    [
        {"since": date(2022, 12, 31)},
        {"until": date(2026, 1, 1)},
        {"since": date(2025, 5, 1)},
    ],
)
def test_a_reform_is_tried_within_the_creation_period(days: dict[str, Any]) -> None:
    reform().when(replace(PROPOSE, **days), by="taoluo").refused(rules.WITHIN_CREATION_PERIOD)


def test_the_period_that_programme_set_for_the_town_goes_before_the_registered_one() -> None:
    told = CreationPeriodSet(
        "taoluo", starts_on=date(2024, 1, 1), ends_on=date(2027, 6, 30), document="演示-创建期",
        county="donggang", level="provincial",
    )  # fmt: skip
    [note] = programme.creation_period_is_noted(told, about(told))
    noted = only(given(CREATION_PERIOD, "taoluo").when(note, by="system"))
    longer = replace(PROPOSE, until=date(2027, 3, 31))
    reform().when(longer, by="taoluo").refused(rules.WITHIN_CREATION_PERIOD)
    proposed = reform().and_given(CREATION_PERIOD, "taoluo", noted).when(longer, by="taoluo")
    assert only(proposed).until == longer.until


def test_every_red_line_is_examined() -> None:
    reform().when(replace(PROPOSE, red_lines=LINES[1:]), by="taoluo").refused(
        rules.RED_LINES_ARE_KEPT
    )


@pytest.mark.parametrize("plan", [{"risk_plan": None}, {"exit_plan": None}])
def test_a_reform_has_a_plan_for_its_risks_and_a_way_out(plan: dict[str, Any]) -> None:
    reform().when(replace(PROPOSE, **plan), by="taoluo").refused(rules.RISKS_ARE_PLANNED_FOR)


def test_a_reform_is_reviewed_before_it_is_approved() -> None:
    review = reforms.ReviewReformLegality(
        "r-1", lawful=True, findings="不突破现行规定", document="演示-审2号"
    )
    reform(PROPOSED).when(review, by="donggang-justice").then(LAWFUL)
    reform(PROPOSED).when(APPROVE, by="donggang").refused(rules.REFORM_IS_LAWFUL)
    unlawful = replace(LAWFUL, lawful=False)
    reform(PROPOSED, unlawful).when(APPROVE, by="donggang").refused(rules.REFORM_IS_LAWFUL)


def test_a_reform_is_approved_at_its_level() -> None:
    reform(PROPOSED, LAWFUL).when(APPROVE, by="donggang").then(APPROVED)
    reform(PROPOSED, LAWFUL).when(APPROVE, by="staffing").refused(rules.APPROVED_AT_ITS_LEVEL)
    citys = replace(PROPOSED, level="city")
    reform(citys, LAWFUL).when(APPROVE, by="donggang").refused(rules.APPROVED_AT_ITS_LEVEL)
    approved = only(reform(citys, LAWFUL).when(APPROVE, by="staffing"))
    assert approved.level == "city"
    tomorrow = replace(APPROVE, decided_on=date(2024, 3, 2))
    reform(PROPOSED, LAWFUL).when(tomorrow, by="donggang").refused(rules.DECIDED_BY_TODAY)


def test_a_reform_may_be_refused() -> None:
    refuse = reforms.RefuseReform("r-1", reason="条件不成熟")
    refused = reforms.ReformRefused.of(refuse, town="taoluo", refused_on=TODAY)
    reform(PROPOSED).when(refuse, by="donggang").then(refused)
    reform(PROPOSED, refused).when(refuse, by="donggang").refused(rules.REFORM_STAGE_ALLOWS)


def test_the_town_reports_every_half_year() -> None:
    running = reform(PROPOSED, LAWFUL, APPROVED)
    report = reforms.ReportReform("r-1", progress="演示-进展", effects="演示-成效")
    reported = reforms.ReformReported.of(report, town="taoluo", number=1, reported_on=TODAY)
    running.when(report, by="taoluo").then(reported)
    late = reforms.ReformStepOverdue(
        "r-1",
        town="taoluo",
        county="donggang",
        step="report",
        organisation="taoluo",
        due_on=date(2024, 10, 1),
        name=PROPOSED.title,
    )
    running.when_passed("report-1", date(2024, 10, 1)).then(late)
    assert ("taoluo", "report-2") in reform(PROPOSED, LAWFUL, APPROVED, late, reported).turns


def test_a_reform_is_extended_before_it_ends_and_within_the_creation_period() -> None:
    running = reform(PROPOSED, LAWFUL, APPROVED)
    extend = reforms.ExtendReform(
        "r-1", until=date(2025, 12, 31), reason="周期较长", document="演示-延1号"
    )
    running.when(extend, by="donggang").then(
        reforms.ReformExtended.of(extend, town="taoluo", extended_on=TODAY, since=PROPOSE.since)
    )
    for wrong, moment in (
        (replace(extend, until=PROPOSE.until), "2024-03-01"),
        (extend, "2025-04-01"),
    ):
        running.when(wrong, by="donggang", at=at(moment)).refused(rules.EXTENDED_BEFORE_ITS_END)
    beyond = replace(extend, until=date(2026, 6, 30))
    running.when(beyond, by="donggang").refused(rules.WITHIN_CREATION_PERIOD)


def test_a_reform_is_warned_of_and_ends_with_its_period() -> None:
    running = reform(PROPOSED, LAWFUL, APPROVED)
    warned = reforms.ReformExpiring("r-1", town="taoluo", until=PROPOSE.until)
    running.when_passed("warning", date(2025, 3, 1)).then(warned)
    assert ("donggang", "term") in reform(PROPOSED, LAWFUL, APPROVED, warned).turns
    ended = only(running.when_passed("term", PROPOSE.until))
    assert (ended.cause, ended.ended_on) == ("expired", PROPOSE.until)


def test_an_ended_reform_is_evaluated_once_within_thirty_days() -> None:
    end = reforms.EndReform("r-1", reason="目标完成", document="演示-终1号")
    reform(PROPOSED, LAWFUL, APPROVED).when(end, by="donggang").then(ENDED)
    over = reform(PROPOSED, LAWFUL, APPROVED, ENDED)
    over.when(EVALUATE, by="donggang").then(EVALUATED)
    over.when_passed("evaluation", date(2024, 3, 31)).then(
        reforms.ReformStepOverdue(
            "r-1", town="taoluo", county="donggang", step="evaluation", organisation="donggang",
            due_on=date(2024, 3, 31), name=PROPOSED.title,
        )
    )  # fmt: skip
    done = reform(PROPOSED, LAWFUL, APPROVED, ENDED, EVALUATED)
    done.when(EVALUATE, by="donggang").refused(rules.EVALUATED_ONCE)


def test_a_review_that_does_not_come_is_the_justice_bureaus_lateness() -> None:
    late = only(reform(PROPOSED).when_passed("legality", date(2024, 3, 15)))
    assert (late.step, late.organisation) == ("legality", "donggang-justice")


def test_what_was_found_effective_is_promoted() -> None:
    promote = reforms.PromoteReform("r-1", scope="全区各镇", document="演示-广1号")
    over = reform(PROPOSED, LAWFUL, APPROVED, ENDED, EVALUATED)
    over.when(promote, by="donggang").then(
        reforms.ReformPromoted.of(promote, town="taoluo", promoted_on=TODAY)
    )
    poor = replace(EVALUATED, result="ineffective")
    for found in ((), (poor,)):
        story = reform(PROPOSED, LAWFUL, APPROVED, ENDED, *found)
        story.when(promote, by="donggang").refused(rules.PROMOTED_WHEN_EFFECTIVE)


def test_a_rule_of_another_service_is_opened_by_the_document_that_authorises_it() -> None:
    opens: tuple[reforms.OpenableRule, ...] = ("RZ-2.3.j/town-in-scope",)
    bare = replace(PROPOSE, opens=opens)
    reform().when(bare, by="taoluo").refused(rules.OPENED_BY_ITS_DOCUMENT)
    document = "演示-鲁政函〔2024〕9号"
    authorised = replace(
        bare, provision="演示-适用范围", made_by="province", authorised_by="province",
        authorising_document=document,
    )  # fmt: skip
    proposed = replace(
        PROPOSED, opens=opens, provision="演示-适用范围", made_by="province",
        authorised_by="province", authorising_document=document,
    )  # fmt: skip
    reform().when(authorised, by="taoluo").then(proposed)
    [approved] = reform(proposed, LAWFUL).when(APPROVE, by="donggang").events
    assert (approved.opens, approved.authorising_document) == (opens, document)
    running = reform(proposed, LAWFUL, approved)
    extend = reforms.ExtendReform(
        "r-1", until=date(2025, 12, 31), reason="周期较长", document="演示-延1号"
    )
    [longer] = running.when(extend, by="donggang").events
    assert (longer.opens, longer.since) == (opens, PROPOSE.since)
    end = reforms.EndReform("r-1", reason="目标完成", document="演示-终1号")
    [ended] = running.when(end, by="donggang").events
    assert ended.opens == opens
