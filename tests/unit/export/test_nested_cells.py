"""What is nested in a row is written out in words, and never as JSON."""

import importlib
from decimal import Decimal
from typing import Any

import pytest

from services.finance.views.award_ranking import AwardRanking
from services.projects.views.project_ledger import ProjectLedger
from services.talent.views.personal_readings import PersonalReadings
from shared.face.exports.cells import cells_of
from shared.kernel.views.row import Row, column, view
from shared.schemas.events import command_data
from shared.schemas.finance.award_round import CriterionMean
from shared.schemas.kinds import Fen, Flag, SquareMetres
from shared.schemas.land.screening import LandUse

importlib.import_module("services.projects.service")


@command_data
class Offer:
    amount_fen: Fen
    use: LandUse
    binding: Flag
    area: SquareMetres = Decimal("66.50")


@view("offers", title="报价", key="lot", version=1)
class Offers(Row):
    lot: str = column("地块")
    offers: tuple[Offer, ...] = column("报价", ())


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
        (
            Offers,
            "offers",
            (
                Offer(1_000_000, use="industrial", binding=True),
                Offer(150, use="commercial", binding=False),
            ),
            "金额 1 万元，面积 66.50 平方米，是否 是，用地用途 工业；"
            "金额 1.50 元，面积 66.50 平方米，是否 否，用地用途 商业",
        ),
        (AwardRanking, "recused", ("演示-甲", "演示-乙"), "演示-甲、演示-乙"),
        (ProjectLedger, "milestones", {"accepted": "2025-02-25"}, "竣工验收：2025-02-25"),
        (ProjectLedger, "milestones", {}, ""),
    ],
)
def test_a_nested_value_is_said(row: type[Row], column: str, value: Any, said: str):
    assert cell(row, column, value) == said


def test_where_somebody_read_is_said_by_what_the_ledger_or_the_matter_is_called() -> None:
    titles = {
        "views/secondments": "挂职台账",
        "streams/second": "别的",
        "streams/secondment": "挂职",
    }
    cells = cells_of(PersonalReadings.definition, "talent", {"place": titles})
    [place] = [cell for cell in cells if cell.column == "place"]
    assert place.value("views/secondments") == "挂职台账"
    assert place.value("streams/secondment-gz-1") == "挂职（gz-1）"
    assert place.value("streams/unknown-1") == "streams/unknown-1"
