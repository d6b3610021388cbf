"""What operators ask of a running service: an act a function, declared where it stands.

A module in this room is all it takes: it is served, described in OpenAPI, and a command of
`zhenxing` where it has a line. The modules load in no time, for the command line's sake.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from shared.face.http.operation import Operation, operations_of
from shared.face.http.route import Route


def declared() -> list[Operation]:
    """Every act of this room's modules."""
    names = sorted(module.name for module in iter_modules(__path__))
    return [o for name in names for o in operations_of(import_module(f"{__name__}.{name}"))]


def routes(carrier: Any) -> list[Route]:
    """The routes of all acts, carried out by a service's operations."""
    return [operation.route(carrier) for operation in declared()]
