"""What an address of the workbench is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from werkzeug import Response

if TYPE_CHECKING:
    from shared.workbench.visit import Visit


@dataclass(frozen=True)
class Route:
    """`open` to whoever has not signed in. What machines ask is answered by whatever name they know the
    workbench: a probe knows an address only. The handler takes the parts of the path by name."""

    method: str
    path: str
    handler: Callable[..., Response]
    open: bool = False
    for_machines: bool = False


Routes = list[Route]
Handler = Callable[["Visit"], Response]
