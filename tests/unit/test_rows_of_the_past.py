"""Rows that were told as JSON, as a view's past is, and what of the past counts."""

from decimal import Decimal

import pytest

from services.land.views.parcel_ledger import ParcelLedger
from shared.face.http.answer import plain
from shared.face.http.past import _only_stream
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.selection import Condition, Selection

PARCEL = ParcelLedger(
    parcel="taoluo-parcel-1", town="taoluo", county="donggang", parcel_class="idle",
    use="industrial", area=Decimal("1200.50"),
)  # fmt: skip


def test_a_row_whose_words_are_still_missing_is_read_again_as_it_was() -> None:
    assert PARCEL.construction == ""
    read = RowCodec(ParcelLedger.definition).read(plain(PARCEL))
    assert read == PARCEL


@pytest.mark.parametrize(
    ("conditions", "stream"),
    [
        ([Condition("town", "eq", "taoluo"), Condition("stream", "eq", "issue-1")], "issue-1"),
        ([Condition("stream", "gte", "issue-1")], ""),
        ([Condition("town", "eq", "taoluo")], ""),
    ],
)
def test_one_stream_is_read_where_it_alone_is_asked_for(
    conditions: list[Condition], stream: str
) -> None:
    assert _only_stream(Selection("key", conditions=tuple(conditions))) == stream
