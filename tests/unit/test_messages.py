"""What is taken from a message is what its hash covers, and nothing else."""

import json

import pytest

from shared.kernel.bus.cloudevents import (
    LARGEST_META,
    Forged,
    P,
    Unreadable,
    announced_by,
    body_of,
    headers_of,
)
from shared.kernel.log.recorded import Recorded, hash_of
from shared.kernel.subscription.incoming import Announced, Incoming
from shared.schemas.codec import upcast
from shared.schemas.events import event
from tests.unit.subscription.test_remote_log import chain


@event("tests", clause="test", title="话", version=2)
class Remarked:
    text: str


@event("tests", clause="test", title="密话", restricted=True, public_fields=frozenset({"text"}))
class Whispered:
    text: str


@upcast("Remarked", 1)
def remarked(plain: dict[str, object]) -> dict[str, object]:
    return plain


def stored(type: str = "Remarked/2", **more: str) -> Incoming:
    """An event as a relay reads it from its log."""
    [one] = chain(1, text="tea", type=type, **more)
    return one


def arrived(sent: Incoming, *, body: bytes | None = None, **headers: str) -> Announced:
    """What a follower makes of the message in which an event goes out, changed on its way."""
    changed = {f"{P}{name}": value for name, value in headers.items()}
    return announced_by({**headers_of(sent, "http://here"), **changed}, body or body_of(sent))


def test_an_event_arrives_as_it_was_stored() -> None:
    sent = stored()
    assert arrived(sent) == Announced("source", 1, sent)


def test_an_event_is_decoded_once_for_all_who_ask() -> None:
    sent = stored()
    assert sent.event() == Remarked("tea")
    assert arrived(sent).event.event() is sent.event()


@pytest.mark.parametrize("header", ["actor", "organisation", "clause", "time", "correlationid"])
def test_a_header_that_no_hash_covers_is_not_believed(header: str) -> None:
    sent = stored()
    assert arrived(sent, **{header: "2001-01-01T00:00:00+00:00"}).event == sent


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("sequence", "2"),
        ("subject", "topic-silk"),
        ("streamversion", "2"),
        ("id", "another"),
        ("type", "Whispered"),
        ("dataschema", "/schemas/source/Remarked/3"),
        ("recordedtime", "1970-01-01T00:00:01.000001+00:00"),
        ("storedmeta", "{}"),
        ("hash", "11" * 32),
        ("prevhash", "11" * 32),
    ],
)
def test_a_header_that_the_hash_covers_is_not_changed_unseen(header: str, value: str) -> None:
    with pytest.raises(Forged):
        arrived(stored(), **{header: value})


def test_a_body_is_not_changed_unseen() -> None:
    with pytest.raises(Forged):
        arrived(stored(), body=b'{"text":"silk"}')


@pytest.mark.parametrize("moment", [1_764_000_000_123_457, 1, 253_402_300_799_999_999])
def test_a_moment_keeps_its_last_microsecond(moment: int) -> None:
    [sent] = chain(1, type="Remarked/2", recorded_at=moment)
    assert arrived(sent).event == sent


@pytest.mark.parametrize(
    ("header", "value"),
    [("sequence", "x"), ("sequence", "9" * 30), ("hash", "zz"), ("recordedtime", "2001-01-01")],
)
def test_what_cannot_be_read_is_told_apart(header: str, value: str) -> None:
    with pytest.raises(Unreadable):
        arrived(stored(), **{header: value})


NESTED = json.dumps(json.loads(stored().stored_meta) | {"parameters": {"p": "_"}}).replace(
    '"_"', "[" * 20_000 + "]" * 20_000
)


@pytest.mark.parametrize("none", ['{"id": 1}', NESTED], ids=["of-another-shape", "nested"])
def test_metadata_that_are_none_are_told_apart_though_their_hash_is_right(none: str) -> None:
    [true] = chain(1, type="Remarked/2")
    meta = true.meta
    record = Recorded(
        meta.position, meta.stream, meta.version, meta.event_id, "Remarked/2", str(true.data),
        none, 1_000_000, b"", b"", true.prev_hash,
    )  # fmt: skip
    forged = hash_of(record)
    with pytest.raises(Unreadable):
        arrived(true, storedmeta=record.meta, hash=forged.hex())


@pytest.mark.parametrize("position", ["0", "-1", "9" * 30])
def test_what_stands_nowhere_wakes_nobody(position: str) -> None:
    headers = headers_of(stored("Whispered"), "http://here")
    with pytest.raises(Unreadable):
        announced_by({**headers, f"{P}sequence": position}, b"{}")


def test_a_city_with_a_name_tells_its_events_from_another_citys() -> None:
    sent = stored()
    named = headers_of(sent, "http://here", "jinan")
    assert named[f"{P}source"] == "/jinan/source"
    assert announced_by(named, body_of(sent), "jinan") == Announced("source", 1, sent)
    # What was sent before it had a name is its own; another city's is of no source here.
    assert arrived(sent, source="/source").source == "source"
    assert announced_by(headers_of(sent), body_of(sent), "jinan").source == "source"
    assert announced_by(named, body_of(sent), "rizhao").source == "jinan/source"
    assert {**headers_of(sent, "http://here"), f"{P}source": "/jinan/source"} == named


def test_bytes_that_are_no_text_cannot_be_read() -> None:
    with pytest.raises(Unreadable):
        arrived(stored(), body=b"\xff")


@pytest.mark.parametrize(
    "sent", [stored("Whispered"), stored("Remarked"), stored(person="x" * LARGEST_META)]
)
def test_a_message_that_has_not_all_the_stored_bytes_only_says_that_there_is_an_event(
    sent: Incoming,
) -> None:
    """It is restricted, or of an old version, or its metadata are too large for a message."""
    assert f"{P}storedmeta" not in headers_of(sent, "http://here")
    assert arrived(sent) == Announced("source", 1)
