"""What a follower moves: rows of views, and what is kept beside them."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, Table

from shared.kernel.subscription.incoming import Incoming
from shared.kernel.views.definition import View


class Projection(Protocol):
    """Something kept beside the views and moved with them, such as the table of deadlines."""

    view: View

    def concerns(self, event: Incoming) -> bool:
        """Whether an event may change what is kept."""
        ...

    def pass_over(self, events: Sequence[Incoming]) -> None:
        """These events concern it not, and will not be written."""
        ...

    def prepare(self, events: Sequence[Incoming]) -> Any:
        """What needs the log, read before the transaction begins."""
        ...

    def write(self, connection: Connection, table: Table, prepared: Any) -> None:
        """Within a transaction that may yet fail: then `forget` follows."""
        ...

    def forget(self) -> None:
        """What was written last was not: nothing that was remembered of it is true."""
        ...
