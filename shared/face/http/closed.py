"""Which of a stream's parts a command would be refused for, whatever it asks of them: a contract of
which all is verified is not to be verified. Judged by the checks that the commands themselves make."""

import logging
from collections.abc import Mapping
from typing import Any

from shared.face.http.call import Call
from shared.face.http.seen_streams import Stream
from shared.kernel.aggregate import Refused
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.condition import Untold
from shared.kernel.aggregate.deciding import NotPermitted
from shared.kernel.commands.permission import Permission
from shared.schemas.within import Within

_log = logging.getLogger(__name__)


class Closed:
    """Judges the parts of a stream as it stands, for the commands that the caller may give it."""

    def __init__(self, call: Call, stream: Stream, permission: Permission) -> None:
        commands = stream.aggregate.commands.values() if stream.aggregate else ()
        executor = call.face.executor
        self._state = stream.state
        self._context = executor.unit(fresh=True).beforehand(call.actor, executor.clock.now())
        self._commands = [c for c in commands if c.picks and self._may(call, c, permission)]

    def to(self, id: Any, beside: Mapping[str, Any], kind: Within) -> dict[str, Any]:
        """The commands that a part is closed to, each with the rule that says so. Of the fields
        that name a part of its kind, those count that do so in its own stream."""
        closed, known = {}, {**dict.fromkeys(kind.all_beside), **beside}
        for command in self._commands:
            for pick in command.picks:
                if kind.fields.get(pick.field) != "":
                    continue
                try:
                    pick.judge(self._state, {**known, pick.field: id}, self._context)
                except Untold as field:  # then its rule tells whoever tries
                    _log.error(
                        "%s checks a part by its %s, which no least tells", command.name, field
                    )
                except Refused as refusal:
                    rule, told = refusal.rule, refusal.stated
                    closed[command.name] = {
                        "rule": rule.name, "clause": rule.clause,
                        "detail": told.en, "detail_zh": told.zh,
                    }  # fmt: skip
        return closed

    def _may(self, call: Call, command: Command, permission: Permission) -> bool:
        try:
            permission.check_offered(command, self._state, call.actor)
        except NotPermitted:
            return False
        return True
