"""Parameters of which some have other values than those in force."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from shared.kernel.aggregate.parameter_values import expected, fits
from shared.policy.model import Parameter
from shared.policy.registry import Registry


class UnknownParameter(LookupError):
    """No parameter of that name is registered."""


class WrongKind(ValueError):
    """A parameter's value is of another kind than the registered one, or out of its range."""

    def __init__(self, known: Parameter) -> None:
        super().__init__(known.name)
        self.name, self.example = known.name, known.value
        self.expected = expected(known)


class Overridden(Mapping[str, Parameter]):
    """Those in force, but for these values."""

    def __init__(self, in_force: Mapping[str, Parameter], values: Mapping[str, Any]) -> None:
        self._in_force, self._values = in_force, values

    def __getitem__(self, name: str) -> Parameter:
        known = self._in_force[name]
        return replace(known, value=self._values[name]) if name in self._values else known

    def __iter__(self) -> Iterator[str]:
        return iter(self._in_force)

    def __len__(self) -> int:
        return len(self._in_force)


def check_values(values: Mapping[str, Any], registry: Registry) -> None:
    """Raise `UnknownParameter` or `WrongKind` unless each may be its parameter's value."""
    for name, value in values.items():
        known = registry.parameters.get(name)
        if known is None:
            raise UnknownParameter(name)
        if not fits(known, value):
            raise WrongKind(known)
