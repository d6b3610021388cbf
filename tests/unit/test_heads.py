"""The head of a request as the server on threads reads it."""

import io

import pytest

from shared.runtime.on_threads.heads import LINE, Head, Headers, Refused


def headers(*lines: bytes) -> Headers:
    return Headers(Head(io.BytesIO(b"".join(line + b"\r\n" for line in (*lines, b"")))))


def test_blanks_around_a_value_are_no_part_of_it_and_those_within_it_are():
    blanks = b" \t" * 3_000
    told = headers(b"X-One: \t a  b\t ", b"X-None:" + blanks, b"X-Long: a" + blanks + b"b")
    assert told.get("x-one") == "a  b"
    assert told.get("x-none") == ""
    assert told.get("x-long") == "a" + blanks.decode() + "b"


@pytest.mark.parametrize(
    "line",
    [b"X-One : a", b": a", b"no colon", b"X-One: a\0b", b"X-One: a\rb", b" X-One: a"],
)
def test_what_two_readers_could_take_for_different_things_is_no_header(line):
    with pytest.raises(Refused) as refused:
        headers(line)
    assert refused.value.status == 400


def test_a_header_is_no_longer_than_a_line_may_be():
    with pytest.raises(Refused) as refused:
        headers(b"X-One: a", b"X-Long: " + b"a" * LINE)
    assert refused.value.status == 431
