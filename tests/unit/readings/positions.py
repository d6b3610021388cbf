"""A switch of a reading in its two positions, for a test that takes both."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.policy.loader import registry

EXERCISED: set[str] = set()
"""The switches that some test takes in both positions."""


@dataclass(frozen=True)
class Positions:
    """The parameters under the reading taken, and under the other one."""

    ours: dict[str, Any]
    other: dict[str, Any]


def both_positions(parameter: str) -> Callable[[Callable[[Positions], None]], Callable[[], None]]:
    """Gives a test the two positions of a switch, as the registry has them."""
    EXERCISED.add(parameter)
    switches = [s for reading in registry().readings.values() for s in reading.switches]
    other = next(s.other for s in switches if s.parameter == parameter)
    ours = registry().parameters[parameter].value

    def with_positions(test: Callable[[Positions], None]) -> Callable[[], None]:
        def exercise() -> None:
            test(Positions({parameter: ours}, {parameter: other}))

        exercise.__name__, exercise.__doc__ = test.__name__, test.__doc__
        return exercise

    return with_positions
