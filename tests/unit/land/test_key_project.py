"""RZ-2.3.e and RZ-2.3.f: key projects are nominated pilots first; city and county solve the land."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.land.domain.key_project import rules
from services.land.domain.key_project.state import KEY_PROJECT
from services.land.domain.land_request.rules import ADJUSTED_LAND_IS_CONFIRMED
from services.land.domain.screening import SCREENING
from services.land.reactions import projects, supervision
from services.land.views.key_projects import KeyProjects
from shared.kernel.aggregate import FLAG_STANDS, Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.land.key_project import (
    Candidate,
    CloseKeyProject,
    KeyDecisionRecorded,
    KeyProjectClosed,
    KeyProjectNominated,
    LandCoordinationFlagCleared,
    LandCoordinationOverdue,
    LandCoordinationSettled,
    ListMunicipalKey,
    MunicipalKeyListed,
    NominateKeyProject,
    RankedCandidate,
    RecordKeyDecision,
    SettleLandCoordination,
)
from shared.schemas.land.screening import (
    NewLandResumed,
    NewLandSuspended,
    ScreeningEnded,
    ScreeningOpened,
)
from shared.schemas.projects.project import ProjectExited
from shared.schemas.supervision.issue import IssueResolved
from tests.given import NOON, Given, given
from tests.rows import about, rows

TODAY = NOON.date()
NEED = Decimal(100)
OPENED = ScreeningOpened(
    "p-1", name="演示", town="taoluo", county="donggang", land_area=NEED, land_use="industrial",
    admitted_on=TODAY,
)  # fmt: skip
ADJUSTED = NewLandSuspended(
    "p-1", town="taoluo", land_area=Decimal(120), land_use="industrial", reason="扩大规模",
    adjusted_on=TODAY,
)  # fmt: skip
NOMINATE = NominateKeyProject("p-1", town="taoluo", level="provincial", basis="投资超五亿元")
NOMINATED = KeyProjectNominated(
    "p-1", town="taoluo", county="donggang", level="provincial", pilot=True, basis="投资超五亿元",
    considered=[], deviation=None, nominated_on=TODAY,
)  # fmt: skip
DECIDED = KeyDecisionRecorded(
    "p-1", town="taoluo", level="provincial", listed=False, reason="名额已满", decided_on=TODAY
)
LISTED = MunicipalKeyListed(
    "p-1", town="taoluo", city="natural-resources", county="donggang", land_area=NEED,
    settlement_calendar_days=60, listed_on=TODAY, document="日发改〔2024〕3号",
)  # fmt: skip
SETTLE = SettleLandCoordination(
    "p-1", minutes="纪要2号", city_measure="市级调剂指标", county_measure="区县预留规模", city_area=Decimal(40),
    county_area=Decimal(60),
)  # fmt: skip
SETTLED = LandCoordinationSettled(
    "p-1", town="taoluo", county="donggang", city_measure="市级调剂指标", county_measure="区县预留规模",
    city_area=Decimal(40), county_area=Decimal(60), settled_on=TODAY, minutes="纪要2号",
)  # fmt: skip
DUE = date(2024, 4, 30)
OVERDUE = LandCoordinationOverdue(
    "p-1", town="taoluo", county="donggang", organisation="natural-resources", due_on=DUE
)


def key(*events: object, screening: tuple[object, ...] = (OPENED,)) -> Given:
    return given(KEY_PROJECT, "p-1", *events).and_given(SCREENING, "p-1", *screening)


@pytest.mark.parametrize("by", ["natural-resources", "reform", "donggang"])
def test_a_pilots_project_is_nominated(by: str) -> None:
    key().when(NOMINATE, by=by).then(NOMINATED)
    key(NOMINATED, DECIDED).when(NOMINATE, by=by).then(NOMINATED)
    key().when(NOMINATE, by="taoluo").not_permitted()


def test_a_live_project_is_nominated_by_its_own_county() -> None:
    other = replace(NOMINATE, town="zhaoxian")
    key().when(other, by="juxian").refused(rules.TOWN_OF_THE_KEY_PROJECT)
    gone = key(screening=(OPENED, ScreeningEnded("p-1", town="taoluo", reason="出库")))
    gone.when(NOMINATE, by="reform").refused(rules.KEY_PROJECT_IS_LIVE)
    key().when(NOMINATE, by="juxian").not_permitted()


def test_another_towns_project_passes_an_eligible_pilots_only_with_a_reason() -> None:
    elsewhere = replace(OPENED, town="nanhu")
    considered = [
        Candidate("p-1", town="nanhu", eligible=True, remark="条件较好"),
        Candidate("p-3", town="taoluo", eligible=False, remark="未开工"),
        Candidate("p-2", town="taoluo", eligible=True, remark="条件符合"),
    ]
    cmd = replace(NOMINATE, town="nanhu", considered=considered)
    story = key(screening=(elsewhere,))
    outcome = story.when(cmd, by="reform").refused(rules.PILOTS_NOMINATED_FIRST)
    assert outcome.refusal.values == {"projects": "p-2"}
    (nominated,) = story.when(replace(cmd, deviation="p-2 主动推迟"), by="reform").events
    assert nominated.considered == [
        RankedCandidate(
            1, project="p-2", town="taoluo", pilot=True, eligible=True, remark="条件符合"
        ),
        RankedCandidate(
            2, project="p-1", town="nanhu", pilot=False, eligible=True, remark="条件较好"
        ),
        RankedCandidate(
            3, project="p-3", town="taoluo", pilot=True, eligible=False, remark="未开工"
        ),
    ]
    no_pilot = replace(cmd, considered=considered[:2])
    assert story.when(no_pilot, by="reform").events[0].deviation is None
    of_a_pilot = replace(NOMINATE, considered=considered[2:])
    assert key().when(of_a_pilot, by="reform").events[0].deviation is None


def test_a_nomination_waits_for_its_decision() -> None:
    key(NOMINATED).when(NOMINATE, by="reform").refused(rules.NOMINATED_ONCE)
    national = replace(NOMINATE, level="national")
    key(NOMINATED).when(national, by="reform").then(replace(NOMINATED, level="national"))


def test_a_decision_answers_an_open_nomination() -> None:
    cmd = RecordKeyDecision("p-1", level="provincial", listed=False, reason="名额已满")
    key(NOMINATED).when(cmd, by="reform").then(DECIDED)
    key(NOMINATED, DECIDED).when(cmd, by="reform").refused(rules.NOMINATION_IS_OPEN)
    key(NOMINATED).when(cmd, by="donggang").not_permitted()


def test_a_municipal_key_project_sets_city_and_county_a_deadline() -> None:
    cmd = ListMunicipalKey("p-1", document="日发改〔2024〕3号")
    outcome = key().when(cmd, by="reform").then(LISTED)
    assert outcome.context.used == {"land.municipal_key_settlement_calendar_days": 60}
    key(LISTED).when(cmd, by="reform").refused(rules.LISTED_ONCE)
    limit = Deadline("land-coordination", TODAY, 60, "calendar", "RZ-2.3.f")
    assert key(LISTED).deadlines == [limit]


def test_city_and_county_solve_the_land_together() -> None:
    key(LISTED).when(SETTLE, by="natural-resources").then(SETTLED)
    key(LISTED).when(SETTLE, by="donggang").then(SETTLED)
    alone = replace(SETTLE, county_measure=None)
    key(LISTED).when(alone, by="donggang").refused(rules.CITY_AND_COUNTY_TOGETHER)
    alone = replace(SETTLE, city_measure=None)
    key(LISTED).when(alone, by="donggang").refused(rules.CITY_AND_COUNTY_TOGETHER)


def test_what_they_find_covers_the_projects_land() -> None:
    short = replace(SETTLE, city_area=Decimal("39.99"))
    outcome = key(LISTED).when(short, by="donggang").refused(rules.LAND_IS_COVERED)
    assert outcome.refusal.values["needs"] == Decimal("0.01")


def test_they_cover_what_an_adjusted_project_needs_now() -> None:
    grown = key(LISTED, screening=(OPENED, ADJUSTED))
    outcome = grown.when(SETTLE, by="donggang").refused(rules.LAND_IS_COVERED)
    assert outcome.refusal.values["needs"] == Decimal(20)
    grown.when(replace(SETTLE, city_area=Decimal(60)), by="donggang").then(
        replace(SETTLED, city_area=Decimal(60))
    )
    landless = replace(ADJUSTED, land_area=None, land_use=None)
    nothing = replace(SETTLE, city_area=None, county_area=None)
    assert key(LISTED, screening=(OPENED, landless)).when(nothing, by="donggang").events


def test_an_adjusted_project_is_listed_once_its_land_is_confirmed() -> None:
    cmd = ListMunicipalKey("p-1", document="日发改〔2024〕3号")
    waiting = key(screening=(OPENED, ADJUSTED))
    waiting.when(cmd, by="reform").refused(ADJUSTED_LAND_IS_CONFIRMED)
    confirmed = key(
        screening=(OPENED, ADJUSTED, NewLandResumed("p-1", town="taoluo", reason="符合规划"))
    )
    (listed,) = confirmed.when(cmd, by="reform").events
    assert listed.land_area == Decimal(120)


def test_land_is_solved_once_and_for_a_listed_project_only() -> None:
    key(NOMINATED).when(SETTLE, by="donggang").refused(rules.LAND_TO_BE_SOLVED)
    key(LISTED, SETTLED).when(SETTLE, by="donggang").refused(rules.LAND_TO_BE_SOLVED)


def test_unsolved_land_is_overdue_once() -> None:
    key(LISTED).when_passed("land-coordination", DUE).then(OVERDUE)
    assert key(LISTED, OVERDUE).deadlines == []
    assert key(LISTED, SETTLED).deadlines == []
    key(LISTED, SETTLED).when_passed("land-coordination", DUE).refused(NOTHING_CHANGES)
    key(LISTED, OVERDUE).when(SETTLE, by="donggang").then(SETTLED)


def test_the_flag_of_late_land_clears_once_its_issue_is_resolved() -> None:
    cleared = LandCoordinationFlagCleared("p-1", town="taoluo", issue="i-1")
    cause = {
        "cause": "late-land-coordination-p-1",
        "cause_service": "land",
        "cause_stream": "key-project-p-1",
        "cause_key": "land-coordination",
    }
    resolved = IssueResolved("i-1", town="taoluo", resolved_on=TODAY, **cause)
    (clear,) = supervision.land_coordination_flag_clears(resolved, about(resolved))
    key(LISTED, OVERDUE).when(clear, by="system").then(cleared)
    key(LISTED, OVERDUE, cleared).when(clear, by="system").refused(FLAG_STANDS)
    key(LISTED).when(clear, by="system").refused(FLAG_STANDS)
    assert rows(KeyProjects, LISTED, OVERDUE)["p-1"].warning
    row = rows(KeyProjects, LISTED, OVERDUE, cleared)["p-1"]
    assert (row.overdue, row.warning) == (True, False)


def test_the_issue_of_a_short_reserve_clears_no_flag() -> None:
    resolved = IssueResolved(
        "i-1", town="taoluo", resolved_on=TODAY, cause="reserve-juxian", cause_service="land",
        cause_stream="reserve-juxian",
    )  # fmt: skip
    assert list(supervision.land_coordination_flag_clears(resolved, about(resolved))) == []


def test_a_project_that_leaves_waits_for_no_land() -> None:
    close = CloseKeyProject("p-1", reason="项目出库")
    closed = KeyProjectClosed("p-1", town="taoluo", reason="项目出库")
    key(LISTED).when(close, by="system").then(closed)
    assert key(LISTED, closed).deadlines == []
    key(LISTED, closed).when(close, by="system").refused(NOTHING_CHANGES)
    exited = ProjectExited("p-1", town="taoluo", reason="项目出库")
    found = rows(KeyProjects, LISTED)
    assert list(projects.key_project_closes(exited, about(exited), found)) == [close]
    found = rows(KeyProjects, LISTED, closed)
    assert list(projects.key_project_closes(exited, about(exited), found)) == []


def test_the_ledger_shows_levels_ranking_and_the_limit() -> None:
    ranked = replace(
        NOMINATED,
        considered=[
            RankedCandidate(
                1, project="p-2", town="taoluo", pilot=True, eligible=True, remark="符合"
            )
        ],
    )
    row = rows(KeyProjects, ranked, DECIDED, LISTED, OVERDUE)["p-1"]
    assert (row.provincial, row.municipal, row.overdue) == ("declined", "open", True)
    assert (row.due_on, row.considered[0]["project"]) == (DUE, "p-2")
    assert rows(KeyProjects, LISTED, SETTLED)["p-1"].municipal == "settled"
