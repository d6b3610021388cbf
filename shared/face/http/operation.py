"""An operator's act, declared once: its address, who may, what it takes, its command line.

@operation("POST", "/rebuild", failures=(404, 409), line=Line("rebuild", say))
def rebuild(service: Service, asked: Rebuild, actor: Actor) -> dict[str, Any]: ...
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from werkzeug import Response

from shared.face.http.answer import answer
from shared.face.http.duties import OPERATOR
from shared.face.http.query import Nothing
from shared.face.http.route import Route, message

Act = Callable[..., Any]
Answer = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """An act's command of `zhenxing`: its `words`, and what it `says` of what was given and
    answered.

    Fields of the act's message are arguments where they are required and no `options`; those
    that stand in `derived` follow from the others. With `every` it asks all services but where one is
    named, and says it of all their answers by service.
    """

    words: str
    says: Callable[[dict[str, Any], Answer], None]
    derived: Mapping[str, Callable[[dict[str, Any]], Any]] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    every: bool = False


@dataclass(frozen=True, eq=False)
class Operation:
    """What a service's operators, or its demo's driver, ask of it.

    `title` is what people call it, of what stands in their forms. `act` takes who carries it out, then `asked`, a message (in a GET a class of parameters), and
    `actor`, each where its signature names it. What it returns is the answer.
    """

    method: str
    path: str
    act: Act
    duties: tuple[str, ...]
    status: int
    failures: tuple[int, ...]
    line: Line | None
    title: str = ""

    @property
    def about(self) -> str:
        """What it does, in its own words."""
        return inspect.getdoc(self.act) or ""

    @property
    def takes(self) -> type[Any] | None:
        """The message in its body."""
        return self._question if self.method == "POST" else None

    @property
    def _question(self) -> type[Any] | None:
        return self.act.__annotations__.get("asked")

    def route(self, carrier: Any) -> Route:
        """The route by which a service offers it; `carrier` carries it out."""
        names = inspect.signature(self.act).parameters

        def carry_out(call: Any, **given: Any) -> Response:
            if self.takes:
                given["asked"] = call.message()
            if "actor" in names:
                given["actor"] = call.actor
            return answer(self.act(carrier, **given), self.status)

        carry_out.__doc__ = self.about
        return Route(
            self.method,
            self.path,
            carry_out,
            duties=self.duties,
            query=Nothing if self.takes or not self._question else self._question,
            body=message(self.takes) if self.takes else None,
            status=self.status,
            failures=self.failures,
        )


def operation(
    method: str,
    path: str,
    *,
    duties: tuple[str, ...] = (OPERATOR,),
    status: int = 200,
    failures: tuple[int, ...] = (),
    line: Line | None = None,
    title: str = "",
) -> Callable[[Act], Act]:
    """Declare a function as an act. `duties`: who may, by default the operators; with none, every
    person. With a `title` in Chinese it stands in the forms of who may."""

    def declare(act: Act) -> Act:
        known = Operation(method, path, act, duties, status, failures, line, title)
        act.operation = known  # type: ignore[attr-defined]
        return act

    return declare


def operations_of(module: ModuleType) -> list[Operation]:
    """The acts that a module declares, in its order."""
    found = (getattr(act, "operation", None) for act in vars(module).values())
    return [known for known in found if isinstance(known, Operation)]
