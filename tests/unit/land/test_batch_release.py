"""RZ-2.3.c: a parcel leaves a batch, which goes on without it."""

from dataclasses import replace

import pytest

from services.land.domain.revitalisation import rules
from services.land.domain.town_stock import TOWN_STOCK
from services.land.views.revitalisation_batches import RevitalisationBatches
from shared.schemas.land.revitalisation import (
    BatchCompleted,
    BatchWithdrawn,
    ParcelReleasedFromBatch,
    ReleaseParcel,
)
from shared.schemas.land.town_stock import StockReleased
from tests.given import given
from tests.rows import rows
from tests.unit.land.test_revitalisation import (
    APPROVED,
    AREA,
    BATCHED,
    PLANNED,
    REVITALISED,
    STOCK,
    TODAY,
    batch,
)

RELEASE = ReleaseParcel(
    batch="b-1", parcel="tl-2", reason="法院查封", document="演示-查封告知〔2024〕3号"
)
RELEASED = ParcelReleasedFromBatch(
    batch="b-1", town="taoluo", parcel="tl-2", area=AREA, reason="法院查封", released_on=TODAY,
    document="演示-查封告知〔2024〕3号",
)  # fmt: skip
OUT = StockReleased(town="taoluo", batch="b-1", parcels=["tl-2"])


@pytest.mark.parametrize("by", ["natural-resources", "donggang", "donggang-natural-resources"])
def test_a_parcel_leaves_an_approved_batch_and_may_stand_in_another(by: str) -> None:
    outcome = batch(PLANNED, APPROVED).when(RELEASE, by=by).then(RELEASED, OUT)
    assert [d.stream for d in outcome.decided] == ["revitalisation-b-1", "stock-taoluo"]
    stock = given(TOWN_STOCK, "taoluo", *STOCK, BATCHED, OUT).state
    assert (stock.parcels["tl-2"].batch, stock.parcels["tl-1"].batch) == ("", "b-1")


def test_the_town_takes_a_parcel_out_until_the_batch_is_approved() -> None:
    batch(PLANNED).when(RELEASE, by="taoluo").then(RELEASED, OUT)
    batch(PLANNED, APPROVED).when(RELEASE, by="taoluo").refused(rules.APPROVER_TAKES_BACK)
    for by in ("donggang-housing", "juxian"):
        batch(PLANNED).when(RELEASE, by=by).not_permitted()


def test_a_parcel_leaves_once_and_only_while_it_is_to_be_revitalised() -> None:
    story = batch(PLANNED, APPROVED, RELEASED)
    story.when(RELEASE, by="donggang").refused(rules.PARCEL_OF_THE_BATCH)
    used = replace(RELEASE, parcel="tl-1")
    done = batch(PLANNED, APPROVED, REVITALISED)
    done.when(used, by="donggang").refused(rules.PARCEL_OF_THE_BATCH)
    gone = BatchWithdrawn(batch="b-1", town="taoluo", reason="重新研究")
    batch(PLANNED, gone).when(RELEASE, by="donggang").refused(rules.BATCH_STATUS_ALLOWS)


def test_the_last_parcel_to_leave_ends_the_batch() -> None:
    completed = BatchCompleted(batch="b-1", town="taoluo", completed_on=TODAY)
    story = batch(PLANNED, APPROVED, REVITALISED)
    story.when(RELEASE, by="donggang").then(RELEASED, completed, OUT)
    other = replace(RELEASED, parcel="tl-1")
    withdrawn = BatchWithdrawn(batch="b-1", town="taoluo", reason="法院查封")
    batch(PLANNED, APPROVED, other).when(RELEASE, by="donggang").then(RELEASED, withdrawn, OUT)


def test_the_ledger_counts_what_is_left_in_the_batch() -> None:
    row = rows(RevitalisationBatches, PLANNED, APPROVED, RELEASED)["b-1"]
    assert (row.parcels, row.area) == (1, AREA)
    assert [one["parcel"] for one in row.measures] == ["tl-1"]
