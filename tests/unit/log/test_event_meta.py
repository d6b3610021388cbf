"""What surrounds an event is read from its metadata's text when somebody asks for it."""

import pickle
from dataclasses import replace

import pytest
from msgspec import MsgspecError

from shared.kernel.log.meta import StoredMeta, encode_meta, instant
from shared.kernel.log.recorded import EventMeta, Recorded

STORED = StoredMeta(
    "tea", "RZ-1", "draft", "张三", "housing", "say", "k-1", "r", "c-1", instant(1), name="老张"
)
RECORD = Recorded(
    7, "topic-tea", 3, "e-1", "Said/2", "{}", encode_meta(STORED), 2_000_000, b"", b"", b""
)
TOLD = EventMeta(
    "source", 7, "topic-tea", "tea", 3, "e-1", "Said", instant(1), instant(2_000_000), "张三",
    "housing", "RZ-1", "k-1", "c-1", "老张", policy="draft",
)  # fmt: skip


def test_every_field_is_as_it_was_stored() -> None:
    assert EventMeta.of("source", RECORD) == TOLD


def test_where_an_event_stands_is_told_without_reading_its_metadata() -> None:
    meta = EventMeta.of("source", RECORD._replace(meta="none"))
    told = meta.source, meta.position, meta.stream, meta.version, meta.event_id, meta.type
    assert told == ("source", 7, "topic-tea", 3, "e-1", "Said")
    with pytest.raises(MsgspecError):
        print(meta.person)


@pytest.mark.parametrize("name", ["recorded_at", "id", "correlation_id", "called"])
def test_whatever_is_asked_first_is_there(name: str) -> None:
    assert getattr(EventMeta.of("source", RECORD), name) == getattr(TOLD, name)


def test_it_can_be_changed_in_a_copy_and_sent_to_another_process() -> None:
    assert replace(EventMeta.of("source", RECORD), position=8) == replace(TOLD, position=8)
    assert pickle.loads(pickle.dumps(EventMeta.of("source", RECORD))) == TOLD


def test_it_has_no_other_fields() -> None:
    with pytest.raises(AttributeError, match="parson"):
        getattr(EventMeta.of("source", RECORD), "parson")  # noqa: B009
