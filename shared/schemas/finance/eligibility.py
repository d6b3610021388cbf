"""Eligibility for project money: finance's own record that a project is admitted and live."""

from datetime import date
from typing import Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import CountyId, Name, ProjectId, Reason, TownId

ProjectKind = Literal["investment", "social", "infrastructure"]
"""投资性产业, 社会事业, 基础设施: the latter two are public welfare."""


@event("finance", clause="RZ-2.2.c", title="确认项目资金资格")
class EligibilityRecognised:
    project: ProjectId
    name: Name
    town: TownId
    county: CountyId
    admitted_on: date
    kind: ProjectKind | None = None


@event("finance", clause="RZ-2.2.c", title="终止项目资金资格")
class EligibilityEnded:
    project: ProjectId
    town: TownId
    reason: Reason


@command_data
class RecogniseEligibility:
    project: ProjectId
    name: Name
    town: TownId
    county: CountyId
    admitted_on: date
    kind: ProjectKind | None = None


@command_data
class EndEligibility:
    project: ProjectId
    reason: Reason
