"""RZ-2.2.b: a county's fiscal system by class of town, and authority over funds."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.finance.domain.fiscal_system import rules
from services.finance.domain.fiscal_system.state import FISCAL_SYSTEM
from services.finance.views.fiscal_systems import FiscalSystems
from services.finance.views.fund_authorities import FundAuthorities
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.policy.model import Standing
from shared.schemas.finance.fiscal_system import (
    DelegateFundAuthority,
    ExpenditureDuty,
    FiscalPower,
    FiscalSystemPublished,
    FundAuthorityDelegated,
    FundAuthorityWithdrawn,
    PublishFiscalSystem,
    RevenueSplit,
    WithdrawFundAuthority,
)
from tests.effort import tries
from tests.given import Given, given
from tests.rows import rows

ON = date(2024, 4, 1)
POWERS = (FiscalPower("道路", holder="shared"), FiscalPower("环卫", holder="town"))
DUTIES = (
    ExpenditureDuty("道路", county_percent=60, town_percent=40),
    ExpenditureDuty("环卫", county_percent=0, town_percent=100),
)
SPLITS = (
    RevenueSplit("增值税", town_class="县域次中心", county_percent=40, town_percent=60),
    RevenueSplit("增值税", town_class="未分类", county_percent=60, town_percent=40),
)
PUBLISH = PublishFiscalSystem(
    "donggang", document="东财预〔2024〕1号", effective_from=ON, powers=POWERS, duties=DUTIES,
    splits=SPLITS,
)  # fmt: skip
PUBLISHED = FiscalSystemPublished(
    "donggang", version=1, basis="policy", effective_from=ON, powers=POWERS, duties=DUTIES,
    splits=SPLITS, published_on=date(2024, 3, 1), document="东财预〔2024〕1号",
)  # fmt: skip
DELEGATE = DelegateFundAuthority(
    "donggang", town="taoluo", reason="提高效率", matters=("环卫",), limit_fen=50_000_00,
    effective_from=ON,
)  # fmt: skip
DELEGATED = FundAuthorityDelegated(
    "donggang", town="taoluo", basis="policy", matters=("环卫",), limit_fen=50_000_00,
    effective_from=ON, reason="提高效率",
)  # fmt: skip

WITHDRAW = WithdrawFundAuthority("donggang", town="taoluo", reason="人员变动", matters=("环卫",))
WITHDRAWN = FundAuthorityWithdrawn(
    "donggang", town="taoluo", basis="policy", matters=("环卫",), withdrawn_on=date(2024, 3, 1),
    reason="人员变动",
)  # fmt: skip


def published(*events: object) -> Given:
    return given(FISCAL_SYSTEM, "donggang", PUBLISHED, *events)


def test_a_county_publishes_its_system() -> None:
    given(FISCAL_SYSTEM, "donggang").when(PUBLISH, by="donggang").then(PUBLISHED)
    given(FISCAL_SYSTEM, "donggang").when(PUBLISH, by="juxian").not_permitted()
    given(FISCAL_SYSTEM, "donggang").when(PUBLISH, by="taoluo").not_permitted()


def test_lanshan_publishes_its_own_which_is_not_counted() -> None:
    plain = replace(PUBLISH, county="lanshan", splits=SPLITS[1:])
    outcome = given(FISCAL_SYSTEM, "lanshan").when(plain, by="lanshan")
    assert outcome.events[0].basis == "own"
    assert not rows(FiscalSystems, *outcome.events)["lanshan.1"].counted


@pytest.mark.parametrize(
    "changes",
    [
        {"duties": (replace(DUTIES[0], town_percent=41), DUTIES[1])},
        {"splits": (replace(SPLITS[0], county_percent=39), SPLITS[1])},
    ],
)
def test_county_and_town_share_the_whole(changes: dict) -> None:
    cmd = replace(PUBLISH, **changes)
    given(FISCAL_SYSTEM, "donggang").when(cmd, by="donggang").refused(rules.SHARES_SUM_TO_100)


@pytest.mark.parametrize(
    "changes",
    [{"duties": DUTIES[:1]}, {"powers": (*POWERS, POWERS[0])}, {"powers": (), "duties": ()}],
)
def test_every_power_has_its_duty(changes: dict) -> None:
    cmd = replace(PUBLISH, **changes)
    given(FISCAL_SYSTEM, "donggang").when(cmd, by="donggang").refused(
        rules.EVERY_POWER_HAS_ITS_DUTY
    )


@pytest.mark.parametrize(
    "splits",
    [(), SPLITS[:1], (*SPLITS, SPLITS[0]), (*SPLITS, replace(SPLITS[0], town_class="卫星镇"))],
)
def test_every_revenue_is_divided_for_each_class_of_the_countys_towns(
    splits: tuple[RevenueSplit, ...],
) -> None:
    cmd = replace(PUBLISH, splits=splits)
    given(FISCAL_SYSTEM, "donggang").when(cmd, by="donggang").refused(
        rules.EVERY_CLASS_HAS_ITS_SPLIT
    )


def test_a_new_version_takes_effect_after_the_last_one() -> None:
    published().when(PUBLISH, by="donggang").refused(rules.LATER_VERSION)
    later = replace(PUBLISH, effective_from=date(2025, 1, 1))
    published().when(later, by="donggang").then(
        replace(PUBLISHED, version=2, effective_from=date(2025, 1, 1))
    )


def test_authority_over_funds_goes_to_the_countys_own_pilot_town() -> None:
    published().when(DELEGATE, by="donggang").then(DELEGATED)
    for town in ("nanhu", "zhaoxian"):
        cmd = replace(DELEGATE, town=town)
        outcome = published().when(cmd, by="donggang" if town == "nanhu" else "juxian")
        outcome.refused(rules.PILOT_TOWN_OF_THE_COUNTY)
    published().when(DELEGATE, by="juxian").not_permitted()


@pytest.mark.parametrize("matters", [(), ("教育",)])
def test_only_powers_of_the_published_system_are_delegated(matters: tuple[str, ...]) -> None:
    cmd = replace(DELEGATE, matters=matters)
    published().when(cmd, by="donggang").refused(rules.DELEGATED_MATTERS_ARE_LISTED)


def test_the_same_authority_again_changes_nothing_another_limit_does() -> None:
    published(DELEGATED).when(DELEGATE, by="donggang").refused(NOTHING_CHANGES)
    more = replace(DELEGATE, limit_fen=60_000_00)
    assert not published(DELEGATED).when(more, by="donggang").refusal


def test_authority_holds_from_its_day_and_the_last_one_that_has_begun() -> None:
    later = replace(DELEGATED, limit_fen=60_000_00, effective_from=date(2024, 5, 1))
    system = published(DELEGATED, later).state
    limits = [
        system.limit_of("taoluo", "环卫", date(2024, *day)) for day in ((3, 31), (4, 1), (5, 1))
    ]
    assert limits == [None, 50_000_00, 60_000_00]
    assert system.limit_of("taoluo", "道路", ON) is None
    assert system.matters_of("taoluo", ON) == ["环卫"]


def test_authority_is_withdrawn_at_once_and_only_where_it_was_delegated() -> None:
    for by in ("donggang", "donggang-finance"):
        published(DELEGATED).when(WITHDRAW, by=by).then(WITHDRAWN)
    published(DELEGATED).when(WITHDRAW, by="juxian").not_permitted()
    assert published(DELEGATED, WITHDRAWN).state.matters_of("taoluo", date(2025, 1, 1)) == []
    for history in ([], [DELEGATED, WITHDRAWN]):
        published(*history).when(WITHDRAW, by="donggang").refused(rules.ONLY_DELEGATED_IS_WITHDRAWN)
    nothing = replace(WITHDRAW, matters=())
    published(DELEGATED).when(nothing, by="donggang").refused(rules.ONLY_DELEGATED_IS_WITHDRAWN)
    assert not published(DELEGATED, WITHDRAWN).when(DELEGATE, by="donggang").refusal


def test_the_register_shows_what_was_withdrawn_and_what_holds_again() -> None:
    row = rows(FundAuthorities, DELEGATED, WITHDRAWN)["taoluo.环卫"]
    assert (row.limit_fen, row.withdrawn_on) == (50_000_00, date(2024, 3, 1))
    again = rows(FundAuthorities, DELEGATED, WITHDRAWN, DELEGATED)["taoluo.环卫"]
    assert again.withdrawn_on is None


def test_the_ledgers_show_each_version_and_each_delegated_matter() -> None:
    row = rows(FiscalSystems, PUBLISHED)["donggang.1"]
    assert (row.counted, row.splits, row.effective_from) == (True, SPLITS, ON)
    authority = rows(FundAuthorities, DELEGATED)["taoluo.环卫"]
    assert (authority.matter, authority.limit_fen) == ("环卫", 50_000_00)


PERCENTS = st.integers(0, 100)


@for_all(st.lists(st.tuples(PERCENTS, PERCENTS, st.integers(1, 28)), max_size=10))
@tries(60)
def test_whatever_is_published_shares_are_whole_and_versions_grow(
    tried: list[tuple[int, int, int]],
) -> None:
    events: list[object] = []
    for county, town, day in tried:
        split = replace(SPLITS[0], county_percent=county, town_percent=town)
        cmd = replace(PUBLISH, splits=(split, SPLITS[1]), effective_from=date(2024, 5, day))
        events += given(FISCAL_SYSTEM, "donggang", *events).when(cmd, by="donggang").events
    assert [e.version for e in events] == list(range(1, len(events) + 1))
    days = [e.effective_from for e in events]
    assert days == sorted(set(days))
    assert all(s.county_percent + s.town_percent == 100 for e in events for s in e.splits)


def test_a_version_divides_for_the_classes_of_the_day_on_which_it_takes_effect() -> None:
    classified = {"nanhu": (Standing(ON, town_class="卫星镇"),)}
    story = given(FISCAL_SYSTEM, "donggang")
    anew = (SPLITS[0], replace(SPLITS[1], town_class="卫星镇"))
    by_new_class = replace(PUBLISH, splits=anew)
    assert not story.when(by_new_class, by="donggang", standings=classified).refusal
    story.when(PUBLISH, by="donggang", standings=classified).refused(
        rules.EVERY_CLASS_HAS_ITS_SPLIT
    )
    the_day_before = replace(PUBLISH, effective_from=date(2024, 3, 31))
    assert not story.when(the_day_before, by="donggang", standings=classified).refusal
