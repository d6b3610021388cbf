"""县乡财政体制 of a county (RZ-2.2.b): powers, duties, revenue shares, authority over funds.

Percentages are of the part that falls to the county and below. Money in fen.
"""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    DocumentRef,
    Fen,
    Name,
    Percent,
    Reason,
    TownId,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.2.b"

SystemBasis = Annotated[Literal["policy", "own"], words("依据", policy="政策要求", own="区县自定")]
"""The policy's sentence names the county, or the county acts on its own: not counted here."""

PowerHolder = Annotated[
    Literal["county", "town", "shared"],
    words("事权归属", county="县级", town="镇级", shared="县镇共同"),
]


@command_data
class FiscalPower:
    """财政事权: a matter, and whose it is."""

    matter: Name
    holder: PowerHolder


@command_data
class ExpenditureDuty:
    """支出责任: who pays for a matter."""

    matter: Name
    county_percent: Percent = titled("县级承担（%）")
    town_percent: Percent = titled("镇级承担（%）")


@command_data
class RevenueSplit:
    """收入划分: of a revenue, for a class of town; the class 未分类 is for towns without one."""

    revenue: Name
    town_class: Name = titled("镇的类别")
    county_percent: Percent = titled("县级分成（%）")
    town_percent: Percent = titled("镇级分成（%）")


@event("finance", clause=CLAUSE, title="收回资金管理权限")
class FundAuthorityWithdrawn:
    """From that day the town disposes of these matters' money no more; what it did stands."""

    county: CountyId
    town: TownId
    basis: SystemBasis
    matters: tuple[Name, ...]
    withdrawn_on: date
    reason: Reason
    document: DocumentRef | None = None


@command_data
class PublishFiscalSystem:
    county: CountyId
    document: DocumentRef
    effective_from: date = titled("施行日期")
    powers: tuple[FiscalPower, ...] = titled("财政事权")
    duties: tuple[ExpenditureDuty, ...] = titled("支出责任")
    splits: tuple[RevenueSplit, ...] = titled("收入划分")


@event("finance", clause=CLAUSE, title="公布县乡财政体制")
class FiscalSystemPublished(PublishFiscalSystem):
    version: Count
    basis: SystemBasis
    published_on: date


@command_data
class DelegateFundAuthority:
    county: CountyId
    town: TownId
    reason: Reason
    matters: tuple[Name, ...] = titled("下放事项")
    limit_fen: Fen = titled("单笔限额（分）")
    effective_from: date = titled("施行日期")
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="下放资金管理权限")
class FundAuthorityDelegated(DelegateFundAuthority):
    """From `effective_from` the town disposes of these matters' money up to the limit."""

    basis: SystemBasis


@command_data
class WithdrawFundAuthority:
    county: CountyId
    town: TownId
    reason: Reason
    matters: tuple[Name, ...] = titled("收回事项")
    document: DocumentRef | None = None


Event = FundAuthorityWithdrawn | FiscalSystemPublished | FundAuthorityDelegated
