"""`/commands`: what may be asked of a service, and asking it."""

import re
from datetime import UTC, datetime
from functools import partial
from typing import Any

from werkzeug import Response

from shared.face.bound import Bound
from shared.face.http.answer import answer
from shared.face.http.call import Call, malformed
from shared.face.http.documents import check_attached
from shared.face.http.duties import SCENARIO
from shared.face.http.face import Face
from shared.face.http.moments import instant
from shared.face.http.refusals import unavailable
from shared.face.http.route import JSON, Body
from shared.kernel.aggregate import Actor
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.deciding import NotPermitted
from shared.kernel.commands.executor import Outcome, UnknownCommand
from shared.kernel.commands.permission import Permission
from shared.kernel.commands.unit import command_id, event_id
from shared.policy.languages import Text
from shared.schemas.marshalling import json_schema

COMMAND = Body((JSON,))
_KEY = re.compile(r"[!-~]{1,200}")
_VERSION = re.compile(r'("?)([0-9]{1,18})\1')


class CommandRoutes:
    """Gives commands, a bounded number of them at a time: one more is told to come back."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._bound = Bound(
            face.limits.commands,
            lambda: unavailable(
                Text("正在处理的命令过多", "Too many commands are being carried out."), 1
            ),
        )
        self._permission = Permission(face.registry, face.executor.clock)
        self._described_once: list[dict[str, Any]] | None = None

    def offered(self, call: Call) -> Response:
        if self._described_once is None:
            self._described_once = [self._described(c) for c in public_commands(self._face)]
        return answer({"service": self._face.name, "commands": self._described_once})

    def give(self, call: Call, name: str) -> Response:
        """Give a command; the answer waits, bounded, until the service's views show it."""
        known = self._face.executor.commands.get(name)
        if known is None or not known.public:
            raise UnknownCommand(name)
        self._permission.check_anywhere(known, call.actor)
        key, expected, now = _key(call), _expected(call), _scenario_time(call)
        data = call.json()
        with self._bound.place():
            self._check_here(known, data, call.actor, key)
            outcome = self._face.executor.give(
                name, data, call.actor, key=key, now=now, expected=expected,
                attach=partial(check_attached, call),
            )  # fmt: skip
        return self._answer(outcome)

    def _check_here(self, command: Command, data: Any, actor: Actor, key: str) -> None:
        """Raise `NotPermitted` before the data are checked, unless the command is a repeat."""
        repository = self._face.executor.repository
        try:
            self._permission.check_here(command, data, actor, repository.presumed)
        except NotPermitted:
            # What was accepted once is answered again, whoever has the matter by now.
            id = command_id(actor.organisation, command.name, key)
            if self._face.log.store.find(event_id(id, 0)) is None:
                self._permission.check_here(command, data, actor, repository.now)

    def _answer(self, outcome: Outcome) -> Response:
        visible = self._face.views.wait(outcome.position, self._face.limits.visible_within)
        headers = {"ETag": f'"{outcome.version}"'}
        if outcome.replay:
            headers["Idempotent-Replay"] = "true"
        body = {
            "stream": outcome.stream,
            "version": outcome.version,
            "position": outcome.position,
            "visible": visible,
            "events": outcome.events,
        }
        return answer(body, 200, headers)

    def _described(self, command: Command) -> dict[str, Any]:
        registry = self._face.registry
        return {
            "name": command.name,
            "title": command.title,
            "clause": command.clause,
            "aggregate": command.aggregate.category,
            "who_may": [
                {**authority.names(registry)._asdict(), "relation": authority.relation}
                for authority in command.by
                if authority.relation != "system"
            ],
            "duty": command.duty,
            "creates": command.creates,
            "schema": json_schema(command.data),
        }


def public_commands(face: Face) -> list[Command]:
    """The commands that people may give, by name."""
    return [c for _, c in sorted(face.executor.commands.items()) if c.public]


def _key(call: Call) -> str:
    key = call.request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise malformed(
            Text(
                "须有请求头 Idempotency-Key：1 至 200 个可见 ASCII 字符，同一命令重试时不变",
                "The header Idempotency-Key is required: 1 to 200 visible ASCII characters, the same"
                " whenever the same command is sent again.",
            ),
        )
    return key


def _expected(call: Call) -> int | None:
    text = call.request.headers.get("If-Match")
    if text is None:
        return None
    found = _VERSION.fullmatch(text.strip())
    if not found:
        raise malformed(
            Text(
                '请求头 If-Match 须为版本号，如 "3"',
                'The header If-Match must be a version, as in "3".',
            ),
        )
    return int(found[2])


def _scenario_time(call: Call) -> datetime | None:
    """The demo's moment, given only by who may drive its clock."""
    text = call.request.headers.get("Scenario-Time")
    if text is None:
        return None
    call.require([SCENARIO])
    moment = instant(text)
    if moment is None:
        raise malformed(
            Text(
                "请求头 Scenario-Time 须为带时区的时刻，如 2024-03-01T09:00:00+08:00",
                "The header Scenario-Time must be an instant with its offset, as in"
                " 2024-03-01T09:00:00+08:00.",
            ),
        )
    return moment.astimezone(UTC)
