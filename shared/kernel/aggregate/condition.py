"""Conditions: the rules of a command that rest on the state and the caller alone.

    @FUND.command(title="预算安排", ..., when=[usable, holds(at_stage, "open")])

They are judged once, before the command decides, and can be judged without what it asks for: so
that a person can be told beforehand what may be given now, and if not, why.

A command checks in its body what it names: a part of a stream, such as a contract of a fund, or
another thing, such as a project. The same check is judged beforehand of each that a form may offer,
with what the form says already and the least that could be asked:

    @FUND.command(title="计量验收", ..., picks=[pick("contract", require_unverified, A_FEN)])
    def verify_work(fund, cmd, context):
        id, contract = require_unverified(fund, cmd, context)
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, get_args, get_origin, get_type_hints

from shared.kernel.aggregate.context import Context
from shared.kernel.aggregate.rules import Refused

Condition = Callable[[Any, Context], object]
"""Refuses, by a rule, unless it holds of a state and a caller. It sees no guarded stream."""
PartCheck = Callable[[Any, Any, Context], object]
"""Refuses, by a rule, what a command asks of what it names, in a state, from a caller. It sees the
streams that the command guards, and of the command the ids and the words among its fields, and what
`least` tells: it asks for nothing else."""


class Untold(TypeError):
    """A check asked a command for a field of which nothing is told yet."""


class _Asked:
    """As much of a command as is known before it is given."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.__dict__.update(told)

    def __getattr__(self, name: str) -> Any:
        raise Untold(name)


@dataclass(frozen=True, eq=False)
class Pick:
    """Which check of its own a command makes of what it names in a `field`, or of the `several`
    things; `least` are the least that it may ask, by its other fields: what none passes for is not
    to be picked."""

    field: str
    check: PartCheck
    least: tuple[Mapping[str, Any], ...]
    several: bool = False

    def judge(self, state: Any, asked: Mapping[str, Any], context: Context) -> None:
        """Judge one thing with what else is asked already. Raise `Refused`, by what the first of the
        least runs into, where none passes. Raises `Untold` where the check rests on more than is
        told."""
        named = asked[self.field]
        told = {**asked, self.field: (named,) if self.several else named}
        refusals = []
        for least in self.least:
            try:
                self.check(state, _Asked({**least, **told}), context)
                return
            except Refused as refusal:
                refusals.append(refusal)
        raise refusals[0]


def fitted(pick: Pick, data: type[Any]) -> Pick:
    """A pick of the command that takes this data. Raises TypeError where that has no such fields."""
    hints = get_type_hints(data)
    named = {pick.field, *(name for least in pick.least for name in least)}
    if strange := named - hints.keys():
        raise TypeError(f"{data.__name__} has no {', '.join(sorted(strange))}")
    held = hints[pick.field]
    several = any(get_origin(one) in (list, tuple) for one in (held, *get_args(held)))
    return replace(pick, several=several)


def pick(field: str, check: PartCheck, *least: Mapping[str, Any]) -> Pick:
    """The check that a command makes of what a field names."""
    return Pick(field, check, least or ({},))


def pick_id(field: str, check: Callable[..., object]) -> Pick:
    """The check that a command makes of the id in a field, alone or in its own state: `check` takes
    the id and the context, before them the state where it takes three."""
    in_state = len(inspect.signature(check).parameters) > 2

    @wraps(check)
    def judge(state: Any, cmd: Any, context: Context) -> None:
        named = getattr(cmd, field)
        for id in named if isinstance(named, tuple) else (named,):
            check(*([state] if in_state else []), id, context)

    return pick(field, judge)


def holds(check: Callable[..., object], *arguments: Any) -> Condition:
    """The condition that a check of the state, with these arguments, refuses nothing."""

    def judge(state: Any, _: Context) -> None:
        check(state, *arguments)

    return judge
