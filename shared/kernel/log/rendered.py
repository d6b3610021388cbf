"""Statements whose text is made once: making one for every batch costs more than running it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, CursorResult, Select, UpdateBase
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from shared.kernel.log.prepared import Batch, Prepared

Process = Callable[[Any], Any]
Statement = Select[Any] | UpdateBase
AT_ONCE = "at once"
"""Where a connection holds the batch that is being written at once on it, if any."""


class Rendered:
    """A statement for which SQLAlchemy writes the text at its first execution on PostgreSQL.

    Its parameters are named, none of them expands to several, and its tables stay where they are.
    """

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self._text = ""
        self._binds: list[tuple[str, Process | None, Any]] = []
        self._results: list[tuple[str, Process | None]] = []
        self._constant: list[str] = []
        self._prepared: Prepared | None = None

    def change(self, connection: Connection, values: dict[str, Any]) -> None:
        """Execute what changes something, at once or with the batch that is written at once."""
        if connection.dialect.name != "postgresql":
            connection.execute(self.statement, values)
            return
        batch: Batch | None = connection.info.get(AT_ONCE)
        if batch is None:
            self.execute(connection, values)
            return
        given = self._given(connection, values)
        if self._prepared is None:
            constant = {name: given[name] for name in self._constant}
            self._prepared = Prepared(self._text, given.keys() - constant.keys(), constant)
        batch.add(self._prepared, given)

    def execute(self, connection: Connection, values: dict[str, Any]) -> CursorResult[Any]:
        """Execute it with a value for every parameter."""
        if connection.dialect.name != "postgresql":
            return connection.execute(self.statement, values)
        given = self._given(connection, values)
        return connection.exec_driver_sql(self._text, given)

    def select(self, connection: Connection, values: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows that it finds, each by the columns' names."""
        if connection.dialect.name != "postgresql":
            return [dict(row._mapping) for row in connection.execute(self.statement, values)]
        given = self._given(connection, values)
        driver: Any = connection.connection.dbapi_connection
        with driver.cursor() as cursor:
            cursor.execute(self._text, given)
            if not self._results:
                self._results = self._read(cursor.description, connection.dialect)
            return [
                {
                    name: process(value) if process else value
                    for (name, process), value in zip(self._results, row, strict=True)
                }
                for row in cursor
            ]

    def _given(self, connection: Connection, values: dict[str, Any]) -> dict[str, Any]:
        """The values as the driver takes them."""
        if not self._text:
            self._render(connection)
        given = {}
        for name, process, default in self._binds:
            value = values.get(name, default)
            given[name] = process(value) if process else value
        return given

    def _render(self, connection: Connection) -> None:
        options = connection.get_execution_options()
        compiled = self.statement.compile(
            dialect=connection.dialect,
            schema_translate_map=options.get("schema_translate_map"),
            render_schema_translate=True,
        )
        names = compiled.bind_names
        self._binds = [
            (
                name,
                _impl(bind.type, connection.dialect).bind_processor(connection.dialect),
                bind.value,
            )
            for bind, name in names.items()
        ]
        self._constant = [name for bind, name in names.items() if not bind.required]
        self._text = str(compiled)

    def _read(self, described: Any, dialect: Dialect) -> list[tuple[str, Process | None]]:
        assert isinstance(self.statement, Select)
        types = {c.name: c.type for c in self.statement.selected_columns}
        return [
            (name, _impl(types[name], dialect).result_processor(dialect, code))
            for name, code, *_ in described
        ]


def _impl(type: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return type.dialect_impl(dialect)
