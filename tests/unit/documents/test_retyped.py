"""What a town typed though its service knew it is counted, and how often that told nothing new."""

from dataclasses import replace
from typing import Any

from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.documents.retyped import RetypedValue
from shared.schemas.projects.project_admission import AdmissionApplied, ApplicationResubmitted
from tests.rows import about

own_ledgers("projects")
VIEW = RetypedValue.definition
DAY = about(object()).effective_at.date()
SAID: dict[str, Any] = {
    "name": "演示-码头", "kind": "industry", "origin": "own", "unit": "演示-城建公司",
    "investment_fen": 100, "land_area": None, "land_use": None, "national_code": None,
    "government_funded": False,
}  # fmt: skip
APPLIED = AdmissionApplied("p-1", town="taoluo", county="donggang", applied_on=DAY, **SAID)
AGAIN = ApplicationResubmitted(
    "p-1", town="taoluo", resubmitted_on=DAY, **(SAID | {"investment_fen": 200})
)


def rows_after(*events: Any, by: str = "taoluo") -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for event in events:
        meta = replace(about(event, "project-p-1"), id="p-1", organisation=by, clause="RZ-2.1.a")
        for key in VIEW.keys(event, meta):
            row = VIEW.after(rows.get(key), key, event, meta)
            if row is not None:
                rows[key] = row
    return rows


def test_what_is_told_for_the_first_time_was_not_asked_twice():
    rows = rows_after(APPLIED)
    assert rows["project-p-1#name"].told == "申报入库"
    assert sum(row.asked for row in rows.values()) == 0
    assert "project-p-1#land_area" not in rows


def test_a_form_filled_in_again_counts_each_value_that_was_known():
    rows = rows_after(APPLIED, AGAIN)
    name, money = rows["project-p-1#name"], rows["project-p-1#investment_fen"]
    assert (name.asked, name.same, name.town, name.clause) == (1, 1, "taoluo", "RZ-2.1.a")
    assert (money.field, money.asked, money.same) == ("总投资", 1, 0)
    assert name.digest != money.digest and "码头" not in repr(name)


def test_what_others_than_towns_type_burdens_no_town():
    assert sum(row.asked for row in rows_after(APPLIED, AGAIN, by="housing").values()) == 0


def test_where_a_thing_is_counts_not_as_typed():
    assert not [key for key in rows_after(APPLIED, AGAIN) if key.endswith("#town")]
