"""The floor: the least that anybody on this stack must do for a command, written by hand.

nameko's HTTP, the token verified, one INSERT committed, one message published with its confirm, and
in another process one consumer that upserts one row and acknowledges. No validation, no rules, no
chain, no idempotency, no views: what a service of ours costs beyond it is what it is for.
"""

import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import amqp
import jwt
import psycopg2
from nameko.runners import ServiceRunner
from nameko.web.handlers import http
from psycopg2.extensions import connection as Connection
from werkzeug.wrappers import Request, Response

from shared.face.identity.verifier import audience_of

TABLES = """
CREATE TABLE log (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    stream text NOT NULL,
    data text NOT NULL
);
CREATE TABLE seen (stream text PRIMARY KEY, id uuid NOT NULL, events bigint NOT NULL)
"""
APPEND = "INSERT INTO log (id, stream, data) VALUES (%s, %s, %s) RETURNING position"
SEE = (
    "INSERT INTO seen VALUES (%s, %s, 1)"
    " ON CONFLICT (stream) DO UPDATE SET id = excluded.id, events = seen.events + 1"
)
PREFETCH = 100
QUEUE_ARGUMENTS = {
    "x-queue-type": "quorum",
    "x-single-active-consumer": True,
    "x-max-length": 50_000,
    "x-overflow": "drop-head",
}
"""Its messages are all that its consumer has: unlike ours they must not be lost with a node."""


class Floor:
    """One of the floor's services, in the process of a side: it serves, and consumes another's."""

    def __init__(
        self, name: str, follows: str, port: int, database: str, broker: str, jwks: str
    ) -> None:
        self._name, self._follows = name, follows
        self._database, self._broker = database.replace("+psycopg2", ""), broker
        self._key = jwt.PyJWK(json.loads(jwks)["keys"][0]).key
        self._idle: list[tuple[Connection, amqp.Channel]] = []
        self._seen: dict[str, float] = {}
        self._appended = self._consumed = 0
        with self._connect() as connection, connection.cursor() as cursor:
            cursor.execute(TABLES)
        with _channel(self._broker) as channel:
            channel.exchange_declare(self._exchange(name), "topic", durable=True, auto_delete=False)
        self._serve(port)

    def follow(self) -> None:
        """Begin to consume, once every exchange is there."""
        threading.Thread(target=self._consume, daemon=True).start()

    def append(self, seconds: float, rate: float) -> dict[str, float]:
        """When each event was begun (seconds since 1970), by its id; without HTTP, at a rate."""
        begun: dict[str, float] = {}
        givers = []
        start = time.time()
        for turn in range(int(seconds * rate)):
            time.sleep(max(0.0, start + turn / rate - time.time()))
            giver = threading.Thread(target=self._append, args=(turn, begun))
            giver.start()
            givers.append(giver)
        for giver in givers:
            giver.join()
        return begun

    def seen(self) -> dict[str, float]:
        """When the row of each event was committed here, by its id."""
        return dict(self._seen)

    def give(self, request: Request) -> Response:
        """A command over HTTP."""
        token = request.headers["Authorization"].removeprefix("Bearer ")
        jwt.decode(token, self._key, algorithms=["EdDSA"], audience=audience_of(self._name))
        data = json.loads(request.get_data())
        position = self._publish(str(uuid.uuid4()), f"floor-{data['number']}", json.dumps(data))
        return Response(json.dumps({"position": position}), mimetype="application/json")

    def status(self, request: Request) -> Response:
        """What the product's status says of positions."""
        follows = {"source": self._follows, "position": self._consumed}
        told = {"head": self._appended, "subscriptions": [follows]}
        return Response(json.dumps(told), mimetype="application/json")

    def _append(self, turn: int, begun: dict[str, float]) -> None:
        id = str(uuid.uuid4())
        begun[id] = time.time()
        self._publish(id, f"floor-{turn}", json.dumps({"number": turn, "amount_fen": 100}))

    def _publish(self, id: str, stream: str, data: str) -> int:
        connection, channel = self._idle.pop() if self._idle else self._open()
        with connection.cursor() as cursor:
            cursor.execute(APPEND, (id, stream, data))
            position: int = cursor.fetchone()[0]
        message = amqp.Message(
            data, content_type="application/json", delivery_mode=2, message_id=id, type=stream
        )
        channel.basic_publish(message, exchange=self._exchange(self._name), routing_key="Floor")
        self._idle.append((connection, channel))
        self._appended += 1
        return position

    def _consume(self) -> None:
        store = self._connect()
        with _channel(self._broker) as channel:
            queue = f"{self._name}-{self._follows}"
            channel.queue_declare(queue, durable=True, auto_delete=False, arguments=QUEUE_ARGUMENTS)
            channel.queue_bind(queue, self._exchange(self._follows), "#")

            def take(message: amqp.Message) -> None:
                id, stream = message.properties["message_id"], message.properties["type"]
                with store.cursor() as cursor:
                    cursor.execute(SEE, (stream, id))
                self._seen[id] = time.time()
                self._consumed += 1
                channel.basic_ack(message.delivery_tag)

            channel.basic_qos(0, PREFETCH, False)
            channel.basic_consume(queue, callback=take)
            while True:
                channel.connection.drain_events()

    def _serve(self, port: int) -> None:
        floor = self

        class Service:
            name = self._name

            @http("POST", "/commands/<string:command>")
            def command(self, request: Request, command: str) -> Response:
                return floor.give(request)

            @http("GET", "/status")
            def status(self, request: Request) -> Response:
                return floor.status(request)

        address = {"WEB_SERVER_ADDRESS": f"127.0.0.1:{port}", "max_workers": 10}
        runner = ServiceRunner({**address, "AMQP_URI": "memory://"})
        runner.add_service(Service)
        runner.start()

    def _open(self) -> tuple[Connection, amqp.Channel]:
        return self._connect(), _connected(self._broker).channel()

    def _connect(self) -> Connection:
        connection = psycopg2.connect(self._database)
        connection.autocommit = True
        return connection

    def _exchange(self, name: str) -> str:
        return f"floor-{name}.events"


def _connected(url: str) -> amqp.Connection:
    where = urlsplit(url)
    connection = amqp.Connection(
        f"{where.hostname}:{where.port}",
        userid=where.username,
        password=where.password,
        virtual_host=where.path[1:],
        confirm_publish=True,
    )
    connection.connect()
    return connection


@contextmanager
def _channel(url: str) -> Iterator[amqp.Channel]:
    connection = _connected(url)
    try:
        yield connection.channel()
    finally:
        connection.collect()
