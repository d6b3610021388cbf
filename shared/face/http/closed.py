"""`/commands/<name>/closed`: of what a field of a command may name, a contract of a fund or a project,
that for which it would be refused, whatever else is asked. Judged by the checks that the command
makes itself."""

import logging
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from werkzeug import Response

from shared.face.command_schemas import NAMES_PART, command_schema
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.parameter import invalid_parameter
from shared.face.http.query import others, parameters, required, text
from shared.face.http.refusals import problem_of
from shared.kernel.aggregate import Actor, Context, Refused
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.condition import Untold
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted, check_offered
from shared.kernel.commands.executor import UnknownCommand
from shared.kernel.commands.permission import Permission
from shared.kernel.commands.unit import UnitOfWork
from shared.policy.languages import Text
from shared.schemas.checked import IDENTIFIER

_log = logging.getLogger(__name__)
MOST = 500
"""Things that are judged at once."""


@parameters
class OfClosed:
    """Of which field, which things, and the fields that the form has already, by their names."""

    judged: str = required("字段")
    among: str = required("其中哪些，每行一个")
    fields: dict[str, str] = others(text("已填写的字段"))


def judged_fields(command: Command) -> list[str]:
    """The fields of which a command can say beforehand what it would be refused for: those whose
    check it names, and the id of what it is given about."""
    own = [command.aggregate.key] if not command.creates else []
    return list(dict.fromkeys([*own, *(pick.field for pick in command.picks)]))


class ClosedRoutes:
    """Judges of so many at once."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._permission = Permission(face.registry, face.executor.clock)
        self._bound = face.places_to_read(
            Text("正在查询的人过多", "Too many are looking things up.")
        )

    def closed(self, call: Call, name: str, asked: OfClosed) -> Response:
        """The things that a command would be refused for, each with the rule that says so, its
        clause and both texts; nothing is said of one that rests on what the form does not say yet.
        """
        command = self._face.executor.commands.get(name)
        if command is None or not command.public:
            raise UnknownCommand(name)
        self._permission.check_anywhere(command, call.actor)
        if asked.judged not in (known := judged_fields(command)):
            listed = ", ".join(known) or "—"
            raise invalid_parameter("judged", Text(f"可用：{listed}", f"one of {listed}"))
        ids = asked.among.split("\n")[:MOST]
        with self._bound.place():
            closed = dict(self._closed(call, command, asked, ids))
        return answer({"command": command.name, "judged": asked.judged, "closed": closed})

    def _closed(
        self, call: Call, command: Command, asked: OfClosed, ids: list[str]
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        own, field = command.aggregate, asked.judged
        schemas = command_schema(command, self._face.name)["properties"]
        beside = _one(schemas[field]).get(NAMES_PART, {}).get("beside", ())
        told = {**dict.fromkeys(beside), **_told(schemas, beside, asked.fields)}
        judged = {id: v for id in ids if (v := value_of(schemas[field], id)) is not None}
        unit = self._face.executor.unit(fresh=True)
        named = {v for v in (*judged.values(), *told.values()) if _is_id(v)}
        unit.gather([own, *(guard.aggregate for guard in command.guards)], named)
        context = unit.beforehand(call.actor, self._face.executor.clock.now(), command)
        if field != own.key and not self._may_be_given(unit, command, told, call.actor):
            return
        for id, value in judged.items():
            try:
                self._judge(unit, command, field, {**told, field: value}, context)
            except Untold as untold:
                if not told_beforehand(schemas.get(str(untold), {})):
                    _log.error("%s checks %s by its %s, which no least tells",
                               command.name, field, untold)  # fmt: skip
            except NoSuchStream:
                continue
            except NotPermitted as error:
                yield id, _said(problem_of(error, self._face.registry).body)
            except Refused as refusal:
                stated = refusal.stated  # it isn't known yet what will be asked
                told_so = problem_of(refusal, self._face.registry).body
                yield id, _said({**told_so, "detail": stated.en, "detail_zh": stated.zh})

    def _may_be_given(
        self, unit: UnitOfWork, command: Command, told: Mapping[str, Any], actor: Actor
    ) -> bool:
        """Whether it is known what the command is given about, and the caller may give it for that."""
        version, state = _about(unit, command, told)
        if command.creates is False and not version:
            return False
        if not command.creates and not _is_id(told.get(command.aggregate.key)):
            return False
        try:
            self._permission.check_offered(command, state, actor, told)
        except NotPermitted:
            return False
        return True

    def _judge(
        self, unit: UnitOfWork, command: Command, field: str, given: Mapping[str, Any],
        context: Context,
    ) -> None:  # fmt: skip
        """Raise what would refuse the command for what a field names."""
        version, state = _about(unit, command, given)
        if field == command.aggregate.key:
            self._permission.check_offered(command, state, context.actor, given)
            check_offered(command, version, given[field], state, context)
        for pick in command.picks:
            if pick.field == field:
                pick.judge(state, given, context)


def _about(unit: UnitOfWork, command: Command, given: Mapping[str, Any]) -> tuple[int, Any]:
    """Version and state of what a command is given about, as far as that is known."""
    own, id = command.aggregate, given.get(command.aggregate.key)
    return unit.load(own, str(id)) if _is_id(id) else (0, own.initial)


def told_beforehand(schema: Mapping[str, Any]) -> bool:
    """Whether a form says of a field, before the rest is filled in, what was chosen for it: ids,
    words, and whether something is so."""
    one = _one(schema)
    return bool(
        "x-labels" in one
        or "x-reference" in one
        or NAMES_PART in one
        or one.get("x-kind") in ("id", "key", "part", "flag", "town", "county", "organisation")
    )


def _one(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    one: Mapping[str, Any] = schema.get("items", schema)
    return one


def _told(
    schemas: Mapping[str, Any], beside: Collection[str], fields: Mapping[str, str]
) -> dict[str, Any]:
    """What a form says by which things are judged. A sum is none of it: how much there is of
    something is not to be found out by asking for more and more."""
    values = {
        name: value_of(schemas[name], text)
        for name, text in fields.items()
        if name in schemas
        and "items" not in schemas[name]
        and (name in beside or told_beforehand(schemas[name]))
    }
    return {name: value for name, value in values.items() if value is not None}


def value_of(schema: Mapping[str, Any], text: str) -> Any:
    """A value as a command has it; None where it can have no such value."""
    one = _one(schema)
    types = one.get("type", ())
    if "x-labels" in one:
        return text if text in one["x-labels"] else None
    if "boolean" in types:
        return {"true": True, "false": False}.get(text)
    if "integer" in types:
        return int(text) if re.fullmatch("[0-9]{1,18}", text) else None
    names = "x-reference" in one or one.get("x-kind") == "id"
    return text if _is_id(text) or not names else None


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(IDENTIFIER, value))


def _said(problem: Mapping[str, Any]) -> dict[str, Any]:
    names = ("rule", "clause", "detail", "detail_zh")
    return {name: problem[name] for name in names if name in problem}
