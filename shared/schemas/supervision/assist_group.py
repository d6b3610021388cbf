"""帮包小组 (RZ-3.1.a): the group that helps a pilot town and visits its matters."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import CountyId, DocumentRef, Name, OrganisationId, Reason, TownId, titled

CLAUSE, VISITS = "RZ-3.1.a", "RZ-3.3.c"


@command_data
class GroupMember:
    """`unit` is who the member works for: whoever handled a matter does not visit it."""

    person: Name
    unit: OrganisationId
    role: Name


@event("supervision", clause=CLAUSE, title="帮包小组成立")
class GroupFormed:
    town: TownId
    county: CountyId
    members: tuple[GroupMember, ...]
    formed_on: date
    document: DocumentRef | None = None


@command_data
class FormGroup:
    town: TownId
    members: tuple[GroupMember, ...] = titled("成员")
    document: DocumentRef | None = None


@command_data
class ChangeMembers:
    town: TownId
    reason: Reason
    joined: tuple[GroupMember, ...] = titled("增加成员", ())
    left: tuple[Name, ...] = titled("退出成员", ())
    document: DocumentRef | None = None


@event("supervision", clause=CLAUSE, title="帮包小组成员调整")
class GroupMembersChanged(ChangeMembers):
    """`members` are all after the change."""

    joined: tuple[GroupMember, ...]
    left: tuple[Name, ...]
    members: tuple[GroupMember, ...]
    changed_on: date


@command_data
class FormVisitGroup:
    """The members are all after it: formed again, the group is another."""

    town: TownId
    members: tuple[GroupMember, ...] = titled("成员")
    document: DocumentRef | None = None


@event("supervision", clause=VISITS, title="回访小组成立")
class VisitGroupFormed(FormVisitGroup):
    """Who visits under the other reading of 帮包小组: a group of its own (reading 7)."""

    county: CountyId
    formed_on: date


Event = GroupFormed | GroupMembersChanged | VisitGroupFormed
