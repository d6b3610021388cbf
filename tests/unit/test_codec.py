import json
from hashlib import sha256

import pytest
from hypothesis import given as having
from hypothesis import strategies as st
from marshmallow import ValidationError

from shared.schemas import codec
from shared.schemas.events import EventType, UnknownEvent, event, event_type, type_of
from shared.schemas.marshalling import json_schema, load, schema_of
from tests.effort import tries
from tests.unit.published import every_event, messages

EVENTS = every_event()
each_event = pytest.mark.parametrize("known", EVENTS, ids=[e.name for e in EVENTS])


@each_event
@having(data=st.data())
@tries(5)
def test_every_event_survives_the_log_and_the_wire_and_needs_its_required_fields_alone(
    known: EventType, data: st.DataObject
) -> None:
    """An unknown field is refused where it is written, and ignored where it is read."""
    fact = data.draw(messages(known.data))
    text = codec.encode(fact)
    plain = json.loads(text)
    assert codec.decode(known.name, known.version, text) == fact
    assert load(known.data, plain) == fact
    assert schema_of(known.data).dump(fact) == plain
    assert codec.canonical(plain) == text
    required = json_schema(known.data).get("required", [])
    least = {name: plain[name] for name in required}
    assert load(known.data, least) == schema_of(known.data).load(least)
    for name in required:
        with pytest.raises(ValidationError) as missing:
            load(known.data, {k: v for k, v in plain.items() if k != name})
        assert set(missing.value.messages_dict) == {name}
    with pytest.raises(ValidationError, match="surplus"):
        load(known.data, {**plain, "surplus": 1})
    assert codec.decode(known.name, known.version, json.dumps({**plain, "surplus": 1})) == fact


def test_every_event_names_its_clause_and_its_chinese_title() -> None:
    for known in EVENTS:
        assert known.clause.startswith("RZ-") or known.clause == "design", known
        assert any("\u4e00" <= c <= "\u9fff" for c in known.title), known
        assert type_of(known.data) is event_type(known.name) is known


def test_an_unknown_type_or_a_newer_version_is_refused() -> None:
    with pytest.raises(UnknownEvent, match="NothingLikeIt"):
        codec.decode("NothingLikeIt", 1, "{}")
    with pytest.raises(UnknownEvent, match="newer"):
        codec.decode("ProjectExited", 99, "{}")
    with pytest.raises(UnknownEvent, match="@event"):
        type_of(object())


def test_an_event_name_is_declared_once() -> None:
    with pytest.raises(ValueError, match="twice"):

        @event("projects", clause="RZ-2.1.a", title="重复")
        class ProjectExited:
            project: str


@having(
    st.tuples(st.text(), st.integers(1, 99), st.text(), st.text(), st.text(), st.text()),
    st.tuples(st.text(), st.integers(1, 99), st.text(), st.text(), st.text(), st.text()),
)
def test_two_records_share_a_digest_only_if_they_are_the_same(
    one: tuple[str, int, str, str, str, str], other: tuple[str, int, str, str, str, str]
) -> None:
    try:
        same = codec.digest(*one) == codec.digest(*other)
    except UnicodeEncodeError:
        return
    assert same == (one == other)


def test_a_digest_is_of_canonical_json() -> None:
    stream, version, id, type, data, meta = (
        "f-1",
        2,
        "i",
        "T/2",
        '{"a":"\u4e00\u2028"}',
        '"\x7f\n\t"',
    )
    text = codec.canonical([data, id, meta, stream, type, version])
    assert codec.digest(stream, version, id, type, data, meta) == sha256(text.encode()).digest()


def test_fields_that_run_together_have_different_digests() -> None:
    assert codec.digest("fund-1", 12, "i", "T", "{}", "{}") != codec.digest(
        "fund-11", 2, "i", "T", "{}", "{}"
    )
    assert len(codec.digest("fund-1", 1, "i", "T", "{}", "{}")) == 32
