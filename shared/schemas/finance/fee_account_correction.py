"""更正 and 冲销 of what the books say of a fee (RZ-2.2.d): who, why, what stood there before."""

from collections.abc import Callable
from datetime import date
from typing import Any

from shared.schemas.corrections import corrects
from shared.schemas.events import command_data, event
from shared.schemas.finance.fee_account import FeeHandedOver, FeeRecorded, FeeRefunded
from shared.schemas.finance.fee_account_values import (
    FeeComponent,
    FeeCredit,
    FeeDebt,
    FeeFigures,
    FeePart,
    FeeTerm,
    Offset,
    RefundedComponent,
)
from shared.schemas.kinds import (
    DocumentRef,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    ProjectId,
    Reason,
    TownId,
    titled,
)

CLAUSE = "RZ-2.2.d"


def _changes(*fields: str) -> Callable[[Any], bool]:
    """Whether a correction gives the receipt another of these figures."""
    return lambda fee: any(getattr(fee.previous, f) != getattr(fee.corrected, f) for f in fields)


@event(
    "finance",
    clause=CLAUSE,
    title="更正配套费票据",
    corrects=[
        corrects(
            FeeRecorded,
            alike=["receipt"],
            last=True,
            when=_changes("payer", "collected_on", "components", "project"),
        ),
        corrects(FeeRefunded, alike=["receipt"], when=_changes("refunded")),
        corrects(FeeHandedOver, alike=["receipt"], when=_changes("handed_over")),
    ],
)
class FeeCorrected:
    """A receipt's figures take the place of the `previous` ones; a `cancelled` one never was.

    `returned_fen` is what the town has beyond what now stays: `offsets` set it off, the rest waits
    in `credits`. `reversed` takes back what had been set off with money that never came.
    """

    town: TownId
    receipt: Identifier
    previous: FeeFigures
    corrected: FeeFigures
    terms: tuple[FeeTerm, ...]
    debts: tuple[FeeDebt, ...]
    credits: tuple[FeeCredit, ...]
    offsets: tuple[Offset, ...]
    reversed: tuple[Offset, ...]
    returned_fen: FenOrZero
    in_force: Flag
    cancelled: Flag
    reason: Reason
    corrected_by: OrganisationId
    corrected_on: date
    document: DocumentRef | None = None


@command_data
class CorrectFee:
    """What is given takes the place of what stands; what is left out stays."""

    town: TownId
    reason: Reason = titled("更正理由")
    receipt: Identifier = titled("票据编号")
    payer: Name | None = titled("缴费人", None)
    collected_on: date | None = titled("收缴日期", None)
    components: tuple[FeeComponent, ...] | None = titled("收费构成", None)
    refunded: tuple[RefundedComponent, ...] | None = titled("退付构成（合计）", None)
    project: ProjectId | None = None
    document: DocumentRef | None = None


@command_data
class CorrectFeeHandover:
    """`handed_over` is what was handed over of each level's share, all in all."""

    town: TownId
    reason: Reason = titled("更正理由")
    receipt: Identifier = titled("票据编号")
    handed_over: tuple[FeePart, ...] = titled("已划转（按级次合计）")
    document: DocumentRef | None = None


@command_data
class CancelFee:
    town: TownId
    reason: Reason = titled("冲销理由")
    receipt: Identifier = titled("票据编号")
    document: DocumentRef | None = None


Event = FeeCorrected
