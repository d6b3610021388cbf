"""办件情况: the permits that towns had under each power, as projects tells them (RZ-2.6.b, RZ-2.6.c).

What an evaluation of such a power needs, nobody has to count.
"""

from datetime import date

from shared.kernel.aggregate import to_city, to_town
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.power_form import PowerForm
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_acceptance as permit_acceptance
from shared.schemas.projects import green_channel_decisions as permit_decisions
from shared.schemas.projects import green_channel_transmission as transmission

Case = (
    permit_acceptance.PermitAccepted
    | permit_decisions.PermitGranted
    | permit_decisions.PermitRefused
    | green_channel.PermitOverdue
    | transmission.CaseTransmitted
    | transmission.TransmissionOverdue
)


@view(
    "delegated-cases",
    title="下放事权办件情况",
    key="entry",
    version=1,
    source="projects",
    sight=[to_town(), to_city()],
)
class DelegatedCases(Row):
    """`entry` is `<project>:<permit>`. A case that no town accepted has no row."""

    entry: str = column("项目与事项")
    delegation: str = column("下放编号", "")
    project: str = column("项目编号", "")
    permit: green_channel.PermitId = column("许可事项", "")
    town: TownId = column("镇", "")
    form: PowerForm = column("下放形式", "accept")
    organ: OrganisationId = column("原属部门", "")
    accepted_on: date | None = column("受理日期", None)
    transmitted_on: date | None = column("转报日期", None)
    decided_on: date | None = column("决定日期", None)
    granted: bool | None = column("是否准予", None)
    late: bool = column("超期", False)


HANDLED = figure(
    "delegated-cases", "镇级逐月办件", of=DelegatedCases, by=("accepted_on", "town"), counts="办件数",
)  # fmt: skip

CASES = totals(
    "delegated_cases",
    "Cases of delegated powers by town; late: not decided within their limit",
    of=DelegatedCases,
    by=("town", "late"),
)


def _entry(event: Case, _: object) -> str:
    return f"{event.project}:{event.permit}"


@DelegatedCases.on(permit_acceptance.PermitAccepted, key=_entry)
def accepted(row: DelegatedCases, event: permit_acceptance.PermitAccepted) -> DelegatedCases | None:
    """One that the department accepts itself, after the town's, is no longer the town's."""
    if event.under is None:
        return None
    return replace(
        row, delegation=event.under.delegation, project=event.project, permit=event.permit,
        town=event.town, form=event.under.form, organ=event.under.organ,
        accepted_on=event.accepted_on, transmitted_on=None, decided_on=None, granted=None,
        late=False,
    )  # fmt: skip


@DelegatedCases.on(transmission.CaseTransmitted, key=_entry)
def transmitted(row: DelegatedCases, event: transmission.CaseTransmitted) -> DelegatedCases:
    return replace(row, transmitted_on=event.transmitted_on)


@DelegatedCases.on(permit_decisions.PermitGranted, permit_decisions.PermitRefused, key=_entry)
def decided(
    row: DelegatedCases, event: permit_decisions.PermitGranted | permit_decisions.PermitRefused
) -> DelegatedCases | None:
    if not row.delegation:
        return None
    granted = isinstance(event, permit_decisions.PermitGranted)
    return replace(row, decided_on=event.decided_on, granted=granted)


@DelegatedCases.on(green_channel.PermitOverdue, transmission.TransmissionOverdue, key=_entry)
def late(
    row: DelegatedCases, event: green_channel.PermitOverdue | transmission.TransmissionOverdue
) -> DelegatedCases | None:
    return replace(row, late=True) if row.delegation else None
