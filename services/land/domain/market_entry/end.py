"""Market entry that comes to nothing: a deal annulled, an entry ended (RZ-2.3.j)."""

from services.land.domain.market_entry import rules
from services.land.domain.market_entry.state import CLAUSE, MARKET_ENTRY, MarketEntry, refuse_gate
from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from shared.kernel.aggregate import COUNTY, TOWN, Context, Events, refuse
from shared.schemas.land import market_entry, market_entry_deal


def _no_deal_stands(entry: MarketEntry, _: Context) -> None:
    if entry.deal is not None:
        refuse(rules.NO_DEAL_STANDS)


@MARKET_ENTRY.command(title="成交作废", clause=CLAUSE, by=[TOWN])
def annul_deal(entry: MarketEntry, cmd: market_entry_deal.AnnulDeal, context: Context) -> Events:
    """The taker withdrew, or the contract was ended; the land is announced anew."""
    if entry.deal is None or entry.registered:
        gate = entry.next_gate or "registration"
        refuse(rules.DEAL_STANDS, gate=gate, gate_zh=rules.GATES_ZH[gate])
    returned = entry.fund.amount_fen if entry.fund is not None else 0
    yield market_entry_deal.DealAnnulled.of(
        cmd, town=entry.town, transferee=entry.deal.transferee, returned_fund_fen=returned,
        annulled_on=context.today,
    )  # fmt: skip


@MARKET_ENTRY.command(
    title="终止入市",
    clause=CLAUSE,
    by=[TOWN, COUNTY, NATURAL_RESOURCES, COUNTY_LAND],
    when=[_no_deal_stands],
)
def end_entry(entry: MarketEntry, cmd: market_entry.EndEntry, context: Context) -> Events:
    """The owner gives it up, or planning changes; conditions may then be issued anew."""
    if entry.conditions is None:
        refuse_gate(entry)
    yield market_entry.EntryEnded.of(cmd, town=entry.town, ended_on=context.today)
