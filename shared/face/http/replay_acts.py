"""An act of the history that is to be taken otherwise: found, read back, and changed."""

import json
from typing import Any

from shared.face.http.access import may_try_for_others
from shared.face.http.call import Call
from shared.face.http.problem import INVALID, NOT_PERMITTED, Problem
from shared.face.http.refusals import no_such
from shared.face.http.seen_streams import seen
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.commands.replaying import given_in
from shared.kernel.log.meta import decode_meta
from shared.kernel.log.recorded import Recorded, split_type
from shared.policy.languages import Text
from shared.schemas.codec import decode, encode
from shared.schemas.events import command_data
from shared.schemas.kinds import Count, JsonValue, Name
from shared.schemas.marshalling import load

_AROUND = 200
"""Events before and after one that may be of the same act."""


@command_data
class ActAsked:
    """The act that led to a version of a stream, with these fields otherwise."""

    stream: Name
    version: Count
    data: dict[str, JsonValue]


def act_of(call: Call, asked: ActAsked, number: int = 0) -> tuple[str, Any]:
    """The act's id and what it would have said. Raises `Problem`, `ValidationError`."""
    records = _records(call, asked)
    meta = decode_meta(records[0].meta)
    if not may_try_for_others(call, meta.command):
        raise Problem(
            NOT_PERMITTED,
            Text(
                "只有条款的市级牵头、参与单位和运维单位可推演他人的办理",
                "Who is named by the clause, or operates the service, replays others' acts.",
            ),
            stream=asked.stream,
        )
    command = call.face.executor.commands.get(meta.command)
    events = [decode(*split_type(r.type), r.data) for r in records]
    given = given_in(command, events) if command and command.public else None
    if command is None or given is None:
        raise Problem(
            INVALID,
            Text(
                f"acts.{number}：该办理的内容不能从事件中还原，不能推演",
                f"acts.{number}: what was given can't be read back off its events.",
            ),
        )
    plain = json.loads(encode(given))
    return meta.command_id, load(command.data, {**plain, **asked.data})


def said_in(call: Call, stream: str, version: int) -> tuple[Command | None, dict[str, Any] | None]:
    """The command of an act and what it said, as plain data; None where its events do not tell."""
    records = _records(call, ActAsked(stream=stream, version=version, data={}))
    command = call.face.executor.commands.get(decode_meta(records[0].meta).command)
    events = [decode(*split_type(r.type), r.data) for r in records]
    given = given_in(command, events) if command and command.public else None
    return command, None if given is None else dict(json.loads(encode(given)))


def _records(call: Call, asked: ActAsked) -> list[Recorded]:
    """The records of the act, all of them seen by the caller."""
    stream = seen(call, asked.stream)
    found = call.face.log.store.history(asked.stream, asked.version - 1, asked.version, 1)
    if not found or not stream.sight.whole:
        raise no_such(Text("办理记录", "act"), f"{asked.stream} {asked.version}")
    at, id = found[0].position, decode_meta(found[0].meta).command_id
    near = call.face.log.read(max(0, at - _AROUND), 2 * _AROUND)
    return [record for record in near if decode_meta(record.meta).command_id == id]
