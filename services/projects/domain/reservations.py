"""Reservations: what only one live project may have, each a stream that its holder guards."""

import hashlib
import unicodedata
from typing import assert_never

import msgspec

from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Events,
    RulesOf,
    elsewhere,
    refuse,
    to_organisation,
)
from shared.schemas.projects import reservations
from shared.schemas.text import same_name

rule = RulesOf("RZ-2.1.a")
NAME_IS_FREE = rule(
    "name-is-free",
    zh="同一镇、同一建设单位的项目不得重名",
    en="A name is unique within a town and building unit.",
    pass_zh="该名称已由项目 {holder} 使用",
    pass_en="Project {holder} holds this name; use another, or wait until it leaves.",
)
CODE_IS_FREE = rule(
    "code-is-free",
    zh="一个项目代码只能对应一个在库或申报中的项目",
    en="A national project code belongs to one live project.",
    pass_zh="该代码已由项目 {holder} 使用",
    pass_en="Project {holder} holds this code; check it.",
)


class ReservedName(msgspec.Struct, frozen=True):
    """The project that holds a name in a town and unit, if any."""

    project: str = ""


class ReservedCode(msgspec.Struct, frozen=True):
    """The project that holds a national project code, if any."""

    project: str = ""


RESERVED_NAME = Aggregate(
    "reserved-name",
    ReservedName(),
    key="name_id",
    title="项目名称占用",
    sight=[to_organisation("housing")],
)
RESERVED_CODE = Aggregate(
    "reserved-code",
    ReservedCode(),
    key="national_code",
    title="项目代码占用",
    sight=[to_organisation("housing")],
)


RESERVED_NAME.asks_nobody("随项目占用和释放")
RESERVED_CODE.asks_nobody("随项目占用和释放")


@RESERVED_NAME.evolve
def evolve_name(
    _: ReservedName, event: reservations.ProjectNameReserved | reservations.ProjectNameReleased
) -> ReservedName:
    match event:
        case reservations.ProjectNameReserved(project=project):
            return ReservedName(project)
        case reservations.ProjectNameReleased():
            return ReservedName()
    assert_never(event)


@RESERVED_CODE.evolve
def evolve_code(
    _: ReservedCode, event: reservations.NationalCodeReserved | reservations.NationalCodeReleased
) -> ReservedCode:
    match event:
        case reservations.NationalCodeReserved(project=project):
            return ReservedCode(project)
        case reservations.NationalCodeReleased():
            return ReservedCode()
    assert_never(event)


def name_id(town: str, unit: str, name: str) -> str:
    """The id of the stream that reserves a name, the same for every spelling of it."""
    return _id(*map(same_name, (town, unit, name)))


def name_ids(town: str, unit: str, name: str) -> set[str]:
    """`name_id`, and the ids under which earlier releases reserved this name.

    They told full-width from plain characters: so what was typed then has an id of its own, and
    the usual ways of typing the same are looked at as well.
    """
    plain = [unicodedata.normalize("NFKC", part) for part in (unit, name)]
    spellings = [(unit, name), plain]
    spellings += [[part.translate(wide) for part in plain] for wide in _WIDE]
    earlier = {_id(town, *("".join(p.split()) for p in parts)) for parts in spellings}
    return earlier | {name_id(town, unit, name)}


def _id(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]


_BRACKETS = str.maketrans("()", "（）")
_DIGITS = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
_EVERY = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_WIDE = (_BRACKETS, _DIGITS, _BRACKETS | _DIGITS, _EVERY)
"""What people type in full width."""


def reserve_name(project: str, town: str, unit: str, name: str, context: Context) -> Events:
    """Take a name for a project. The streams of all its ids must be guarded."""
    for id in sorted(name_ids(town, unit, name)):
        holder = context.guard(ReservedName, id).project
        if holder and holder != project:
            refuse(NAME_IS_FREE, holder=holder)
    id = name_id(town, unit, name)
    return [
        *elsewhere(
            ReservedName,
            id,
            [reservations.ProjectNameReserved(project, town=town, unit=unit, name=name)],
        )
    ]


def release_name(project: str, town: str, name_ids: set[str], context: Context) -> Events:
    """Give back a name, under each of its ids that the project holds. All must be guarded."""
    held = [id for id in sorted(name_ids) if context.guard(ReservedName, id).project == project]
    return [
        event
        for id in held
        for event in elsewhere(
            ReservedName, id, [reservations.ProjectNameReleased(project, town=town)]
        )
    ]


def reserve_code(project: str, town: str, code: str | None, context: Context) -> Events:
    """Take a national code for a project, if it has one. Its stream must be guarded."""
    if code is None:
        return []
    holder = context.guard(ReservedCode, code).project
    if holder:
        refuse(CODE_IS_FREE, holder=holder)
    return [
        *elsewhere(
            ReservedCode,
            code,
            [reservations.NationalCodeReserved(project, town=town, national_code=code)],
        )
    ]


def release_code(project: str, town: str, code: str | None) -> Events:
    if code is None:
        return []
    return [
        *elsewhere(
            ReservedCode,
            code,
            [reservations.NationalCodeReleased(project, town=town, national_code=code)],
        )
    ]
