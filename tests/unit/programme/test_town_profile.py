"""RZ-1.a: towns are profiled in five directions and classified out of an open list."""

from dataclasses import replace
from datetime import date

from services.programme.domain import town_classes as list_rules
from services.programme.domain import town_profile as rules
from services.programme.domain.town_classes import TOWN_CLASSES
from services.programme.domain.town_profile import TOWN_PROFILE
from services.programme.views.town_classes import TownClassLists
from services.programme.views.town_profiles import TownProfiles
from shared.schemas.programme.stages import DIRECTIONS
from shared.schemas.programme.town_classes import AdoptTownClasses, TownClass, TownClassesAdopted
from shared.schemas.programme.town_profile import (
    ClassifyTown,
    DirectionProfile,
    ProfileTown,
    TownClassified,
    TownProfiled,
)
from tests.given import NOON, Given, given
from tests.rows import rows

TODAY = NOON.date()
ADOPT = AdoptTownClasses(
    "rizhao",
    classes=(TownClass("特色镇", meaning="以产业立镇"), TownClass("卫星镇", meaning="承接城区")),
    features=(TownClass("茶业", meaning="茶产业"),),
    document="演示-1号",
)
ADOPTED = TownClassesAdopted.of(ADOPT, edition=1, issued_on=TODAY)
PROFILE = ProfileTown(
    "jufeng", directions=tuple(DirectionProfile(d, situation="演示-现状") for d in DIRECTIONS)
)
PROFILED = TownProfiled.of(PROFILE, edition=1, organisation="jufeng", recorded_on=TODAY)
CLASSIFY = ClassifyTown(
    "jufeng", catalogue="rizhao", town_class="特色镇", features=("茶业",), basis="茶产业占比过半",
    document="演示-2号", decided_by="演示-市住建局", decided_on=TODAY,
)  # fmt: skip
CLASSIFIED = TownClassified.of(
    CLASSIFY, county="lanshan", edition=1, previous=None, effective_from=date(2025, 1, 1),
    recorded_by="housing",
)  # fmt: skip


def profile(*events: object) -> Given:
    return given(TOWN_PROFILE, "jufeng", *events).and_given(TOWN_CLASSES, "rizhao", ADOPTED)


def test_the_list_of_classes_is_open_and_counts_its_editions() -> None:
    given(TOWN_CLASSES, "rizhao").when(ADOPT).then(ADOPTED)
    hub = TownClass("枢纽镇", meaning="以交通立镇")
    wider = replace(ADOPT, classes=(*ADOPT.classes, hub))
    again = given(TOWN_CLASSES, "rizhao", ADOPTED).when(wider)
    again.then(TownClassesAdopted.of(wider, edition=2, issued_on=TODAY))
    given(TOWN_CLASSES, "rizhao").when(ADOPT, by="lanshan").not_permitted()


def test_the_list_names_a_class_once_and_at_least_one() -> None:
    for classes in ((), (*ADOPT.classes, ADOPT.classes[0])):
        wrong = replace(ADOPT, classes=classes)
        given(TOWN_CLASSES, "rizhao").when(wrong).refused(list_rules.LIST_NAMES_CLASSES_ONCE)


def test_a_town_is_profiled_in_all_five_directions() -> None:
    profile().when(PROFILE, by="jufeng").then(PROFILED)
    for told in (PROFILE.directions[1:], (*PROFILE.directions, PROFILE.directions[0])):
        wrong = replace(PROFILE, directions=told)
        profile().when(wrong, by="jufeng").refused(rules.PROFILE_COVERS_ALL_DIRECTIONS)


def test_only_a_registered_town_is_profiled() -> None:
    elsewhere = replace(PROFILE, town="atlantis")
    given(TOWN_PROFILE, "atlantis").when(elsewhere).refused(rules.TOWN_IS_REGISTERED)


def test_a_class_acts_from_the_next_budget_year() -> None:
    profile(PROFILED).when(CLASSIFY).then(CLASSIFIED)
    assert profile(PROFILED).turns == {("housing", "classify"), ("lanshan", "classify")}
    assert profile(PROFILED, CLASSIFIED).turns == set()


def test_a_class_and_its_features_stand_on_the_list_in_force() -> None:
    for wrong in (
        replace(CLASSIFY, town_class="枢纽镇"),
        replace(CLASSIFY, features=("滨海",)),
        replace(CLASSIFY, features=("茶业", "茶业")),
    ):
        profile().when(wrong).refused(rules.CLASS_IS_ON_THE_LIST)


def test_a_town_is_classified_after_it_was_last_classified() -> None:
    again = replace(CLASSIFY, town_class="卫星镇", decided_on=date(2024, 2, 1))
    profile(CLASSIFIED).when(again).refused(rules.CLASSIFICATION_IS_NEW)
    to_come = replace(CLASSIFY, decided_on=date(2024, 3, 2))
    profile().when(to_come).refused(rules.CLASSIFICATION_IS_NEW)
    (event,) = profile(CLASSIFIED).when(replace(again, decided_on=TODAY)).events
    assert isinstance(event, TownClassified)
    assert (event.previous, event.effective_from) == ("特色镇", date(2025, 1, 1))


def test_the_ledgers_show_the_list_and_each_towns_class_with_its_history() -> None:
    assert len(rows(TownClassLists, ADOPTED)["rizhao"].classes) == 2
    second = replace(CLASSIFIED, town_class="卫星镇", effective_from=date(2026, 1, 1))
    row = rows(TownProfiles, PROFILED, CLASSIFIED, second)["jufeng"]
    assert (row.town_class, row.effective_from) == ("卫星镇", date(2026, 1, 1))
    assert [entry["town_class"] for entry in row.history] == ["特色镇", "卫星镇"]
    assert len(row.directions) == 5
