"""Statements that a server has read and planned once for as long as a connection lasts.

PostgreSQL spends more on reading and planning the upsert of a row than on writing it. The driver
prepares nothing by itself, so the texts of a batch do: `PREPARE` where a connection meets a
statement, `EXECUTE` from then on. What a connection has is kept with it and goes with it.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any

from psycopg2.extensions import adapt

MOST = 200
"""Statements that a connection keeps: some 50 KB each on the server."""
FORGET = "DEALLOCATE ALL"
_PREPARED = "prepared"
_numbers = count(1)


class Prepared:
    """A statement under a name of its own in this process; its parameters stand in `text` as the
    driver has them, `%(name)s`, some of which are `constant`."""

    def __init__(self, text: str, parameters: Collection[str], constant: Mapping[str, Any]) -> None:
        self.name = f"zx_{next(_numbers)}"
        written = {name: f"${number}" for number, name in enumerate(parameters, 1)}
        written |= {name: adapt(is_).getquoted().decode() for name, is_ in constant.items()}
        self.making = f"PREPARE {self.name} AS {text % written}".encode()
        given = ", ".join(f"%({name})s" for name in parameters)
        self.running = f"EXECUTE {self.name} ({given})" if parameters else f"EXECUTE {self.name}"


class Batch:
    """What is to be written at once on a driver's connection, as the texts of statements.

    `info` is what lasts as long as that connection.
    """

    def __init__(self, driver: Any, info: dict[str, Any]) -> None:
        self.texts: list[bytes] = []
        self._cursor = driver.cursor()
        self._info = info
        # A copy: what is never sent changes nothing on the connection.
        self._known: set[str] = set(info.get(_PREPARED, ()))

    def add(self, statement: Prepared, values: Mapping[str, Any]) -> None:
        """Execute a statement in its turn."""
        if statement.name not in self._known:
            if len(self._known) >= MOST:
                self.texts.append(FORGET.encode())
                self._known.clear()
            self.texts.append(statement.making)
            self._known.add(statement.name)
        self.texts.append(self._cursor.mogrify(statement.running, values))

    @contextmanager
    def sent(self) -> Iterator[None]:
        """Around its sending: then the connection has what was prepared for it. Where that fails
        nobody knows how far it came, and `FORGET` is to follow."""
        self._info[_PREPARED] = set()
        yield
        self._info[_PREPARED] = self._known
