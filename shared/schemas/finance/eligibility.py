"""Eligibility for project money: finance's own record that a project is admitted and live."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    Flag,
    Name,
    ProjectId,
    Reason,
    TownId,
    titled,
)
from shared.schemas.words import words

ProjectKind = Annotated[
    Literal["investment", "social", "infrastructure"],
    words("项目类别", investment="投资性产业", social="社会事业", infrastructure="基础设施"),
]
"""投资性产业, 社会事业, 基础设施: the latter two are public welfare."""


@event("finance", clause="RZ-2.1.a", title="项目代码已登记")
class ProjectCodeNoted:
    project: ProjectId
    town: TownId


@command_data
class RecogniseEligibility:
    project: ProjectId
    name: Name
    town: TownId
    county: CountyId
    admitted_on: date
    kind: ProjectKind | None = None
    code_awaited: Flag = titled("项目代码待登记", False)


@event("finance", clause="RZ-2.2.c", title="确认项目资金资格")
class EligibilityRecognised(RecogniseEligibility):
    """`code_awaited`: no money follows before the project's national code is on record."""


@command_data
class NoteProjectCode:
    project: ProjectId


@command_data
class EndEligibility:
    project: ProjectId
    reason: Reason


@event("finance", clause="RZ-2.2.c", title="终止项目资金资格")
class EligibilityEnded(EndEligibility):
    town: TownId


@command_data
class SuspendEligibility:
    project: ProjectId
    reason: Reason
    adjusted_on: date


@event("finance", clause="RZ-2.2.c", title="暂停项目资金资格")
class EligibilitySuspended(SuspendEligibility):
    """The project's site, scale or estimate changed: nothing new is committed until confirmed."""

    town: TownId


@command_data
class ResumeEligibility:
    """Finance has looked at the adjusted project and its money may go on."""

    project: ProjectId
    reason: Reason
    document: DocumentRef | None = None


@event("finance", clause="RZ-2.2.c", title="恢复项目资金资格")
class EligibilityResumed(ResumeEligibility):
    town: TownId


Event = (
    ProjectCodeNoted | EligibilityRecognised | EligibilityEnded | EligibilitySuspended
    | EligibilityResumed
)  # fmt: skip
