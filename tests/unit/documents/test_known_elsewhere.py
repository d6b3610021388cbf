"""What a town typed that another service may know is a row, which holds what it takes to ask there."""

from dataclasses import replace
from typing import Any

from shared.kernel.documents.known_elsewhere import TypedValue
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.schemas.credit.intent import UseNominated
from shared.schemas.known import digest_of
from tests.rows import about

LEDGERS = own_ledgers("credit")
VIEW = TypedValue.definition
DAY = about(object()).effective_at.date()
NOMINATED = UseNominated(
    "i-1", use="use-1", town="taoluo", project="p-1", purpose="infrastructure",
    borrower="演示-城建公司", credit_code="91371100000000009x", borrower_kind="state-firm",
    amount_fen=1, repayment="own-revenue", government_promise=False, institution="bank",
    nominated_by="taoluo", nominated_on=DAY,
)  # fmt: skip


def rows_after(event: Any, by: str = "taoluo") -> list[Any]:
    meta = replace(about(event, "intent-i-1"), id="i-1", organisation=by, clause="RZ-2.4.f")
    assert all(VIEW.begins(key, meta) for key in VIEW.keys(event, meta))
    return [VIEW.after(None, key, event, meta) for key in VIEW.keys(event, meta)]


def test_what_a_town_typed_is_a_row_with_the_fact_that_another_service_may_know():
    [row] = rows_after(NOMINATED)
    assert (row.service, row.fact) == ("projects", "project-p-1#unit")
    assert (row.title, row.field) == ("提名意向性融资用途", "借款企业")
    assert (row.town, row.stream, row.typed_on) == ("taoluo", "intent-i-1", DAY)
    assert row.digest == digest_of("演示-城建公司") and "城建" not in repr(row)


def test_what_others_than_towns_type_burdens_no_town():
    assert rows_after(NOMINATED, by="local-finance") == []


def test_a_service_whose_forms_ask_for_nothing_of_the_kind_has_no_such_ledger():
    assert TypedValue in LEDGERS and TypedValue not in own_ledgers("land")
