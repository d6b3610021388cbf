"""Market entry from the announcement to the registered right (RZ-2.3.j). Money in fen."""

from services.land.domain.market_entry import rules
from services.land.domain.market_entry.state import CLAUSE, MARKET_ENTRY, MarketEntry, require_gate
from services.land.domain.organisations import COUNTY_FINANCE, COUNTY_LAND, NATURAL_RESOURCES
from shared.kernel.aggregate import (
    TOWN,
    Context,
    Events,
    holds,
    refuse,
)
from shared.schemas.land import market_entry_deal


@MARKET_ENTRY.command(title="发布入市公告", clause=CLAUSE, by=[TOWN])
def announce(entry: MarketEntry, cmd: market_entry_deal.Announce, context: Context) -> Events:
    """Land that found no taker is announced again."""
    if entry.announced is None or entry.deal is not None:
        require_gate(entry, "announcement")
    yield market_entry_deal.EntryAnnounced.of(cmd, town=entry.town, announced_on=context.today)


@MARKET_ENTRY.command(
    title="登记成交", clause=CLAUSE, by=[TOWN], when=[holds(require_gate, "deal")]
)
def conclude_deal(
    entry: MarketEntry, cmd: market_entry_deal.ConcludeDeal, context: Context
) -> Events:
    start = entry.announced.start_price_fen if entry.announced else 0
    if cmd.price_fen < start:
        refuse(rules.PRICE_NOT_UNDER_START, start_price_fen=start)
    yield market_entry_deal.DealConcluded.of(cmd, town=entry.town, concluded_on=context.today)


@MARKET_ENTRY.command(
    title="签订合同", clause=CLAUSE, by=[TOWN], when=[holds(require_gate, "contract")]
)
def sign_contract(
    entry: MarketEntry, cmd: market_entry_deal.SignContract, context: Context
) -> Events:
    terms = {"planning": cmd.planning, "industry": cmd.industry, "ecology": cmd.ecology}
    if cmd.planning is None or cmd.industry is None or cmd.ecology is None:
        missing = ", ".join(name for name, term in terms.items() if term is None)
        refuse(rules.CONTRACT_TERMS, missing=missing)
    assert entry.conditions is not None  # the gates before this one
    most: int = context.parameter("land.entry_most_years")[entry.conditions.use]
    if not 1 <= cmd.term_years <= most:
        refuse(rules.TERM_WITHIN_THE_MOST, most=most)
    yield market_entry_deal.EntryContractSigned.of(
        cmd, town=entry.town, planning=cmd.planning, industry=cmd.industry, ecology=cmd.ecology,
        signed_on=context.today,
    )  # fmt: skip


@MARKET_ENTRY.command(
    title="合同备案", clause=CLAUSE, by=[TOWN], when=[holds(require_gate, "filing")]
)
def file_contract(
    entry: MarketEntry, cmd: market_entry_deal.FileContract, context: Context
) -> Events:
    yield market_entry_deal.EntryContractFiled.of(cmd, town=entry.town, filed_on=context.today)


@MARKET_ENTRY.command(
    title="收取土地增值收益调节金",
    clause=CLAUSE,
    by=[COUNTY_FINANCE, COUNTY_LAND],
    when=[holds(require_gate, "fund")],
)
def collect_adjustment_fund(
    entry: MarketEntry, cmd: market_entry_deal.CollectAdjustmentFund, context: Context
) -> Events:
    """By the county's finance department together with its land department (财税〔2016〕41号)."""
    assert entry.deal is not None and entry.conditions is not None  # the gates before this one
    price = entry.deal.price_fen
    percent: int = context.parameter("land.entry_adjustment_fund_percent")[entry.conditions.use]
    gain = max(0, price - cmd.cost_fen)
    yield market_entry_deal.AdjustmentFundCollected.of(
        cmd, town=entry.town, price_fen=price, gain_fen=gain, percent=percent,
        amount_fen=gain * percent // 100, collected_on=context.today,
    )  # fmt: skip


@MARKET_ENTRY.command(
    title="更正土地增值收益调节金", clause=CLAUSE, by=[COUNTY_FINANCE, COUNTY_LAND]
)
def correct_adjustment_fund(
    entry: MarketEntry, cmd: market_entry_deal.CorrectAdjustmentFund, context: Context
) -> Events:
    """Also after the registration: what was paid too much goes back, too little is paid."""
    fund = entry.fund
    if fund is None:
        refuse(rules.FUND_WAS_COLLECTED)
    gain = max(0, fund.price_fen - cmd.cost_fen)
    if cmd.cost_fen != fund.cost_fen:
        yield market_entry_deal.AdjustmentFundCorrected.of(
            cmd, town=entry.town, previous_cost_fen=fund.cost_fen,
            previous_amount_fen=fund.amount_fen, gain_fen=gain, percent=fund.percent,
            amount_fen=gain * fund.percent // 100, corrected_by=context.actor.organisation,
            corrected_on=context.today,
        )  # fmt: skip


@MARKET_ENTRY.command(
    title="不动产登记",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY_LAND],
    when=[holds(require_gate, "registration")],
)
def register_right(
    entry: MarketEntry, cmd: market_entry_deal.RegisterRight, context: Context
) -> Events:
    assert entry.deal is not None and entry.conditions is not None  # the gates before this one
    planned = entry.conditions.area
    area = cmd.area or planned
    if area > planned or (area != planned and cmd.survey is None):
        refuse(rules.REGISTERED_AS_MEASURED, planned=planned)
    yield market_entry_deal.EntryRegistered.of(
        cmd, town=entry.town, county=entry.county, use=entry.conditions.use, area=area,
        transferee=entry.deal.transferee, registered_on=context.today, planned_area=planned,
    )  # fmt: skip
