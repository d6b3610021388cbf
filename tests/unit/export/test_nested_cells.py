"""What is nested in a row is written out in words, and never as JSON."""

import importlib
from typing import Any

import pytest

from services.finance.views.award_ranking import AwardRanking
from services.projects.views.project_ledger import ProjectLedger
from shared.face.exports.cells import cells_of
from shared.kernel.views.row import Row
from shared.schemas.finance.award_round import CriterionMean

importlib.import_module("services.projects.service")


def cell(row: type[Row], column: str, value: Any) -> Any:
    [made] = [c for c in cells_of(row.definition, "", {}) if c.column == column]
    return made.value(value)


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (
            AwardRanking,
            "means",
            (CriterionMean("c-1", mean_thousandths=75_500, weight=40),),
            "评分标准编号 c-1，平均得分 75.5，权重（%） 40",
        ),
        (AwardRanking, "means", (), ""),
        (AwardRanking, "recused", ("演示-甲", "演示-乙"), "演示-甲、演示-乙"),
        (ProjectLedger, "milestones", {"accepted": "2025-02-25"}, "竣工验收：2025-02-25"),
        (ProjectLedger, "milestones", {}, ""),
    ],
)
def test_a_nested_value_is_said(row: type[Row], column: str, value: Any, said: str):
    assert cell(row, column, value) == said
