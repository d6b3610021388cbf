"""The frames that the relay writes are those of py-amqp."""

import string
from types import SimpleNamespace

from amqp import Message, spec
from amqp.method_framing import frame_writer
from amqp.serialization import dumps
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.bus.frames import frames

names = st.text(string.ascii_letters + "._-", min_size=1, max_size=40)
FRAME_MAX = 4096


def of_amqp(exchange: str, key: str, body: bytes, headers: dict[str, str], id: str) -> bytes:
    written: list[bytes] = []
    transport = SimpleNamespace(write=lambda data: written.append(bytes(data)))
    connection = SimpleNamespace(frame_max=FRAME_MAX, bytes_sent=0)
    message = Message(
        body,
        content_type="application/json",
        content_encoding="utf-8",
        application_headers=headers,
        delivery_mode=2,
        message_id=id,
    )
    arguments = dumps("Bssbb", (0, exchange, key, False, False))
    frame_writer(connection, transport)(1, 7, spec.Basic.Publish, arguments, message)
    return b"".join(written)


@given(names, names, st.binary(max_size=20_000), st.dictionaries(names, st.text()), st.uuids())
def test_frames_are_those_that_amqp_writes(exchange, key, body, headers, id):
    ours = frames(7, exchange, key, body, headers, str(id), FRAME_MAX)
    assert ours == of_amqp(exchange, key, body, headers, str(id))
