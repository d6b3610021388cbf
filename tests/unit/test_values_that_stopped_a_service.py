"""Commands that were accepted once, and stopped a service for good: refused at their field."""

from datetime import date
from typing import Any

import pytest
from marshmallow import ValidationError

from shared.kernel.aggregate.parameters import PARAMETERS, VALUE_KEEPS_ITS_KIND
from shared.schemas.finance.fee_account import RecordFee
from shared.schemas.finance.fund import Appropriate
from shared.schemas.land.parcel import SurveyParcel
from shared.schemas.marshalling import load
from shared.schemas.platform import SetParameter
from shared.schemas.projects.project_progress import ReportInvestment
from tests.given import given

FATAL = 9223372036854775807
SURVEY = {
    "parcel": "p-1", "town": "taoluo", "parcel_class": "inefficient", "use": "industrial",
    "area": "100.00", "since": "2024-01-01", "owner": "state",
}  # fmt: skip


@pytest.mark.parametrize(
    ("data", "plain", "field"),
    [
        (SurveyParcel, {**SURVEY, "start_by": "9999-06-01"}, "start_by"),
        (ReportInvestment, {"project": "p-1", "invested_fen": FATAL}, "invested_fen"),
        (RecordFee, {"components": [{"amount_fen": FATAL}]}, "components"),
        (Appropriate, {"fund": "f-1", "amount_fen": FATAL}, "amount_fen"),
        (
            Appropriate,
            {"fund": "f-1", "amount_fen": 1, "budget_approved_on": "9999-12-31"},
            "budget_approved_on",
        ),
    ],
)
def test_it_is_refused_at_its_field(data: type[Any], plain: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        load(data, plain)
    assert field in refused.value.messages_dict


@pytest.mark.parametrize(
    ("book", "name", "value", "by"),
    [
        ("finance", "finance.fee_handover_days", 10**20, "finance"),
        ("supervision", "supervision.handling_cap_calendar_days", 10**7, "housing"),
    ],
)
def test_a_parameter_beyond_its_range_is_refused(book: str, name: str, value: int, by: str) -> None:
    command = SetParameter(
        book, parameter=name, value=value, effective_from=date(2025, 1, 1), basis="演示"
    )
    given(PARAMETERS, book).when(command, by=by).refused(VALUE_KEEPS_ITS_KIND)
