"""许可台账: one row a permit of an admitted project, from request to decision (RZ-2.1.b)."""

from collections.abc import Iterable
from datetime import date

from services.projects.domain.green_channel.permit import PermitEvent
from services.projects.domain.green_channel.state import GREEN_CHANNEL
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.figure import figure, ranked
from shared.kernel.views.gauge import totals, worst
from shared.kernel.views.row import Row, column, replace, view
from shared.policy.working_days import working_days_after
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.power_form import PowerForm
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_acceptance as permit_acceptance
from shared.schemas.projects import green_channel_clock as permit_clock
from shared.schemas.projects import green_channel_decisions as permit_decisions
from shared.schemas.projects import green_channel_transmission as transmission
from shared.schemas.projects.stages import CommitmentCheck, PermitStage


@view("permit-ledger", title="许可台账", key="entry", version=6, of=GREEN_CHANNEL)
class PermitLedger(Row):
    """`entry` is `<project>:<permit>`; neither id contains a colon."""

    entry: str = column("项目与事项")
    project: str = column("项目编号", "")
    permit: green_channel.PermitId = column("许可事项", "")
    town: TownId = column("镇", "")
    status: PermitStage = column("状态", "required")
    organisation: OrganisationId = column("受理单位", "")
    requested_on: date | None = column("申请日期", None)
    accepted_on: date | None = column("受理日期", None)
    green_channel_working_days: int = column("绿色通道时限（工作日）", 0)
    statutory_working_days: int = column("法定时限（工作日）", 0)
    decided_on: date | None = column("决定日期", None)
    document: str | None = column("决定文号", None)
    reason: str | None = column("决定理由", None)
    overdue_since: date | None = column("超期（时限最后一日）", None)
    warning: bool = column("预警", False)
    deemed: bool = column("视为受理", False)
    missing: str = column("一次告知须补正", "")
    gaps: list[str] = column("容缺材料", factory=list)
    fill_by: date | None = column("补齐期限", None)
    paused_for: green_channel.StopCause = column("停止计时事由", "")
    extended_days: int = column("延长（工作日）", 0)
    commitment: CommitmentCheck = column("承诺核查", "")
    delivered_on: date | None = column("送达日期", None)
    delivery_overdue_since: date | None = column("送达超期（时限最后一日）", None)
    delivery_warning: bool = column("送达预警", False)
    power_form: PowerForm | None = column("镇级权限形式", None)
    decider: OrganisationId = column("决定机关", "")
    in_name_of: OrganisationId = column("以其名义", "")
    transmitted_on: date | None = column("转报日期", None)
    transmission_overdue_since: date | None = column("转报超期（时限最后一日）", None)
    transmission_warning: bool = column("转报预警", False)


STAGES = figure(
    "permits", "许可办理", of=PermitLedger, by=("town", "status"), counts="许可数",
    clause="RZ-2.1.b",
)  # fmt: skip
DECISIONS = figure(
    "permit-decisions", "逐月许可决定", of=PermitLedger, by=("decided_on", "town"),
    counts="许可数", clause="RZ-2.1.b",
)  # fmt: skip


def limit_used(row: PermitLedger, today: date) -> float | None:
    """Working days since the acceptance as a share of the green channel's limit; above 1 it is late.
    None while the limit does not run."""
    limit = row.green_channel_working_days + row.extended_days
    if row.accepted_on is None or row.paused_for or not limit:
        return None
    return working_days_after(row.accepted_on, today) / limit


def percent_used(row: PermitLedger, today: date) -> float | None:
    """The same in percent."""
    used = limit_used(row, today)
    return None if used is None else used * 100


PERMITS = totals("permits", "Permits by state and town", of=PermitLedger, by=("status", "town"))
LIMIT_USED = worst(
    "permit_limit_used_ratio",
    "Of each organisation's permit that is nearest to its limit: days used of it",
    of=PermitLedger,
    by=("organisation",),
    where={"status": ("accepted",)},
    value=limit_used,
)
LIMITS = ranked(
    "permit-limits",
    "在办许可用去时限的比例",
    of=PermitLedger,
    says=("permit", "project"),
    value=percent_used,
    where={"status": ("accepted",)},
    clause="RZ-2.1.b",
)


def _entry(event: PermitEvent, _: EventMeta) -> str:
    return f"{event.project}:{event.permit}"


def _entries(
    event: green_channel.GreenChannelOpened | green_channel.GreenChannelClosed, _: EventMeta
) -> Iterable[str]:
    return [f"{event.project}:{permit}" for permit in event.permits]


@PermitLedger.on(green_channel.GreenChannelOpened, key=_entries)
def opened(row: PermitLedger, event: green_channel.GreenChannelOpened) -> PermitLedger:
    permit = row.entry.removeprefix(f"{event.project}:")
    return replace(row, project=event.project, permit=permit, town=event.town)


@PermitLedger.on(green_channel.GreenChannelClosed, key=_entries)
def closed(row: PermitLedger, event: green_channel.GreenChannelClosed) -> PermitLedger:
    return replace(row, status="outside")


@PermitLedger.on(green_channel.PermitRequested, key=_entry)
def requested(row: PermitLedger, event: green_channel.PermitRequested) -> PermitLedger:
    return replace(row, status="requested", requested_on=event.requested_on)


@PermitLedger.on(permit_acceptance.PermitAccepted, key=_entry)
def accepted(row: PermitLedger, event: permit_acceptance.PermitAccepted) -> PermitLedger:
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
        overdue_since=row.overdue_since if row.deemed else None,
        deemed=event.deemed,
        gaps=list(event.gaps),
        fill_by=event.fill_by,
        extended_days=0,
        commitment="",
        delivered_on=None,
        delivery_overdue_since=None,
        power_form=event.under.form if event.under else None,
        decider=_decider(event),
        in_name_of=event.under.organ if event.under and event.under.form == "entrust" else "",
        transmitted_on=None,
        transmission_overdue_since=None,
    )


def _decider(event: permit_acceptance.PermitAccepted) -> str:
    """Who accepted it, or the organ for which a town only accepted."""
    if event.under is not None and event.under.form == "accept":
        return event.under.organ
    return event.organisation


@PermitLedger.on(transmission.CaseTransmitted, key=_entry)
def transmitted(row: PermitLedger, event: transmission.CaseTransmitted) -> PermitLedger:
    return replace(row, transmitted_on=event.transmitted_on)


@PermitLedger.on(transmission.TransmissionOverdue, key=_entry)
def transmission_late(row: PermitLedger, event: transmission.TransmissionOverdue) -> PermitLedger:
    return replace(row, transmission_overdue_since=event.due_on, transmission_warning=True)


@PermitLedger.on(transmission.TransmissionFlagCleared, key=_entry)
def transmission_flag_cleared(
    row: PermitLedger, event: transmission.TransmissionFlagCleared
) -> PermitLedger:
    return replace(row, transmission_warning=False)


@PermitLedger.on(permit_acceptance.DeficiencyNotified, key=_entry)
def sent_back(row: PermitLedger, event: permit_acceptance.DeficiencyNotified) -> PermitLedger:
    return replace(row, status="deficient", missing="；".join(event.missing))


@PermitLedger.on(
    permit_acceptance.AcceptanceDeclined, permit_acceptance.PermitRequestWithdrawn, key=_entry
)
def ended(
    row: PermitLedger,
    event: permit_acceptance.AcceptanceDeclined | permit_acceptance.PermitRequestWithdrawn,
) -> PermitLedger:
    status: PermitStage = (
        "declined" if isinstance(event, permit_acceptance.AcceptanceDeclined) else "withdrawn"
    )
    return replace(row, status=status, reason=event.reason, paused_for="", gaps=[], fill_by=None)


@PermitLedger.on(permit_acceptance.GapFilled, key=_entry)
def gap_filled(row: PermitLedger, event: permit_acceptance.GapFilled) -> PermitLedger:
    return replace(row, gaps=[gap for gap in row.gaps if gap != event.gap])


@PermitLedger.on(permit_acceptance.AcceptanceLapsed, key=_entry)
def lapsed(row: PermitLedger, event: permit_acceptance.AcceptanceLapsed) -> PermitLedger:
    return replace(row, status="lapsed", reason=None, gaps=list(event.gaps))


@PermitLedger.on(permit_clock.ClockPaused, key=_entry)
def paused(row: PermitLedger, event: permit_clock.ClockPaused) -> PermitLedger:
    return replace(row, paused_for=event.cause)


@PermitLedger.on(permit_clock.ClockResumed, key=_entry)
def resumed(row: PermitLedger, event: permit_clock.ClockResumed) -> PermitLedger:
    return replace(row, paused_for="")


@PermitLedger.on(permit_clock.PermitExtended, key=_entry)
def extended(row: PermitLedger, event: permit_clock.PermitExtended) -> PermitLedger:
    return replace(row, extended_days=event.working_days)


@PermitLedger.on(permit_decisions.PermitGranted, permit_decisions.PermitRefused, key=_entry)
def decided(
    row: PermitLedger, event: permit_decisions.PermitGranted | permit_decisions.PermitRefused
) -> PermitLedger:
    return replace(
        row,
        status="granted" if isinstance(event, permit_decisions.PermitGranted) else "refused",
        decided_on=event.decided_on,
        document=event.document,
        reason=event.reason,
        organisation=event.organisation,
        decider=event.organisation,
        power_form=event.under.form if event.under else row.power_form,
        in_name_of=event.under.organ if event.under and event.under.form == "entrust" else "",
        commitment="due"
        if isinstance(event, permit_decisions.PermitGranted) and event.commitment
        else "",
    )


@PermitLedger.on(
    permit_decisions.CommitmentVerified, permit_decisions.CommitmentBreached, key=_entry
)
def checked(
    row: PermitLedger,
    event: permit_decisions.CommitmentVerified | permit_decisions.CommitmentBreached,
) -> PermitLedger:
    return replace(
        row,
        commitment="kept" if isinstance(event, permit_decisions.CommitmentVerified) else "breached",
    )


@PermitLedger.on(permit_decisions.PermitRevoked, key=_entry)
def revoked(row: PermitLedger, event: permit_decisions.PermitRevoked) -> PermitLedger:
    return replace(row, status="revoked", reason=event.reason, document=event.document)


@PermitLedger.on(permit_decisions.PermitDelivered, key=_entry)
def delivered(row: PermitLedger, event: permit_decisions.PermitDelivered) -> PermitLedger:
    return replace(row, delivered_on=event.delivered_on)


@PermitLedger.on(permit_decisions.PermitDeliveryOverdue, key=_entry)
def delivery_overdue(
    row: PermitLedger, event: permit_decisions.PermitDeliveryOverdue
) -> PermitLedger:
    return replace(row, delivery_overdue_since=event.due_on, delivery_warning=True)


@PermitLedger.on(green_channel.DeliveryFlagCleared, key=_entry)
def delivery_flag_cleared(
    row: PermitLedger, event: green_channel.DeliveryFlagCleared
) -> PermitLedger:
    return replace(row, delivery_warning=False)


@PermitLedger.on(green_channel.PermitOverdue, key=_entry)
def overdue(row: PermitLedger, event: green_channel.PermitOverdue) -> PermitLedger:
    return replace(row, overdue_since=event.due_on, warning=True)


@PermitLedger.on(green_channel.PermitFlagCleared, key=_entry)
def flag_cleared(row: PermitLedger, event: green_channel.PermitFlagCleared) -> PermitLedger:
    return replace(row, warning=False)
