"""The peers of those who follow: a consumer and a rebuild with nothing but the drivers.

No hash is checked, no order, no gap; a view is a dictionary, or four columns of a table.
"""

import json
import time
from typing import Any
from urllib.parse import urlsplit

import amqp
import psycopg2
from psycopg2.extras import execute_values

from shared.kernel.bus.names import QUEUE_ARGUMENTS

BATCH = 500
QUEUE = "plain.finance"
LEDGER = """
CREATE TABLE ledger (
    fund text PRIMARY KEY, name text NOT NULL, appropriated_fen bigint NOT NULL,
    allocated_fen bigint NOT NULL
)
"""
KNOWN = "SELECT fund, name, appropriated_fen, allocated_fen FROM ledger WHERE fund = ANY(%s)"
WRITE = """
INSERT INTO ledger VALUES %s ON CONFLICT (fund) DO UPDATE SET name = excluded.name,
    appropriated_fen = excluded.appropriated_fen, allocated_fen = excluded.allocated_fen
"""
READ = "SELECT position, stream, version, id, type, data, meta FROM records ORDER BY position"

Row = tuple[str, str, int, int]
"""Fund, name, what was appropriated and allocated, both in fen."""


class Consumer:
    """Takes finance's messages from a queue of its own and writes a ledger, in batches."""

    def __init__(self, broker: str) -> None:
        where = urlsplit(broker)
        self._connection = amqp.Connection(
            f"{where.hostname}:{where.port}",
            userid=where.username,
            password=where.password,
            virtual_host=where.path[1:],
        )
        self._connection.connect()

    def follow(self, count: int, database: str) -> float:
        """Events per second into a new ledger."""
        store = psycopg2.connect(database.replace("+psycopg2", ""))
        with store, store.cursor() as cursor:
            cursor.execute(LEDGER)
        channel = self._connection.channel()
        channel.basic_qos(0, 2 * BATCH, False)
        waiting: list[amqp.Message] = []
        done = 0
        start = time.perf_counter()
        channel.basic_consume(QUEUE, callback=waiting.append)
        while done < count:
            self._connection.drain_events()
            if len(waiting) >= min(BATCH, count - done):
                with store, store.cursor() as cursor:
                    _take(cursor, waiting)
                channel.basic_ack(waiting[-1].delivery_tag, multiple=True)
                done += len(waiting)
                waiting.clear()
        seconds = time.perf_counter() - start
        channel.close()
        store.close()
        return count / seconds


class Folding:
    """Reads a whole log and folds it into a ledger in memory."""

    def __init__(self, database: str) -> None:
        self._store = psycopg2.connect(database.replace("+psycopg2", ""))

    def rebuild(self) -> float:
        """Events per second."""
        rows: dict[str, Row] = {}
        start = time.perf_counter()
        with self._store, self._store.cursor("log") as cursor:
            cursor.itersize = BATCH
            cursor.execute(READ)
            count = 0
            for _, stream, _, _, type, data, _ in cursor:
                fund = stream.removeprefix("fund-")
                rows[fund] = _fold(rows.get(fund), fund, type.partition(":")[0], json.loads(data))
                count += 1
        return count / (time.perf_counter() - start)


def bind(channel: amqp.Channel) -> None:
    """The consumer's queue, empty, as a follower of ours declares one."""
    channel.queue_declare(QUEUE, durable=True, auto_delete=False, arguments=QUEUE_ARGUMENTS)
    channel.queue_bind(QUEUE, "finance.events", "#")
    channel.queue_purge(QUEUE)


def _take(cursor: Any, messages: list[amqp.Message]) -> None:
    """Fold a batch into the rows that it concerns."""
    events = [(m.delivery_info["routing_key"], json.loads(m.body)) for m in messages]
    cursor.execute(KNOWN, ([data["fund"] for _, data in events],))
    rows: dict[str, Row] = {row[0]: row for row in cursor}
    for type, data in events:
        fund = data["fund"]
        rows[fund] = _fold(rows.get(fund), fund, type, data)
    execute_values(cursor, WRITE, rows.values(), page_size=2 * BATCH)


def _fold(row: Row | None, fund: str, type: str, data: dict[str, Any]) -> Row:
    _, name, appropriated, allocated = row or (fund, "", 0, 0)
    match type:
        case "FundRegistered":
            name = data["name"]
        case "FundsAppropriated":
            appropriated += data["amount_fen"]
        case "FundsAllocated":
            allocated += data["amount_fen"]
    return fund, name, appropriated, allocated
