"""服务网点: where the towns' people are served, planned, opened, moved, closed (RZ-2.4.b)."""

from datetime import date

from shared.schemas.credit.stages import OutletKind
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    TownId,
    titled,
)

CLAUSE = "RZ-2.4.b"


@command_data
class PlanOutlet:
    outlet: Identifier
    institution: Identifier
    town: TownId
    kind: OutletKind
    name: Name
    site: Name = titled("地址")
    planned_for: date


@event("credit", clause=CLAUSE, title="计划网点")
class OutletPlanned(PlanOutlet):
    """`pilot`: whether it counts for a pilot town."""

    pilot: Flag
    entered_by: OrganisationId


@command_data
class OpenOutlet:
    """`licence`: the financial licence; of a 助农服务点 its filing number."""

    outlet: Identifier
    licence: DocumentRef = titled("金融许可证号或备案号")
    opened_on: date


@event("credit", clause=CLAUSE, title="网点开业")
class OutletOpened(OpenOutlet):
    town: TownId
    pilot: Flag
    entered_by: OrganisationId


@command_data
class RelocateOutlet:
    outlet: Identifier
    town: TownId
    site: Name = titled("新址")
    reason: Reason
    relocated_on: date


@event("credit", clause=CLAUSE, title="网点迁址")
class OutletRelocated(RelocateOutlet):
    pilot: Flag
    from_town: TownId
    entered_by: OrganisationId


@command_data
class CloseOutlet:
    outlet: Identifier
    reason: Reason
    closed_on: date


@event("credit", clause=CLAUSE, title="网点撤并")
class OutletClosed(CloseOutlet):
    """Also a plan that is given up."""

    town: TownId
    was_open: Flag
    entered_by: OrganisationId


Event = OutletPlanned | OutletOpened | OutletRelocated | OutletClosed
