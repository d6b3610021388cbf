"""RZ-1.a, RZ-1.b: a town is to every service what was decided of it, from its day on."""

from dataclasses import replace
from datetime import date

from shared.kernel.aggregate.standings import BOOK, STANDINGS, registry_on
from shared.kernel.reactions.standings import class_is_noted, tier_is_noted
from shared.policy.loader import registry
from shared.policy.registry import Registry
from shared.runtime.parts import declaration, service_class
from shared.runtime.settings import SERVICES
from shared.schemas.platform import NoteTownClass, NoteTownTier, TownClassNoted, TownTierNoted
from shared.schemas.programme.tier import TierChanged
from shared.schemas.programme.town_profile import TownClassified
from shared.schemas.standing import Standing
from tests.given import given
from tests.rows import about

NAMED, GONE = date(2027, 1, 1), date(2027, 7, 1)
NOTED = TownTierNoted(
    town="nanhu", level="provincial", effective_on=NAMED, document="演示-鲁建村字1号"
)
LEFT = replace(NOTED, level="none", effective_on=GONE)
CLASS = TownClassNoted(town="taoluo", town_class="枢纽镇", effective_on=NAMED, document="演示-2号")


def on(day: date, *events: object) -> Registry:
    return registry_on(registry(), STANDINGS.replay(events), day)


def test_a_town_is_a_pilot_from_the_day_of_its_naming_until_that_of_its_withdrawal() -> None:
    days = (date(2026, 12, 31), NAMED, date(2027, 6, 30), GONE)
    pilots = [on(day, NOTED, LEFT).towns["nanhu"].pilot for day in days]
    assert pilots == [False, True, True, False]


def test_scopes_that_follow_the_pilots_are_those_of_the_day() -> None:
    then = on(NAMED, NOTED).clauses
    assert "nanhu" in then["RZ-2.2.c"].scope and "nanhu" in then["RZ-3.3.a"].scope
    assert "nanhu" not in on(date(2026, 12, 31), NOTED).clauses["RZ-2.2.c"].scope
    assert then["RZ-2.2.a"].scope == ("chaohe",), "what the text names by name stays"
    assert then["RZ-2.2.b"].scope == ("donggang", "juxian", "wulian")


def test_a_county_whose_last_pilot_left_is_out_of_scope_and_no_scope_means_all() -> None:
    left = replace(LEFT, town="jufeng")
    counties = on(GONE, left).clauses["RZ-3.1.b"].scope
    assert counties == ("donggang", "juxian", "wulian")
    gone = [replace(LEFT, town=town) for town in ("taoluo", "zhaoxian", "chaohe", "jufeng")]
    nobody = on(GONE, *gone)
    assert not {*nobody.clauses["RZ-3.3.a"].scope} & {*nobody.towns}
    assert nobody.clauses["RZ-3.3.a"].scope


def test_a_class_acts_from_its_day_and_an_earlier_day_keeps_its_own() -> None:
    after = on(date(2027, 3, 1), CLASS)
    assert after.towns["taoluo"].town_class == "枢纽镇"
    assert after.on(date(2026, 12, 31)).towns["taoluo"].town_class == "县域次中心"
    assert after.on(NAMED).towns["taoluo"].town_class == "枢纽镇"


def test_what_was_noted_later_for_the_same_day_holds() -> None:
    corrected = replace(NOTED, level="municipal")
    assert on(NAMED, NOTED, corrected).towns["nanhu"].level == "municipal"


def test_with_nothing_noted_the_registry_is_the_releases() -> None:
    assert on(NAMED) is registry() and registry().on(NAMED) is registry()


def test_what_programme_decided_is_noted_as_it_was_decided() -> None:
    changed = TierChanged(
        "nanhu", county="donggang", change="entered", level="provincial", previous="none",
        document="演示-鲁建村字1号", decided_by="演示-省厅", decided_on=NAMED, effective_on=NAMED,
        backdated=False, reason=None, recorded_by="housing",
    )  # fmt: skip
    classified = TownClassified(
        "taoluo", catalogue="rizhao", town_class="枢纽镇", features=(), basis="演示-依据",
        document="演示-2号", decided_by="演示-市局", decided_on=date(2026, 11, 2), county="donggang",
        edition=2, previous=None, effective_from=NAMED, recorded_by="housing",
    )  # fmt: skip
    [tier] = tier_is_noted(changed, about(changed))
    [of_class] = class_is_noted(classified, about(classified))
    assert isinstance(tier, NoteTownTier) and isinstance(of_class, NoteTownClass)
    given(STANDINGS, BOOK).when(tier, by="system").then(NOTED)
    given(STANDINGS, BOOK, NOTED).when(of_class, by="system").then(CLASS)
    given(STANDINGS, BOOK).when(tier, by="housing").not_permitted()


def test_every_service_follows_what_programme_decides_of_towns() -> None:
    for name in SERVICES:
        followed = declaration(service_class(name)).follows["programme"]
        assert "shared.kernel.reactions.standings" in [m.__name__ for m in followed], name


def test_a_tier_is_one_of_those_that_programme_decides() -> None:
    levels: list[Standing] = ["none", "cultivation", "municipal", "provincial"]
    pilots = [on(NAMED, replace(NOTED, level=level)).towns["nanhu"].pilot for level in levels]
    assert pilots == [False, False, True, True]
