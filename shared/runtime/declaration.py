"""What a service says of itself on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from shared.face.imports import Template
from shared.kernel.aggregate import Aggregate
from shared.kernel.reactions.reaction import Reaction, reactions_of
from shared.kernel.views.figure import Figure
from shared.kernel.views.gauge import Gauge
from shared.kernel.views.paper import Paper


@dataclass(frozen=True)
class Declaration:
    """The parts that a service names; see `shared.runtime.parts`. `follows` are the modules of its
    reactions, by their source."""

    name: str
    title: str
    operated_by: str
    aggregates: Sequence[Aggregate[Any]] = ()
    views: Sequence[type[Any]] = ()
    follows: dict[str, tuple[ModuleType, ...]] = field(default_factory=dict)
    imports: Sequence[Template] = ()
    gauges: Sequence[Gauge] = ()
    figures: Sequence[Figure] = ()
    papers: Sequence[Paper] = ()
    deadlines: bool = True
    relay: bool = True

    @property
    def reactions(self) -> list[str]:
        """The names of its reactions, each after its source."""
        return [f"{source}/{r.name}" for source in self.follows for r in self.reactions_to(source)]

    def reactions_to(self, source: str) -> list[Reaction]:
        """Its reactions to what a source says."""
        return [r for module in self.follows[source] for r in reactions_of(module)]
