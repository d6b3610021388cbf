"""GuaranteeCapacity (`guarantor-capacity-<company>`): what a company may guarantee, RZ-2.4.e.

For one client, with related borrowers, and in all, as shares of its net assets: 融资担保公司监督管理条例
§15, §16. Money in fen. It bounds the provincial company; each guarantee is taken from it in the
same append that approves it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, assert_never

from immutables import Map

from services.credit.domain.organisations import GUARANTEE, LOCAL_FINANCE
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Events,
    RulesOf,
    refuse,
    to_named,
    to_party,
)
from shared.schemas.copying import replace
from shared.schemas.credit import guarantee_capacity as capacities

CLAUSE = "RZ-2.4.e"
YEAR = timedelta(days=365)
"""How long a report of its capacity holds."""

rule = RulesOf(CLAUSE)
CAPACITY_IS_KNOWN = rule(
    "guarantee-capacity-is-known",
    zh="担保能力报告超过 12 个月的，须有省担保公司的确认函",
    en="With no report of its capacity within twelve months the company's letter is needed.",
    pass_zh="请报告净资产和担保责任余额，或填写确认函文号",
    pass_en="Report net assets and what is outstanding, or give the letter.",
)
WITHIN_ONE_CLIENTS_SHARE = rule(
    "within-one-clients-share",
    zh="对同一被担保人的担保责任余额不超过净资产的 10%（融资担保公司监督管理条例§16）",
    en="For one client no more is guaranteed than a tenth of net assets.",
    pass_zh="上限 {most:money}，已占用 {taken:money}，本笔 {asked:money}",
    pass_en="At most {most} fen; {taken} are taken, {asked} asked for.",
)
WITHIN_RELATED_CLIENTS_SHARE = rule(
    "within-related-clients-share",
    zh="对同一被担保人及其关联方的担保责任余额不超过净资产的 15%（融资担保公司监督管理条例§16）",
    en="For a client with its related parties no more than fifteen percent of net assets.",
    pass_zh="上限 {most:money}，已占用 {taken:money}，本笔 {asked:money}",
    pass_en="At most {most} fen; {taken} are taken, {asked} asked for.",
)
WITHIN_MULTIPLE_OF_NET_ASSETS = rule(
    "within-multiple-of-net-assets",
    zh="担保责任余额不超过净资产的 10 倍，主要为小微和农业服务的不超过 15 倍（融资担保公司监督管理条例§15）",
    en="In all no more than ten times net assets, fifteen where it mainly serves farming.",
    pass_zh="上限 {most:money}，已占用 {taken:money}，本笔 {asked:money}",
    pass_en="At most {most} fen; {taken} are taken, {asked} asked for.",
)
REPORT_IS_NEWER = rule(
    "capacity-report-is-newer",
    zh="担保能力按较新的基准日报告，不晚于今天",
    en="A report is of a later day than the last, and not of one to come.",
    pass_zh="基准日须在 {earliest} 至 {latest} 之间",
    pass_en="Its day lies between {earliest} and {latest}.",
)


class Taken(NamedTuple):
    """What one guarantee takes."""

    borrower: str
    group: str
    fen: int


@dataclass(frozen=True, slots=True)
class GuaranteeCapacity:
    """`since`: what was guaranteed here after the report's day, on top of what it counts."""

    net_assets_fen: int = 0
    outstanding_fen: int = 0
    mainly_farm: bool = False
    as_of: date | None = None
    taken: Map[str, Taken] = Map()
    since: frozenset[str] = frozenset()

    def of_client(self, borrower: str) -> int:
        return sum(t.fen for t in self.taken.values() if t.borrower == borrower)

    def of_group(self, borrower: str, group: str) -> int:
        """With related parties: all of the group, and the client itself."""
        return sum(
            t.fen
            for t in self.taken.values()
            if t.borrower == borrower or (group and t.group == group)
        )

    @property
    def total_fen(self) -> int:
        return self.outstanding_fen + sum(t.fen for id, t in self.taken.items() if id in self.since)


GUARANTEE_CAPACITY = Aggregate(
    "guarantor-capacity",
    GuaranteeCapacity(),
    key="company",
    title="担保能力",
    sight=[to_named(), to_party("company")],
)


@GUARANTEE_CAPACITY.evolve
def evolve(capacity: GuaranteeCapacity, event: capacities.Event) -> GuaranteeCapacity:
    match event:
        case capacities.GuaranteeCapacityReported():
            return replace(
                capacity, net_assets_fen=event.net_assets_fen,
                outstanding_fen=event.outstanding_fen, mainly_farm=event.mainly_farm,
                as_of=event.as_of, since=frozenset(),
            )  # fmt: skip
        case capacities.GuaranteeCapacityTaken(guarantee=id):
            taken = Taken(event.borrower, event.related_group or "", event.guaranteed_fen)
            return replace(
                capacity, taken=capacity.taken.set(id, taken), since=capacity.since | {id}
            )
        case capacities.GuaranteeCapacityFreed(guarantee=id):
            if id not in capacity.taken:
                return capacity
            return replace(capacity, taken=capacity.taken.delete(id), since=capacity.since - {id})
    assert_never(event)


GUARANTEE_CAPACITY.asks_nobody("由担保公司按年报告")


@GUARANTEE_CAPACITY.command(
    title="报告担保能力", clause=CLAUSE, by=[GUARANTEE, LOCAL_FINANCE], creates=None
)
def report_guarantee_capacity(
    capacity: GuaranteeCapacity, cmd: capacities.ReportGuaranteeCapacity, context: Context
) -> Events:
    earliest = capacity.as_of or date(2000, 1, 1)
    if not earliest <= cmd.as_of <= context.today:
        refuse(REPORT_IS_NEWER, earliest=earliest, latest=context.today)
    yield capacities.GuaranteeCapacityReported.of(
        cmd, reported_by=context.actor.organisation, reported_on=context.today
    )


def take_capacity(
    capacity: GuaranteeCapacity, taking: capacities.GuaranteeCapacityTaken, letter: bool,
    context: Context,
) -> Iterable[object]:  # fmt: skip
    """The event that takes a guarantee from the company's capacity, or a refusal.

    A letter of the company stands in for a report that is out of date, never for one that says no.
    """
    fresh = capacity.as_of is not None and context.today - capacity.as_of <= YEAR
    if not fresh:
        if not letter:
            refuse(CAPACITY_IS_KNOWN)
        return [taking]
    asked, net = taking.guaranteed_fen, capacity.net_assets_fen
    group = taking.related_group or ""
    times = (
        "credit.guarantee_farm_multiple" if capacity.mainly_farm else "credit.guarantee_multiple"
    )
    checks = (
        (WITHIN_ONE_CLIENTS_SHARE, net * _percent("client", context) // 100,
         capacity.of_client(taking.borrower)),
        (WITHIN_RELATED_CLIENTS_SHARE, net * _percent("related", context) // 100,
         capacity.of_group(taking.borrower, group)),
        (WITHIN_MULTIPLE_OF_NET_ASSETS, net * context.parameter(times), capacity.total_fen),
    )  # fmt: skip
    for rule, most, taken in checks:
        if taken + asked > most:
            refuse(rule, most=most, taken=taken, asked=asked)
    return [taking]


def _percent(of: str, context: Context) -> int:
    percent: int = context.parameter(f"credit.guarantee_{of}_percent")
    return percent
