"""What accepted commands name, parts and other things: whether it could have been picked, or could
again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shared.face.command_schemas import NAMES_PART, command_schema
from shared.face.http.closed import told_beforehand
from shared.kernel.aggregate import Context, Refused
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.condition import Pick, Untold
from shared.kernel.aggregate.deciding import decide


@dataclass(frozen=True)
class Picked:
    """A command of a service that was accepted, and how it checks what it names in a field."""

    service: str
    command: Command
    pick: Pick
    id: Any
    data: Any
    context: Context

    @property
    def field(self) -> str:
        return self.pick.field

    def closed(self, state: Any) -> bool:
        """Whether in a state it is told not to be picked, in a form that says all else."""
        schemas = command_schema(self.command, self.service)["properties"]
        beside = schemas[self.field].get("items", schemas[self.field]).get(NAMES_PART, {})
        told = {
            name: value
            for name, schema in schemas.items()
            if told_beforehand(schema)
            and (value := getattr(self.data, name)) is not None
            and not isinstance(value, list | tuple)
        }
        asked = {**dict.fromkeys(beside.get("beside", ())), **told, self.field: self.id}
        try:
            self.pick.judge(state, asked, self.context)
        except Refused:
            return True
        except Untold:
            return False
        return False

    def refused(self, version: int, state: Any) -> bool:
        """Whether the same command is refused in a state."""
        try:
            decide(self.command, version, state, self.data, self.context)
        except Refused:
            return True
        return False


def picked_by(service: str, command: Command, data: Any, context: Context) -> Iterator[Picked]:
    for pick in command.picks:
        named = getattr(data, pick.field)
        for id in named if pick.several else () if named is None else (named,):
            yield Picked(service, command, pick, id, data, context)
