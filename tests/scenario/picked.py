"""Parts of streams that accepted commands name: whether they could have been picked, or could again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shared.kernel.aggregate import Context, Refused
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.condition import Pick
from shared.kernel.aggregate.deciding import decide
from shared.schemas.within import parts_within


@dataclass(frozen=True)
class Picked:
    """A command of a service that was accepted, and how it checks the part that it names."""

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
        """Whether in a state the part is told not to be picked."""
        (kind,) = (
            kind
            for kind in parts_within(self.service)
            if kind.aggregate == self.command.aggregate.category
            and kind.fields.get(self.field) == ""
        )
        beside = {name: getattr(self.data, name) for name in kind.all_beside}
        try:
            self.pick.judge(state, {**beside, self.field: self.id}, self.context)
        except Refused:
            return True
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
