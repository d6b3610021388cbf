"""RZ-2.4.e: for one client a tenth of net assets, with related ones fifteen percent, in all ten times."""

from dataclasses import replace
from datetime import date

from services.credit.domain import guarantee_capacity as rules
from services.credit.domain.guarantee_capacity import GUARANTEE_CAPACITY
from shared.schemas.credit import guarantee_capacity as capacities
from tests.given import Outcome, given
from tests.unit.credit.guarantees import (
    ACCEPTED,
    APPROVE,
    LOOKED,
    RECOMMENDED,
    REPORT,
    REPORTED,
    guarantee,
)

NET = 240_000_000
"""Of which the guarantee's 24,000,000 fen are a tenth."""


def approving(
    *taken: capacities.GuaranteeCapacityTaken, group: str | None = None,
    letter: str | None = None, **report: object,
) -> Outcome:  # fmt: skip
    reported = replace(REPORTED, **{"net_assets_fen": NET, "outstanding_fen": 0, **report})
    recommended = replace(RECOMMENDED, related_group=group)
    looked = guarantee(recommended, ACCEPTED, LOOKED, capacity=(reported, *taken))
    return looked.when(replace(APPROVE, company_letter=letter), by="guarantee")


def of(borrower: str, fen: int, group: str | None = None) -> capacities.GuaranteeCapacityTaken:
    return capacities.GuaranteeCapacityTaken(
        "guarantee", guarantee=f"g-{borrower}", borrower=borrower, related_group=group,
        guaranteed_fen=fen,
    )  # fmt: skip


def test_one_client_takes_a_tenth_of_net_assets_and_not_a_fen_more() -> None:
    assert not approving().refusal
    approving(of("tl-0001", 1)).refused(rules.WITHIN_ONE_CLIENTS_SHARE)
    approving(net_assets_fen=NET - 10).refused(rules.WITHIN_ONE_CLIENTS_SHARE)
    assert not approving(of("tl-0002", NET)).refusal


def test_related_clients_together_take_fifteen_percent() -> None:
    assert not approving(of("tl-0002", 12_000_000, "zhang"), group="zhang").refusal
    approving(of("tl-0002", 12_000_001, "zhang"), group="zhang").refused(
        rules.WITHIN_RELATED_CLIENTS_SHARE
    )


def test_in_all_ten_times_net_assets_or_fifteen_where_it_mainly_serves_farming() -> None:
    full = 10 * NET - 24_000_000
    assert not approving(outstanding_fen=full).refusal
    approving(outstanding_fen=full + 1).refused(rules.WITHIN_MULTIPLE_OF_NET_ASSETS)
    assert not approving(outstanding_fen=full + 1, mainly_farm=True).refusal


def test_what_was_taken_since_the_report_adds_to_it() -> None:
    full = 10 * NET - 24_000_000
    approving(of("tl-0002", 1), outstanding_fen=full).refused(rules.WITHIN_MULTIPLE_OF_NET_ASSETS)


def test_without_a_report_of_this_year_the_companys_letter_is_needed() -> None:
    old = date(2023, 2, 1)
    approving(as_of=old).refused(rules.CAPACITY_IS_KNOWN)
    assert not approving(as_of=old, letter="演示-确认函-1").refusal
    approving(of("tl-0001", 1), letter="演示-确认函-1").refused(rules.WITHIN_ONE_CLIENTS_SHARE)


def test_a_report_is_of_a_later_day() -> None:
    given(GUARANTEE_CAPACITY, "guarantee").when(REPORT, by="guarantee").then(REPORTED)
    older = replace(REPORT, as_of=date(2023, 6, 30))
    given(GUARANTEE_CAPACITY, "guarantee", REPORTED).when(older, by="guarantee").refused(
        rules.REPORT_IS_NEWER
    )


def test_a_report_counts_what_was_taken_before_it() -> None:
    state = given(GUARANTEE_CAPACITY, "guarantee", of("tl-0002", 100), REPORTED).state
    assert state.total_fen == REPORT.outstanding_fen
    assert state.of_client("tl-0002") == 100
