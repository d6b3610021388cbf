"""`/commands/<name>/proposal`: the number that the server proposes for a new thing."""

from typing import Any

from werkzeug import Response

from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.parameter import invalid_parameter
from shared.face.http.query import number, parameters, text
from shared.face.http.refusals import no_such
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.commands.executor import UnknownCommand
from shared.kernel.commands.numbering import needs, propose
from shared.kernel.commands.permission import Permission
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME


@parameters
class OfProposal:
    """Of what a number is made; left out, the town is the caller's own and the year this one."""

    town: str | None = text("镇")
    county: str | None = text("区县")
    year: int | None = number("年度", 2000, 2100)


class ProposalRoutes:
    """Proposes ids, unique against the log, and keeps none for anybody."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._permission = Permission(face.registry, face.executor.clock)

    def proposal(self, call: Call, name: str, asked: OfProposal) -> Response:
        """The id that a new thing may have, for who may make it; whoever is first, has it."""
        command = self._face.executor.commands.get(name)
        if command is None or not command.public:
            raise UnknownCommand(name)
        if not command.numbered:
            raise no_such(Text("编号规则", "rule for a number of"), name)
        self._permission.check_anywhere(command, call.actor)
        values = {part: self._value(part, asked, call) for part in needs(command)}
        id = propose(command, values, self._face.log.store.begun)
        if id is None:
            raise invalid_parameter("year", Text("该年度编号已用完", "one with numbers left"))
        return answer(
            {
                "command": command.name,
                "field": command.aggregate.key,
                "proposal": id,
                "stream": command.aggregate.stream(id),
                "made_of": values,
            }
        )

    def _value(self, part: str, asked: OfProposal, call: Call) -> Any:
        registry = self._face.registry
        if part == "year":
            now = self._face.executor.clock.now()
            return asked.year or now.astimezone(LOCAL_TIME).year
        known = registry.towns if part == "town" else registry.counties
        given = (asked.town if part == "town" else asked.county) or call.actor.organisation
        if given not in known:
            zh, en = f"须为其一：{'、'.join(known)}", f"one of: {', '.join(known)}"
            raise invalid_parameter(part, Text(zh, en))
        return given


def described(command: Command) -> dict[str, Any] | None:
    """How a form asks for a number; None where the command makes nothing that has one."""
    if not command.numbered:
        return None
    path = f"/commands/{command.name}/proposal"
    return {"field": command.aggregate.key, "needs": list(needs(command)), "path": path}
