"""What a connection is believed to have prepared is what was sent on it."""

from typing import Any

import pytest

from shared.kernel.log import prepared
from shared.kernel.log.prepared import Batch, Prepared


class Driver:
    """Puts values into a text as the driver does, without a server."""

    def cursor(self) -> "Driver":
        return self

    def mogrify(self, text: str, values: dict[str, Any]) -> bytes:
        return (text % values).encode()


def statement(number: int) -> Prepared:
    return Prepared(f"SELECT {number}, %(value)s", ["value"], {})


def batch(info: dict[str, Any], *statements: Prepared) -> Batch:
    made = Batch(Driver(), info)
    for one in statements:
        made.add(one, {"value": 7})
    return made


def send(info: dict[str, Any], *statements: Prepared) -> list[bytes]:
    """The texts of a batch that is sent and carried out."""
    sent = batch(info, *statements)
    with sent.sent():
        pass
    return sent.texts


def test_a_statement_is_prepared_where_a_connection_meets_it_first():
    info: dict[str, Any] = {}
    one, other = statement(1), statement(2)
    assert send(info, one, one) == [one.making, *[f"EXECUTE {one.name} (7)".encode()] * 2]
    assert send(info, one, other)[1:2] == [other.making]


def test_a_batch_that_was_never_sent_leaves_what_the_connection_has(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(prepared, "MOST", 2)
    info: dict[str, Any] = {}
    one, other, third = (statement(n) for n in range(3))
    send(info, one, other)
    assert batch(info, third).texts[0] == prepared.FORGET.encode()
    assert send(info, one) == [f"EXECUTE {one.name} (7)".encode()]


def test_one_that_has_too_much_forgets_all_of_it_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(prepared, "MOST", 2)
    info: dict[str, Any] = {}
    one, other, third = (statement(n) for n in range(3))
    send(info, one, other)
    send(info, third)
    assert one.making in send(info, one)


def test_of_one_that_failed_nobody_knows_how_far_it_came():
    info: dict[str, Any] = {}
    one = statement(1)
    with pytest.raises(OSError), batch(info, one).sent():
        raise OSError("the server went away")
    assert one.making in send(info, one)
