"""Conditions: the rules of a command that rest on the state and the caller alone.

    @FUND.command(title="预算安排", ..., when=[usable, holds(at_stage, "open")])

They are judged once, before the command decides, and can be judged without what it asks for: so
that a person can be told beforehand what may be given now, and if not, why.
"""

from collections.abc import Callable
from typing import Any

from shared.kernel.aggregate.context import Context

Condition = Callable[[Any, Context], object]
"""Refuses, by a rule, unless it holds of a state and a caller. It sees no guarded stream."""


def holds(check: Callable[..., object], *arguments: Any) -> Condition:
    """The condition that a check of the state, with these arguments, refuses nothing."""

    def judge(state: Any, _: Context) -> None:
        check(state, *arguments)

    return judge
