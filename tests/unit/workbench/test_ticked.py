"""Rows that were ticked: each once, however its address is spelled, under a key of its own."""

from types import SimpleNamespace
from typing import Any, cast

from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from shared.workbench.batches.chosen import Row, ticked
from shared.workbench.batches.giving import key_of
from shared.workbench.visit import Visit


def visit_with(*rows: str) -> Visit:
    """A request with these rows, at a workbench that knows one service."""
    request = Request(EnvironBuilder(method="POST", data={"row": list(rows)}).get_environ())
    known: Any = SimpleNamespace(request=request, declared={"finance": None})
    return cast(Visit, known)


def test_a_row_that_is_spelled_in_two_ways_is_one() -> None:
    plain, other = "/matter/finance/fund-1#3", "/matter/finance/fund%2D1#3"
    assert ticked(visit_with(plain, other)) == [Row("finance", "fund-1", "3")]


def test_what_is_no_matter_of_a_known_service_is_left_out() -> None:
    strange = ("", "/", "/matter/land/book-1", "/matter/finance/", "/matter/finance/a/b", "#3")
    assert ticked(visit_with(*strange, "/matter/finance/fund-1#x")) == [Row("finance", "fund-1")]


def test_a_row_keeps_its_key_where_its_batch_is_sent_again_and_no_other_row_has_it() -> None:
    """What another batch would do to a row is not taken for what was done."""
    given = [
        (batch, Row(service, stream))
        for batch in ("one", "other")
        for service in ("finance", "land")
        for stream in ("fund-1", "fund-2")
    ]
    keys = [key_of(*one) for one in given]
    assert len(set(keys)) == len(given)
    assert [key_of(*one) for one in given] == keys
