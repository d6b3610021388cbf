"""Reservations: what only one live project may have, each a stream that its holder guards."""

import hashlib
from dataclasses import dataclass

from shared.aggregate import Aggregate, Context, Rule, elsewhere, refuse
from shared.schemas.projects.reservations import (
    NationalCodeReleased,
    NationalCodeReserved,
    ProjectNameReleased,
    ProjectNameReserved,
)

NAME_IS_FREE = Rule(
    "name-is-free",
    "RZ-2.1.a",
    zh="同一镇、同一建设单位的项目不得重名",
    en="A name is unique within a town and building unit.",
    pass_zh="该名称已由项目 {holder} 使用",
    pass_en="Project {holder} holds this name; use another, or wait until it leaves.",
)
CODE_IS_FREE = Rule(
    "code-is-free",
    "RZ-2.1.a",
    zh="一个项目代码只能对应一个在库或申报中的项目",
    en="A national project code belongs to one live project.",
    pass_zh="该代码已由项目 {holder} 使用",
    pass_en="Project {holder} holds this code; check it.",
)

Events = list[object]


@dataclass(frozen=True)
class ReservedName:
    """The project that holds a name in a town and unit, if any."""

    project: str = ""


@dataclass(frozen=True)
class ReservedCode:
    """The project that holds a national project code, if any."""

    project: str = ""


RESERVED_NAME = Aggregate("reserved-name", ReservedName(), key="name_id", title="项目名称占用")
RESERVED_CODE = Aggregate(
    "reserved-code", ReservedCode(), key="national_code", title="项目代码占用"
)


@RESERVED_NAME.evolve
def evolve_name(_: ReservedName, event: ProjectNameReserved | ProjectNameReleased) -> ReservedName:
    match event:
        case ProjectNameReserved(project=project):
            return ReservedName(project)
        case ProjectNameReleased():
            return ReservedName()


@RESERVED_CODE.evolve
def evolve_code(
    _: ReservedCode, event: NationalCodeReserved | NationalCodeReleased
) -> ReservedCode:
    match event:
        case NationalCodeReserved(project=project):
            return ReservedCode(project)
        case NationalCodeReleased():
            return ReservedCode()


def name_id(town: str, unit: str, name: str) -> str:
    """The id of the stream that reserves a name; white space makes no new name."""
    words = "\x1f".join("".join(part.split()) for part in (town, unit, name))
    return hashlib.sha256(words.encode()).hexdigest()[:40]


def reserve_name(project: str, town: str, unit: str, name: str, context: Context) -> Events:
    """Take a name for a project. Its stream must be guarded."""
    id = name_id(town, unit, name)
    holder = context.guard(ReservedName, id).project
    if holder:
        refuse(NAME_IS_FREE, holder=holder)
    return [*elsewhere(ReservedName, id, [ProjectNameReserved(project, town, unit, name)])]


def release_name(project: str, town: str, name_id: str) -> Events:
    return [*elsewhere(ReservedName, name_id, [ProjectNameReleased(project, town)])]


def reserve_code(project: str, town: str, code: str | None, context: Context) -> Events:
    """Take a national code for a project, if it has one. Its stream must be guarded."""
    if code is None:
        return []
    holder = context.guard(ReservedCode, code).project
    if holder:
        refuse(CODE_IS_FREE, holder=holder)
    return [*elsewhere(ReservedCode, code, [NationalCodeReserved(project, town, code)])]


def release_code(project: str, town: str, code: str | None) -> Events:
    if code is None:
        return []
    return [*elsewhere(ReservedCode, code, [NationalCodeReleased(project, town, code)])]
