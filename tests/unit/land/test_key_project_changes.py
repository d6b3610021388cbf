"""RZ-2.3.e and f: key projects are withdrawn, taken off their list, and get other land in time."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.land.domain.key_project import rules
from services.land.reactions import projects
from services.land.views.key_projects import KeyProjects
from shared.kernel.aggregate import Deadline
from shared.schemas.land.key_project import (
    KeyListingRevoked,
    KeyNominationWithdrawn,
    KeyProjectClosed,
    LandCoordinationReopened,
    ReopenLandCoordination,
    RevokeKeyListing,
    WithdrawKeyNomination,
)
from shared.schemas.projects.project import ProjectAdjusted, ProjectFacts
from tests.given import NOON
from tests.rows import about, rows
from tests.unit.land.test_key_project import (
    ADJUSTED,
    DECIDED,
    DUE,
    LISTED,
    NEED,
    NOMINATE,
    NOMINATED,
    OPENED,
    OVERDUE,
    SETTLE,
    SETTLED,
    TODAY,
    key,
)

LISTED_ABOVE = replace(DECIDED, listed=True)
WITHDRAW = WithdrawKeyNomination(project="p-1", level="provincial", reason="投资方推迟")
WITHDRAWN = KeyNominationWithdrawn(
    project="p-1", town="taoluo", level="provincial", reason="投资方推迟", withdrawn_by="donggang",
    withdrawn_on=TODAY,
)  # fmt: skip
REVOKE = RevokeKeyListing(
    project="p-1", level="municipal", reason="年度名单调整", document="日发改〔2024〕31号"
)
REVOKED = KeyListingRevoked(
    project="p-1", town="taoluo", level="municipal", reason="年度名单调整", revoked_on=TODAY,
    document="日发改〔2024〕31号",
)  # fmt: skip
REOPEN = ReopenLandCoordination(project="p-1", reason="扩大规模", land_area=Decimal(120))
REOPENED = LandCoordinationReopened(
    project="p-1", town="taoluo", county="donggang", found_area=NEED, land_area=Decimal(120),
    reason="扩大规模", settlement_calendar_days=60, reopened_on=TODAY,
)  # fmt: skip
FACTS = ProjectFacts(1, land_area=NEED, land_use="industrial", site="规划路以西")
ENLARGED = ProjectAdjusted(
    "p-1", town="taoluo", old=FACTS, new=replace(FACTS, land_area=Decimal(120)), reason="扩大规模",
    adjusted_on=TODAY,
)  # fmt: skip


def test_a_nomination_is_taken_back_until_it_is_decided_and_made_anew() -> None:
    key(NOMINATED).when(WITHDRAW, by="donggang").then(WITHDRAWN)
    assert key(NOMINATED, WITHDRAWN).when(NOMINATE, by="reform").events
    for decided in (DECIDED, LISTED_ABOVE, WITHDRAWN):
        key(NOMINATED, decided).when(WITHDRAW, by="donggang").refused(rules.NOMINATION_IS_OPEN)
    for by in ("taoluo", "juxian", "donggang-natural-resources"):
        key(NOMINATED).when(WITHDRAW, by=by).not_permitted()


def test_a_municipal_key_project_taken_off_its_list_waits_for_no_land() -> None:
    key(LISTED).when(REVOKE, by="reform").then(REVOKED)
    off = key(LISTED, REVOKED)
    assert off.deadlines == []
    off.when(SETTLE, by="donggang").refused(rules.LAND_TO_BE_SOLVED)
    off.when(REVOKE, by="reform").refused(rules.LISTED_AT_THE_LEVEL)
    key(LISTED).when(REVOKE, by="donggang").not_permitted()
    again = key(LISTED, SETTLED, REVOKED, replace(LISTED, listed_on=date(2025, 3, 3)))
    assert [d.starts_on for d in again.deadlines] == [date(2025, 3, 3)]


def test_a_project_taken_off_the_provinces_list_may_be_nominated_again() -> None:
    cmd = replace(REVOKE, level="provincial")
    key(NOMINATED).when(cmd, by="reform").refused(rules.LISTED_AT_THE_LEVEL)
    (revoked,) = key(NOMINATED, LISTED_ABOVE).when(cmd, by="reform").events
    assert key(NOMINATED, LISTED_ABOVE, revoked).when(NOMINATE, by="reform").events
    row = rows(KeyProjects, NOMINATED, LISTED_ABOVE, revoked)["p-1"]
    assert (row.provincial, row.reason) == ("revoked", "年度名单调整")


def test_an_enlarged_project_gets_its_land_coordinated_anew_with_all_its_days() -> None:
    later = NOON.replace(month=9)
    story = key(LISTED, OVERDUE, SETTLED, screening=(OPENED, ADJUSTED))
    (reopened,) = story.when(REOPEN, by="system", at=later).events
    assert reopened == replace(REOPENED, reopened_on=later.date())
    anew = key(LISTED, OVERDUE, SETTLED, reopened, screening=(OPENED, ADJUSTED))
    limit = Deadline("land-coordination", later.date(), 60, "calendar", "RZ-2.3.f")
    assert anew.deadlines == [limit]
    short = anew.when(SETTLE, by="donggang").refused(rules.LAND_IS_COVERED)
    assert short.refusal.values["needs"] == 20
    assert anew.when(replace(SETTLE, county_area=Decimal(80)), by="donggang").events


def test_what_fell_through_is_coordinated_anew_by_those_who_solve_it() -> None:
    cmd = replace(REOPEN, land_area=None, reason="拟用地块压覆矿产")
    (reopened,) = key(LISTED, SETTLED).when(cmd, by="donggang").events
    assert (reopened.land_area, reopened.found_area) == (NEED, NEED)
    key(LISTED, SETTLED).when(cmd, by="taoluo").not_permitted()


@pytest.mark.parametrize(
    "history",
    [
        (LISTED,),
        (LISTED, SETTLED, REVOKED),
        (LISTED, SETTLED, KeyProjectClosed("p-1", town="taoluo", reason="出库")),
        (LISTED, SETTLED, REOPENED),
    ],
)
def test_only_land_that_stands_solved_is_coordinated_anew(history: tuple[object, ...]) -> None:
    key(*history).when(REOPEN, by="system").refused(rules.LAND_WAS_SOLVED)


def test_an_adjustment_reopens_what_covers_the_project_no_more() -> None:
    solved = rows(KeyProjects, LISTED, SETTLED)
    told = about(ENLARGED)
    assert list(projects.land_coordination_reopens(ENLARGED, told, solved)) == [REOPEN]
    moved = replace(ENLARGED, new=replace(FACTS, site="规划路以东"))
    (command,) = projects.land_coordination_reopens(moved, told, solved)
    assert command.land_area == NEED
    dearer = replace(ENLARGED, new=replace(FACTS, investment_fen=2))
    assert list(projects.land_coordination_reopens(dearer, told, solved)) == []
    waiting = rows(KeyProjects, LISTED)
    assert list(projects.land_coordination_reopens(ENLARGED, told, waiting)) == []


def test_the_ledger_tells_of_withdrawals_revocations_and_new_limits() -> None:
    assert rows(KeyProjects, NOMINATED, WITHDRAWN)["p-1"].provincial == "withdrawn"
    assert rows(KeyProjects, LISTED, REVOKED)["p-1"].municipal == "revoked"
    row = rows(KeyProjects, LISTED, SETTLED, REOPENED)["p-1"]
    assert (row.municipal, row.found, row.settled_on, row.due_on) == ("open", NEED, None, DUE)
