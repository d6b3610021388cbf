"""Rows that were told as JSON, as a view's past is, and what of the past counts."""

from decimal import Decimal

from services.land.views.parcel_ledger import ParcelLedger
from shared.face.http.answer import plain
from shared.kernel.views.columns import RowCodec

PARCEL = ParcelLedger(
    parcel="taoluo-parcel-1", town="taoluo", county="donggang", parcel_class="idle",
    use="industrial", area=Decimal("1200.50"),
)  # fmt: skip


def test_a_row_whose_words_are_still_missing_is_read_again_as_it_was() -> None:
    assert PARCEL.construction == ""
    read = RowCodec(ParcelLedger.definition).read(plain(PARCEL))
    assert read == PARCEL
