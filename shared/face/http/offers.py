"""`/streams/<stream>/offers`: what the caller may do with a stream now, and if not, why."""

from typing import Any

from werkzeug import Response

from shared.face.http.access import not_seen
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.refusals import no_such, problem_of
from shared.face.http.seen_streams import history, seen
from shared.kernel.aggregate import Refused
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted
from shared.kernel.commands.permission import Permission
from shared.kernel.commands.unit import UnitOfWork
from shared.policy.languages import Text


class OfferRoutes:
    """Judges, of every public command, the rules that rest on the stream's state and the caller."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._permission = Permission(face.registry, face.executor.clock)

    def offered(self, call: Call, name: str) -> Response:
        """Every command of a stream's aggregate for the caller: whether it may be given now, and
        if not, the rule, its clause and what would make it pass. Rules on what a command asks for
        are judged when it is given.
        """
        stream = seen(call, name)
        if stream.aggregate is None:
            raise no_such(Text("可办命令", "commands of"), name)
        if not stream.sight.whole and next(history(self._face, stream), None) is None:
            raise not_seen(stream.aggregate, self._face.registry)
        unit, id = self._face.executor.unit(fresh=True), stream.aggregate.id_of(name)
        public = [c for c in stream.aggregate.commands.values() if c.public]
        return answer(
            {
                "stream": name,
                "title": stream.aggregate.title,
                "version": stream.version,
                "offers": [
                    self._offer(call, unit, command, id, stream.state) for command in public
                ],
            },
            headers={"ETag": f'"{stream.version}"'},
        )

    def _offer(
        self, call: Call, unit: UnitOfWork, command: Command, id: str, state: Any
    ) -> dict[str, Any]:
        told = {"command": command.name, "title": command.title, "clause": command.clause}
        try:
            self._permission.check_offered(command, state, call.actor)
            unit.offer(command, id, call.actor, self._face.executor.clock.now())
        except (Refused, NotPermitted, NoSuchStream) as refusal:
            body = problem_of(refusal, self._face.registry).body
            left_out = ("status", "title", "title_zh", "command", "clause")
            why = {name: value for name, value in body.items() if name not in left_out}
            rule = {"rule_clause": refusal.rule.clause} if isinstance(refusal, Refused) else {}
            return {**told, "may": False, **why, **rule}
        return {**told, "may": True}
