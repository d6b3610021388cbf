from dataclasses import replace
from decimal import Decimal

import pytest

from services.projects.domain.project import admission_rules as rules
from services.projects.domain.project.state import PROJECT
from services.projects.domain.reservations import (
    CODE_IS_FREE,
    NAME_IS_FREE,
    RESERVED_CODE,
    RESERVED_NAME,
    ReservedCode,
    ReservedName,
    name_id,
)
from shared.kernel.aggregate.deciding import ALREADY_EXISTS
from shared.schemas.projects.project import NationalCodeRecorded, ProjectExited, RecordNationalCode
from shared.schemas.projects.project_admission import (
    ApplicationRejected,
    ApplicationResubmitted,
    ApplicationReturned,
    RejectApplication,
    ReturnForCorrection,
)
from shared.schemas.projects.reservations import (
    NationalCodeReleased,
    NationalCodeReserved,
    ProjectNameReleased,
    ProjectNameReserved,
)
from tests.unit.projects.library import (
    ADMITTED,
    AGREED,
    APPLIED,
    APPLY,
    CODE,
    RESUBMIT,
    REVIEWED,
    TODAY,
    Library,
    project,
)

NEW_CODE = "2403-371103-05-02-000002"
RETURNED = ApplicationReturned("tea", town="jufeng", reason="补充用地材料")
NAME_RESERVED = ProjectNameReserved("tea", town="jufeng", unit=APPLY.unit, name=APPLY.name)
CODE_RESERVED = NationalCodeReserved("tea", town="jufeng", national_code=CODE)
RESUBMITTED = ApplicationResubmitted(
    project="tea", name=RESUBMIT.name, town="jufeng", kind=RESUBMIT.kind, origin=RESUBMIT.origin,
    unit=RESUBMIT.unit, investment_fen=RESUBMIT.investment_fen, land_area=RESUBMIT.land_area,
    land_use=RESUBMIT.land_use, national_code=CODE, resubmitted_on=TODAY,
)  # fmt: skip


def test_a_town_applies_and_takes_the_name_and_the_code() -> None:
    outcome = project().when(APPLY, by="jufeng").then(APPLIED, NAME_RESERVED, CODE_RESERVED)
    assert [d.stream for d in outcome.decided] == [
        "project-tea",
        f"reserved-name-{name_id('jufeng', APPLY.unit, APPLY.name)}",
        f"reserved-code-{CODE}",
    ]


def test_a_project_without_land_or_code_may_apply() -> None:
    cmd = replace(APPLY, land_area=None, land_use=None, national_code=None)
    applied = replace(APPLIED, land_area=None, land_use=None, national_code=None)
    project().when(cmd, by="jufeng").then(applied, NAME_RESERVED)


@pytest.mark.parametrize("by", ["taoluo", "lanshan", "lanshan-housing", "housing", "system"])
def test_only_the_town_itself_applies(by: str) -> None:
    project().when(APPLY, by=by).not_permitted()


def test_an_unknown_town_cannot_apply() -> None:
    project().when(replace(APPLY, town="nowhere"), by="nowhere").refused(rules.TOWN_IS_ACTIVE)


@pytest.mark.parametrize("gap", [{"land_area": None}, {"land_use": None}])
def test_land_area_and_land_use_go_together(gap: dict[str, None]) -> None:
    project().when(replace(APPLY, **gap), by="jufeng").refused(rules.LAND_HAS_A_USE)
    returned = project(APPLIED, RETURNED)
    returned.when(replace(RESUBMIT, **gap), by="jufeng").refused(rules.LAND_HAS_A_USE)


def test_a_project_id_is_used_once() -> None:
    project(APPLIED).when(APPLY, by="jufeng").refused(ALREADY_EXISTS)


def test_a_name_is_unique_within_town_and_unit() -> None:
    library = Library()
    library.give(PROJECT, APPLY, by="jufeng")
    again = replace(APPLY, project="tea-2", national_code=None)
    library.give(PROJECT, again, by="jufeng").refused(NAME_IS_FREE)
    spaced = replace(again, name=f" {again.name} ")
    library.give(PROJECT, spaced, by="jufeng").refused(NAME_IS_FREE)
    elsewhere = replace(again, town="taoluo")
    assert library.give(PROJECT, elsewhere, by="taoluo").events
    other_unit = replace(again, project="tea-3", unit="演示-另一公司")
    assert library.give(PROJECT, other_unit, by="jufeng").events


def test_a_national_code_belongs_to_one_project() -> None:
    library = Library()
    library.give(PROJECT, APPLY, by="jufeng")
    same_code = replace(APPLY, project="tea-2", name="演示-另一项目")
    library.give(PROJECT, same_code, by="jufeng").refused(CODE_IS_FREE)
    assert library.give(PROJECT, replace(same_code, national_code=NEW_CODE), by="jufeng").events


def test_a_rejected_project_gives_its_name_and_code_back() -> None:
    library = Library()
    library.give(PROJECT, APPLY, by="jufeng")
    library.give(PROJECT, RejectApplication("tea", reason="不符合条件"), by="housing").then(
        ApplicationRejected("tea", town="jufeng", reason="不符合条件"),
        ProjectNameReleased("tea", town="jufeng"),
        NationalCodeReleased("tea", town="jufeng", national_code=CODE),
    )
    assert library.give(PROJECT, replace(APPLY, project="tea-2"), by="jufeng").events


def test_a_returned_application_is_resubmitted_and_reviewed_afresh() -> None:
    story = project(APPLIED, REVIEWED, *AGREED, RETURNED)
    story.when(RESUBMIT, by="jufeng").then(RESUBMITTED)
    again = project(APPLIED, REVIEWED, *AGREED, RETURNED, RESUBMITTED).state
    assert (again.stage, dict(again.opinions)) == ("applied", {})


def test_a_resubmission_may_change_name_and_code() -> None:
    library = Library()
    library.give(PROJECT, APPLY, by="jufeng")
    library.give(PROJECT, ReturnForCorrection("tea", reason="更名"), by="lanshan-housing")
    cmd = replace(RESUBMIT, name="演示-茶旅园", national_code=NEW_CODE, land_area=Decimal("1.00"))
    library.give(PROJECT, cmd, by="jufeng").then(
        replace(RESUBMITTED, name=cmd.name, national_code=NEW_CODE, land_area=Decimal("1.00")),
        ProjectNameReleased("tea", town="jufeng"),
        ProjectNameReserved("tea", town="jufeng", unit=cmd.unit, name=cmd.name),
        NationalCodeReleased("tea", town="jufeng", national_code=CODE),
        NationalCodeReserved("tea", town="jufeng", national_code=NEW_CODE),
    )
    old, new = (name_id("jufeng", cmd.unit, name) for name in (APPLY.name, cmd.name))
    assert library.state(RESERVED_NAME, old) == ReservedName()
    assert library.state(RESERVED_NAME, new) == ReservedName("tea")
    assert library.state(RESERVED_CODE, CODE) == ReservedCode()
    assert library.state(RESERVED_CODE, NEW_CODE) == ReservedCode("tea")


def test_a_resubmission_cannot_take_the_name_of_another_project() -> None:
    library = Library()
    library.give(PROJECT, APPLY, by="jufeng")
    other = replace(APPLY, project="tea-2", name="演示-茶旅园", national_code=None)
    library.give(PROJECT, other, by="jufeng")
    library.give(PROJECT, ReturnForCorrection("tea", reason="更名"), by="housing")
    library.give(PROJECT, replace(RESUBMIT, name=other.name), by="jufeng").refused(NAME_IS_FREE)


def test_only_a_returned_application_is_resubmitted() -> None:
    project(APPLIED).when(RESUBMIT, by="jufeng").refused(rules.STAGE_ALLOWS)
    project(APPLIED, RETURNED).when(RESUBMIT, by="taoluo").not_permitted()


def test_the_national_code_may_come_later_and_be_corrected() -> None:
    record = RecordNationalCode("tea", national_code=NEW_CODE)
    recorded = NationalCodeRecorded("tea", town="jufeng", national_code=NEW_CODE)
    reserved = NationalCodeReserved("tea", town="jufeng", national_code=NEW_CODE)
    without = replace(APPLIED, national_code=None)
    project(without).when(record, by="jufeng").then(recorded, reserved)
    project(APPLIED, REVIEWED, *AGREED, ADMITTED).when(record, by="jufeng").then(
        recorded, NationalCodeReleased("tea", town="jufeng", national_code=CODE), reserved
    )


def test_recording_the_same_code_changes_nothing() -> None:
    record = RecordNationalCode("tea", national_code=CODE)
    project(APPLIED).when(record, by="jufeng").refused(rules.CODE_IS_NEW)


def test_a_code_held_by_another_project_cannot_be_recorded() -> None:
    holder = NationalCodeReserved("other", town="jufeng", national_code=NEW_CODE)
    story = project(APPLIED).and_given(RESERVED_CODE, NEW_CODE, holder)
    story.when(RecordNationalCode("tea", national_code=NEW_CODE), by="jufeng").refused(CODE_IS_FREE)


def test_a_project_that_left_takes_no_code() -> None:
    left = project(
        APPLIED, REVIEWED, *AGREED, ADMITTED, ProjectExited("tea", town="jufeng", reason="停建")
    )
    left.when(RecordNationalCode("tea", national_code=NEW_CODE), by="jufeng").refused(
        rules.STAGE_ALLOWS
    )
