"""The last amount, day or count that a rule lets pass passes; one more is refused by it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from services.finance.domain.award_round import rules as award_round_rules
from services.finance.domain.fee_account import rules as fee_account_rules
from services.finance.domain.guidance_fund import GOVERNMENT_PART_WITHIN_SIZE, GUIDANCE_FUND
from services.land.domain.market_entry import rules as market_entry_rules
from services.land.domain.parcel import rules as parcel_rules
from services.land.domain.quota_ledger import rules as quota_rules
from services.land.domain.reserve_book import rules as reserve_rules
from services.land.domain.reserve_book.state import RESERVE_BOOK
from services.projects.domain.green_channel import rules as green_channel_rules
from services.projects.domain.siting import rules as siting_rules
from services.supervision.domain import leadership_rules
from services.supervision.domain.implementation import IMPLEMENTATION
from services.supervision.domain.issue import rules as issue_rules
from services.supervision.domain.issue.state import ISSUE
from shared.kernel.aggregate import Rule
from shared.schemas.finance.award_round import CloseScoring
from shared.schemas.land.market_entry_deal import ConcludeDeal
from shared.schemas.land.parcel import ReportConstruction
from shared.schemas.land.quota_ledger import FileQuota, UseQuota
from shared.schemas.land.quota_ledger_proceeds import BookProceeds
from shared.schemas.land.reserve_book import ReviseConstructionScale, SetReserve
from shared.schemas.projects.siting import BidForSiting
from tests.given import NOON, Given, given
from tests.unit.finance import fees as fee
from tests.unit.finance import rounds
from tests.unit.finance import test_guidance_fund as guidance
from tests.unit.land import quotas
from tests.unit.land import test_market_entry as market
from tests.unit.land import test_parcel as parcels
from tests.unit.land import test_reserve_opening as reserve
from tests.unit.land.entries import ANNOUNCED, CONDITIONS, PLAN, entry, up_to
from tests.unit.projects import test_green_channel_limits as permits
from tests.unit.projects import test_siting as siting
from tests.unit.projects.test_green_channel import REQUESTED, channel
from tests.unit.supervision import test_issue_course as course
from tests.unit.supervision import test_issue_supervision as watch
from tests.unit.supervision import test_leadership as leadership
from tests.unit.supervision.matters import IN_PLAN

BID = BidForSiting("s-1", town="jufeng", offer="条件")


@dataclass(frozen=True)
class Edge:
    """`last` passes in a story where `beyond` is refused by the rule."""

    story: Callable[[], Given]
    by: str
    last: object
    beyond: object
    rule: Rule
    at: datetime = NOON
    at_beyond: datetime | None = None


def noon(month: int, day: int) -> datetime:
    return datetime(2024, month, day, 4, tzinfo=UTC)


def book() -> Given:
    return given(RESERVE_BOOK, "donggang", *reserve.BOOK)


EDGES = {
    "the whole scale reserved": Edge(
        book,
        "donggang",
        SetReserve("donggang", reserved=Decimal(1000)),
        SetReserve("donggang", reserved=Decimal("1000.01")),
        reserve_rules.RESERVE_WITHIN_SCALE,
    ),
    "the scale cut down to the reserve": Edge(
        book,
        "natural-resources",
        ReviseConstructionScale("donggang", scale=Decimal(100)),
        ReviseConstructionScale("donggang", scale=Decimal("99.99")),
        reserve_rules.RESERVE_WITHIN_SCALE,
    ),
    "all that is free opened to others": Edge(
        lambda: reserve.book(),
        "donggang",
        replace(reserve.OPEN, area=Decimal(100)),
        replace(reserve.OPEN, area=Decimal("100.01")),
        reserve_rules.RESERVE_COVERS_DRAWS,
    ),
    "all that was accepted filed": Edge(
        lambda: quotas.ledger(quotas.ACCEPTED),
        "natural-resources",
        FileQuota("taoluo", lot="lot-1", area=Decimal(100)),
        FileQuota("taoluo", lot="lot-1", area=Decimal("100.01")),
        quota_rules.FILED_WITHIN_ACCEPTED,
    ),
    "all that is left of a lot used": Edge(
        lambda: quotas.ledger(
            quotas.ACCEPTED, quotas.FILED, replace(quotas.NEED, area=Decimal(90))
        ),
        "natural-resources",
        UseQuota("taoluo", lot="lot-1", use="u-1", need="need-1", area=Decimal(80)),
        UseQuota("taoluo", lot="lot-1", use="u-1", need="need-1", area=Decimal("80.01")),
        quota_rules.QUOTA_REMAINS,
    ),
    "the whole price booked": Edge(
        lambda: quotas.ledger(
            quotas.ACCEPTED, quotas.FILED, quotas.OFFERED, quotas.LET_GO, quotas.TRANSFERRED
        ),
        "natural-resources",
        BookProceeds(
            "taoluo", entry="e-1", transfer=quotas.TRANSFERRED.transfer,
            received_fen=quotas.TRANSFERRED.price_fen,
        ),
        BookProceeds(
            "taoluo", entry="e-1", transfer=quotas.TRANSFERRED.transfer,
            received_fen=quotas.TRANSFERRED.price_fen + 1,
        ),
        quota_rules.TRANSFER_ON_RECORD,
    ),
    "the whole parcel developed": Edge(
        lambda: parcels.parcel(parcels.SURVEYED),
        "taoluo",
        ReportConstruction(
            "tl-001", stage="started", on=parcels.START, developed_area=parcels.AREA
        ),
        ReportConstruction(
            "tl-001", stage="started", on=parcels.START, developed_area=parcels.AREA + 1
        ),
        parcel_rules.DEVELOPED_WITHIN_AREA,
    ),
    "everyone present and in favour": Edge(
        lambda: entry(CONDITIONS, PLAN),
        "chaohe",
        replace(market.DECIDE, total=60, present=60, in_favour=60),
        replace(market.DECIDE, total=60, present=61, in_favour=60),
        market_entry_rules.COUNTS_ADD_UP,
    ),
    "a deal at the starting price": Edge(
        lambda: up_to(ANNOUNCED),
        "chaohe",
        ConcludeDeal("ch-1", transferee="演示-食品公司", price_fen=ANNOUNCED.start_price_fen),
        ConcludeDeal("ch-1", transferee="演示-食品公司", price_fen=ANNOUNCED.start_price_fen - 1),
        market_entry_rules.PRICE_NOT_UNDER_START,
    ),
    "gaps to fill by the last day": Edge(
        lambda: channel(REQUESTED),
        "approval",
        replace(permits.TAKE_WITH_GAPS, fill_by=date(2024, 3, 21)),
        replace(permits.TAKE_WITH_GAPS, fill_by=date(2024, 3, 22)),
        green_channel_rules.GAPS_ARE_FILLED_SOON,
    ),
    "a bid for siting on the last day": Edge(
        lambda: siting.siting(siting.OPENED),
        "jufeng",
        BID,
        BID,
        siting_rules.BIDS_IN_TIME,
        noon(3, 10),
        noon(3, 11),
    ),
    "an award bid on the last day": Edge(
        lambda: rounds.opened().story,
        "taoluo",
        rounds.BID,
        rounds.BID,
        award_round_rules.BIDS_ARE_OPEN,
        noon(3, 15),
        noon(3, 16),
    ),
    "a round whose bids end today": Edge(
        lambda: rounds.Round().story,
        "finance",
        replace(rounds.OPEN, bids_until=date(2024, 3, 1)),
        replace(rounds.OPEN, bids_until=date(2024, 2, 29)),
        award_round_rules.BIDS_ARE_OPEN,
    ),
    "scoring closed on the day after the bids": Edge(
        lambda: rounds.fully_scored().story,
        "finance",
        CloseScoring(rounds.ID),
        CloseScoring(rounds.ID),
        award_round_rules.BIDS_ARE_CLOSED_FIRST,
        noon(3, 16),
        noon(3, 15),
    ),
    "prizes that take the whole pool": Edge(
        lambda: rounds.Round().story,
        "finance",
        replace(rounds.OPEN, prizes_fen=(600, 400)),
        replace(rounds.OPEN, prizes_fen=(600, 401)),
        award_round_rules.PRIZES_WITHIN_THE_POOL,
    ),
    "as few reviewers as scores required": Edge(
        lambda: rounds.Round().story,
        "finance",
        replace(rounds.OPEN, reviewers=rounds.REVIEWERS[:3]),
        replace(rounds.OPEN, reviewers=rounds.REVIEWERS[:2]),
        award_round_rules.ENOUGH_REVIEWERS,
    ),
    "a fee collected today": Edge(
        fee.account,
        "finance",
        replace(fee.RECORD, collected_on=date(2024, 3, 1)),
        replace(fee.RECORD, collected_on=date(2024, 3, 2)),
        fee_account_rules.COLLECTED_BEFORE_RECORDED,
    ),
    "a guidance fund that is all government money": Edge(
        lambda: given(GUIDANCE_FUND, "taoluo", guidance.ASSESSED),
        "finance",
        replace(guidance.REGISTER, government_fen=1000),
        replace(guidance.REGISTER, government_fen=1001),
        GOVERNMENT_PART_WITHIN_SIZE,
    ),
    "a limit extended on its last day": Edge(
        lambda: given(ISSUE, "i1", *IN_PLAN),
        "reform",
        course.EXTEND,
        course.EXTEND,
        issue_rules.EXTENDED_IN_TIME,
        noon(3, 31),
        noon(4, 1),
    ),
    "supervision until today": Edge(
        lambda: given(ISSUE, "i1", *IN_PLAN),
        "housing",
        replace(watch.DESIGNATE, until=date(2024, 3, 1)),
        replace(watch.DESIGNATE, since=date(2024, 2, 1), until=date(2024, 2, 29)),
        issue_rules.PERIOD_IS_AHEAD,
    ),
    "the present month reported": Edge(
        lambda: given(IMPLEMENTATION, "taoluo"),
        "taoluo",
        replace(leadership.REPORT, month=3),
        replace(leadership.REPORT, month=4),
        leadership_rules.MONTH_HAS_BEGUN,
    ),
    "december reported": Edge(
        lambda: given(IMPLEMENTATION, "taoluo"),
        "taoluo",
        replace(leadership.REPORT, year=2023, month=12),
        replace(leadership.REPORT, year=2023, month=13),
        leadership_rules.MONTH_HAS_BEGUN,
    ),
}  # fmt: skip


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES)
def test_the_last_that_a_rule_lets_pass_passes(edge: Edge) -> None:
    outcome = edge.story().when(edge.last, by=edge.by, at=edge.at)
    assert outcome.events and outcome.refusal is None, outcome.refusal


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES)
def test_one_more_is_refused(edge: Edge) -> None:
    at = edge.at_beyond or edge.at
    edge.story().when(edge.beyond, by=edge.by, at=at).refused(edge.rule)
