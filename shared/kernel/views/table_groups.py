"""View tables that stand at the same position, and move together."""

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Text,
    Update,
    any_,
    bindparam,
    cast,
    update,
)

from shared.kernel.log.at_once import CompareAndSet, Names
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.views.tables import ViewTable, view_tables

_columns = view_tables.c
_name = _columns.view + "/" + cast(_columns.version, Text) + "/" + cast(_columns.generation, Text)


def _moving(which: ColumnElement[bool]) -> Update:
    return (
        update(view_tables)
        .where(which)
        .where(_columns.live == bindparam("were_live"))
        .where(_columns.position == bindparam("from_position"))
        .where(_columns.hash == bindparam("from_hash"))
        .values(position=bindparam("to_position"), hash=bindparam("to_hash"))
    )


_MOVE = CompareAndSet(
    _moving(_name.in_(bindparam("moving", expanding=True))),
    on_postgresql=_moving(_name == any_(cast(bindparam("moving", type_=Text), ARRAY(Text)))),
)


class TableGroup:
    """Tables that stand at the same position and move together; `at` says where, not they."""

    def __init__(self, at: Checkpoint, tables: Sequence[ViewTable]) -> None:
        self.at = at
        self.tables = tables
        self.names = Names("/".join(map(str, table.key)) for table in tables)
        self.live = tables[0].live

    def move(self, connection: Connection, start: Checkpoint, end: Checkpoint) -> None:
        """Compare and set how far every table has come; the row locks keep other replicas out.

        Raises `NotAsExpected`.
        """
        _MOVE.run(
            connection,
            {
                "moving": self.names,
                "were_live": self.live,
                "from_position": start.position,
                "from_hash": start.hash,
                "to_position": end.position,
                "to_hash": end.hash,
            },
            len(self.tables),
        )


def grouped(standing: Iterable[tuple[Checkpoint, ViewTable]]) -> list[TableGroup]:
    """The tables by where they stand."""
    found: dict[Checkpoint, list[ViewTable]] = {}
    for at, table in standing:
        found.setdefault(at, []).append(table)
    return [TableGroup(at, tables) for at, tables in found.items()]
