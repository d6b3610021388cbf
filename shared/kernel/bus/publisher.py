"""Publishes to a service's exchange, in windows of confirms, on a connection of its own."""

import logging
from collections.abc import Iterable
from typing import Any

from amqp import PreconditionFailed
from kombu.connection import Connection

from shared.kernel.bus.connecting import BrokerNotTrusted, connected
from shared.kernel.bus.frames import frames
from shared.kernel.bus.memory import BELL
from shared.kernel.bus.names import exchange
from shared.kernel.subscription.source import NeedsOperator

_log = logging.getLogger(__name__)

CONFIRM_SECONDS = 5.0
WRITE_BYTES = 64 * 1024

Message = tuple[str, bytes, dict[str, str], str]
"""Routing key, body, headers, message id."""


class ForeignExchange(NeedsOperator):
    """On the broker stands an exchange of our name that is of another kind than ours."""


class BrokerUnavailable(Exception):
    """The broker is away, blocked by an alarm, or did not confirm in time."""


class Publisher:
    """A connection that only publishes. After an error the next window opens a new one."""

    def __init__(self, url: str, service: str, ca: str = "") -> None:
        self._url, self._ca = url, ca
        self._exchange = exchange(service)
        self._connection: Connection | None = None
        self._channel: Any = None
        self._confirms = False
        self._published = 0
        self._unconfirmed: set[int] = set()
        self._refused = False

    @property
    def connected(self) -> bool:
        return self._channel is not None

    def open(self) -> None:
        """Connect and declare the exchange: followers can bind to it before anything is published.

        Raises `BrokerUnavailable`, `ForeignExchange`.
        """
        try:
            self._open()
        except ForeignExchange:
            self.close()
            raise
        except Exception as error:
            self.close()
            raise _unavailable(error) from error

    def publish(self, messages: Iterable[Message]) -> None:
        """Publish a window and wait until the broker has confirmed all of it.

        Raises `ForeignExchange`, and `BrokerUnavailable`; then any part of the window may have been published.
        """
        try:
            channel = self._open()
            self._refused = False
            if self._confirms:
                self._write(channel, messages)
            else:
                self._publish_each(channel, messages)
            while self._unconfirmed:
                channel.connection.drain_events(timeout=CONFIRM_SECONDS)
        except ForeignExchange:
            self.close()
            raise
        except Exception as error:
            self.close()
            raise _unavailable(error) from error
        if self._refused:
            self.close()
            raise BrokerUnavailable("the broker refused a message")

    def _write(self, channel: Any, messages: Iterable[Message]) -> None:
        """Send the frames of many messages at once.

        Channel.basic_publish would look for a notice of a blocked connection, and write to the
        socket, for each; a window that is not confirmed in time tells of a block as well.
        """
        connection = channel.connection
        ready = bytearray()
        for key, body, headers, id in messages:
            self._published += 1
            self._unconfirmed.add(self._published)
            ready += frames(
                channel.channel_id,
                self._exchange.name,
                key,
                body,
                headers,
                id,
                connection.frame_max,
            )
            if len(ready) >= WRITE_BYTES:
                connection.transport.write(ready)
                ready = bytearray()
        connection.transport.write(ready)

    def _publish_each(self, channel: Any, messages: Iterable[Message]) -> None:
        for key, body, headers, id in messages:
            message = channel.prepare_message(
                body,
                content_type="application/json",
                content_encoding="utf-8",
                headers=headers,
                properties={"delivery_mode": 2, "message_id": id},
            )
            channel.basic_publish(message, exchange=self._exchange.name, routing_key=key)
            BELL.ring()

    def close(self) -> None:
        """Drop the connection without waiting for a broker that may not answer."""
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            connection.collect()

    def _open(self) -> Any:
        if self._channel is not None:
            return self._channel
        self._connection = connected(self._url, CONFIRM_SECONDS, self._ca)
        channel = self._connection.channel()
        try:
            self._exchange(channel).declare()
        except PreconditionFailed as other:
            raise ForeignExchange(
                f"the broker has an exchange {self._exchange.name} that is not ours: {other}."
                " Find out who made it, delete it as the broker's administrator;"
                " see docs/runbooks/late.md"
            ) from other
        self._confirms = hasattr(channel, "confirm_select")
        self._published = 0
        self._unconfirmed = set()
        if self._confirms:
            channel.confirm_select()
            channel.events["basic_ack"].add(self._on_ack)
            channel.events["basic_nack"].add(self._on_nack)
        self._channel = channel
        _log.info("publishing to %s", self._exchange.name)
        return channel

    def _on_ack(self, delivery_tag: int, multiple: bool) -> None:
        if multiple:
            self._unconfirmed = {tag for tag in self._unconfirmed if tag > delivery_tag}
        else:
            self._unconfirmed.discard(delivery_tag)

    def _on_nack(self, delivery_tag: int, multiple: bool) -> None:
        self._refused = True
        self._on_ack(delivery_tag, multiple)


def _unavailable(error: Exception) -> BrokerUnavailable:
    kind = "" if isinstance(error, BrokerNotTrusted) else f"{type(error).__name__}: "
    return BrokerUnavailable(f"{kind}{error}")
