"""许可台账: one row a permit of an admitted project, from request to decision (RZ-2.1.b)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from shared.log.recorded import EventMeta
from shared.schemas.projects.green_channel import (
    GreenChannelClosed,
    GreenChannelOpened,
    PermitAccepted,
    PermitFlagCleared,
    PermitGranted,
    PermitOverdue,
    PermitRefused,
    PermitRequested,
)
from shared.views.definition import column, view

PermitEvent = (
    PermitRequested
    | PermitAccepted
    | PermitGranted
    | PermitRefused
    | PermitOverdue
    | PermitFlagCleared
)


@view("permit-ledger", title="许可台账", key="entry", version=1, town_column="town")
class PermitLedger:
    """`entry` is `<project>:<permit>`; neither id contains a colon."""

    entry: str = column("项目与事项")
    project: str = column("项目编号", "")
    permit: str = column("许可事项", "")
    town: str = column("镇", "")
    status: str = column("状态", "required")
    organisation: str = column("受理单位", "")
    requested_on: date | None = column("申请日期", None)
    accepted_on: date | None = column("受理日期", None)
    green_channel_working_days: int = column("绿色通道时限（工作日）", 0)
    statutory_working_days: int = column("法定时限（工作日）", 0)
    decided_on: date | None = column("决定日期", None)
    document: str | None = column("决定文号", None)
    reason: str | None = column("决定理由", None)
    overdue_since: date | None = column("超期（时限最后一日）", None)
    warning: bool = column("预警", False)


def _entry(event: PermitEvent, _: EventMeta) -> str:
    return f"{event.project}:{event.permit}"


def _entries(event: GreenChannelOpened | GreenChannelClosed, _: EventMeta) -> Iterable[str]:
    return [f"{event.project}:{permit}" for permit in event.permits]


@PermitLedger.on(GreenChannelOpened, key=_entries)
def opened(row: PermitLedger, event: GreenChannelOpened) -> PermitLedger:
    permit = row.entry.removeprefix(f"{event.project}:")
    return replace(row, project=event.project, permit=permit, town=event.town)


@PermitLedger.on(GreenChannelClosed, key=_entries)
def closed(row: PermitLedger, event: GreenChannelClosed) -> PermitLedger:
    return replace(row, status="outside")


@PermitLedger.on(PermitRequested, key=_entry)
def requested(row: PermitLedger, event: PermitRequested) -> PermitLedger:
    return replace(row, status="requested", requested_on=event.requested_on)


@PermitLedger.on(PermitAccepted, key=_entry)
def accepted(row: PermitLedger, event: PermitAccepted) -> PermitLedger:
    return replace(
        row,
        status="accepted",
        organisation=event.organisation,
        accepted_on=event.accepted_on,
        green_channel_working_days=event.green_channel_working_days,
        statutory_working_days=event.statutory_working_days,
        decided_on=None,
        document=None,
        reason=None,
        overdue_since=None,
    )


@PermitLedger.on(PermitGranted, PermitRefused, key=_entry)
def decided(row: PermitLedger, event: PermitGranted | PermitRefused) -> PermitLedger:
    return replace(
        row,
        status="granted" if isinstance(event, PermitGranted) else "refused",
        decided_on=event.decided_on,
        document=event.document,
        reason=event.reason,
    )


@PermitLedger.on(PermitOverdue, key=_entry)
def overdue(row: PermitLedger, event: PermitOverdue) -> PermitLedger:
    return replace(row, overdue_since=event.due_on, warning=True)


@PermitLedger.on(PermitFlagCleared, key=_entry)
def flag_cleared(row: PermitLedger, event: PermitFlagCleared) -> PermitLedger:
    return replace(row, warning=False)
