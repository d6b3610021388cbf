"""TownProfile (`profile-<town>`): what a town is like and as what it is treated, RZ-1.a."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.programme.domain import directions
from services.programme.domain.organisations import HOUSING
from services.programme.domain.town_classes import TOWN_CLASSES, TownClasses
from shared.kernel.aggregate import (
    COUNTY,
    TOWN,
    Aggregate,
    Context,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    guard,
    pick,
    refuse,
    to_everyone,
)
from shared.policy.model import Town
from shared.schemas.copying import replace
from shared.schemas.programme import town_profile
from shared.schemas.programme.stages import DIRECTIONS

CLAUSE = "RZ-1.a"

rule = RulesOf(CLAUSE)
TOWN_IS_REGISTERED = rule(
    "programme-town-is-registered",
    zh="镇须登记在册",
    en="The town is a registered one.",
    pass_zh="没有登记 {town}",
    pass_en="{town} is not registered.",
)
PROFILE_COVERS_ALL_DIRECTIONS = rule(
    "profile-covers-all-directions",
    zh="五个方向各填一次",
    en="Each of the five directions is told once.",
    pass_zh="缺或重复：{wrong}",
    pass_en="Missing or twice: {wrong_en}.",
)
CLASS_IS_ON_THE_LIST = rule(
    "class-is-on-the-list",
    zh="主类型和特色须在现行名录内，特色不重复",
    en="Class and features stand in the list in force; a feature is named once.",
    pass_zh="名录现有：{known}；请核对 {wrong}",
    pass_en="The list has {known}; check {wrong}.",
)
CLASSIFICATION_IS_NEW = rule(
    "classification-is-new",
    zh="认定日期不早于上次认定，不晚于今日",
    en="A town is classified after it was last classified, and not for a day to come.",
    pass_zh="认定日期须在 {earliest} 至 {latest} 之间",
    pass_en="The day of the decision lies between {earliest} and {latest}.",
)


@dataclass(frozen=True, slots=True)
class TownProfile:
    town: str = ""
    edition: int = 0
    town_class: str = ""
    features: tuple[str, ...] = ()
    decided_on: date = date.min


TOWN_PROFILE = Aggregate(
    "profile", TownProfile(), key="town", title="镇域画像", sight=[to_everyone()]
)


@TOWN_PROFILE.evolve
def evolve(profile: TownProfile, event: town_profile.Event) -> TownProfile:
    match event:
        case town_profile.TownProfiled():
            return replace(profile, town=event.town, edition=event.edition)
        case town_profile.TownClassified():
            return replace(
                profile, town=event.town, town_class=event.town_class, features=event.features,
                decided_on=event.decided_on,
            )  # fmt: skip
    assert_never(event)


@TOWN_PROFILE.tasks
def tasks(profile: TownProfile) -> Tasks:
    if profile.town_class:
        yield Over("已认定类型，情况变化时再认定")
    else:
        yield Task("classify", [HOUSING, COUNTY], "认定城镇类型", [classify_town], clause=CLAUSE)


@TOWN_PROFILE.command(title="登记镇域画像", clause=CLAUSE, by=[TOWN, COUNTY, HOUSING], creates=None)
def profile_town(profile: TownProfile, cmd: town_profile.ProfileTown, context: Context) -> Events:
    require_registered(cmd.town, context)
    told = [d.direction for d in cmd.directions]
    wrong = [d for d in DIRECTIONS if told.count(d) != 1]
    if wrong:
        refuse(
            PROFILE_COVERS_ALL_DIRECTIONS, wrong=directions.named(wrong), wrong_en=", ".join(wrong)
        )
    yield town_profile.TownProfiled.of(
        cmd, edition=profile.edition + 1, organisation=context.actor.organisation,
        recorded_on=context.today,
    )  # fmt: skip


def _require_class(_: TownProfile, cmd: town_profile.ClassifyTown, context: Context) -> None:
    known = context.guard(TownClasses, cmd.catalogue)
    if cmd.town_class not in known.classes:
        _refuse_unlisted(known, [cmd.town_class])


def _require_features(_: TownProfile, cmd: town_profile.ClassifyTown, context: Context) -> None:
    known = context.guard(TownClasses, cmd.catalogue)
    wrong = [f for f in cmd.features if f not in known.features or cmd.features.count(f) > 1]
    if wrong:
        _refuse_unlisted(known, wrong)


def _refuse_unlisted(known: TownClasses, wrong: list[str]) -> None:
    named = "、".join(sorted(known.classes | known.features)) or "—"
    refuse(CLASS_IS_ON_THE_LIST, known=named, wrong="、".join(dict.fromkeys(wrong)))


@TOWN_PROFILE.command(
    title="认定城镇类型",
    clause=CLAUSE,
    by=[HOUSING, COUNTY],
    guards=[guard(TOWN_CLASSES)],
    creates=None,
    picks=[pick("town_class", _require_class), pick("features", _require_features)],
)
def classify_town(profile: TownProfile, cmd: town_profile.ClassifyTown, context: Context) -> Events:
    """It acts from the next budget year: nothing of a year that has begun is divided anew."""
    town = require_registered(cmd.town, context)
    known = context.guard(TownClasses, cmd.catalogue)
    _require_class(profile, cmd, context)
    _require_features(profile, cmd, context)
    if not profile.decided_on <= cmd.decided_on <= context.today:
        refuse(CLASSIFICATION_IS_NEW, earliest=profile.decided_on, latest=context.today)
    same = (profile.town_class, profile.features) == (cmd.town_class, cmd.features)
    if not same:
        yield town_profile.TownClassified.of(
            cmd, county=town.county, edition=known.edition, previous=profile.town_class or None,
            effective_from=date(context.today.year + 1, 1, 1),
            recorded_by=context.actor.organisation,
        )  # fmt: skip


def require_registered(id: str, context: Context) -> Town:
    """The town of the registry."""
    town = context.town(id)
    if town is None:
        refuse(TOWN_IS_REGISTERED, town=id)
    return town
