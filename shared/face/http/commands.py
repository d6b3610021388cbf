"""`/commands`: what may be asked of a service, and asking it."""

from datetime import datetime
from functools import partial
from typing import Any

from werkzeug import Response

from shared.face.bound import Bound
from shared.face.command_schemas import command_schema
from shared.face.http import proposals
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.closed import judged_fields
from shared.face.http.documents import check_attached
from shared.face.http.duties import SCENARIO
from shared.face.http.face import Face
from shared.face.http.headers import at, header, version, visible
from shared.face.http.query import parameters
from shared.face.http.refusals import unavailable
from shared.face.http.route import JSON, Body
from shared.face.meanings import things
from shared.kernel.aggregate import Actor
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.deciding import NotPermitted
from shared.kernel.commands.executor import Outcome, UnknownCommand
from shared.kernel.commands.ids import command_id, event_id
from shared.kernel.commands.permission import Permission
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.duty import Duty
from shared.schemas.words import say

COMMAND = Body((JSON,))


@parameters
class OfCommand:
    """What goes with a command; the demo's moment is given only by who may drive its clock."""

    key: str = header(
        "Idempotency-Key",
        visible(
            "同一命令每次重试都用同一键；1 至 200 个可见 ASCII 字符",
            Text(
                "1 至 200 个可见 ASCII 字符，同一命令重试时不变",
                "1 to 200 visible ASCII characters, the same whenever the same command is sent again",
            ),
        ),
    )
    expected: int | None = header("If-Match", version("调用者所见的案卷版本"))
    scenario_time: datetime | None = header("Scenario-Time", at("演示场景的时刻"), (SCENARIO,))


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
        """The commands: who may give each, by which sentence, and its schema."""
        if self._described_once is None:
            self._described_once = [self._described(c) for c in public_commands(self._face)]
        body = {"commands": self._described_once, "references": things()}
        return answer({"service": self._face.name, **body})

    def give(self, call: Call, name: str) -> Response:
        """Give a command; the answer waits, bounded, until the service's views show it."""
        known = self._face.executor.commands.get(name)
        if known is None or not known.public:
            raise UnknownCommand(name)
        self._permission.check_anywhere(known, call.actor)
        sent: OfCommand = call.sent
        data = call.json()
        with self._bound.place():
            self._check_here(known, data, call.actor, sent.key)
            outcome = self._face.executor.give(
                name, data, call.actor, key=sent.key, now=sent.scenario_time,
                expected=sent.expected,
                traceparent=call.traceparent,
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
        with self._face.executor.spans.within("visible", {"position": outcome.position}):
            visible = self._face.views.visibility.wait(
                outcome.position, self._face.limits.visible_within
            )
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

    def _who_may(self, command: Command) -> list[dict[str, str]]:
        """In words; `relation` to the town, and which department of its county, for programs."""
        registry = self._face.registry
        if command.givers:
            today = self._face.executor.clock.now().astimezone(LOCAL_TIME).date()
            return [
                {"zh": registry.name_of(id, today), "en": id, "relation": "organisation"}
                for id in command.givers(self._face.name, registry)
            ]
        return [
            {
                **authority.names(registry)._asdict(),
                "relation": authority.relation,
                **(
                    {"department": authority.id}
                    if authority.relation == "county-department"
                    else {}
                ),
            }
            for authority in command.by
            if authority.relation != "system"
        ]

    def _described(self, command: Command) -> dict[str, Any]:
        return {
            "name": command.name,
            "title": command.title,
            "clause": command.clause,
            "aggregate": command.aggregate.category,
            "aggregate_title": command.aggregate.title,
            "who_may": self._who_may(command),
            "duty": command.duty,
            "duty_zh": say(Duty, command.duty) if command.duty else "",
            "creates": command.creates,
            "key": command.aggregate.key,
            "proposal": proposals.described(command),
            "judged": judged_fields(command),
            "schema": command_schema(command, self._face.name),
        }


def public_commands(face: Face) -> list[Command]:
    """The commands that people may give, by name."""
    return [c for _, c in sorted(face.executor.commands.items()) if c.public]
