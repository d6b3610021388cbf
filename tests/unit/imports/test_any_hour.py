"""What a sheet may say of its day is judged by the towns' day, at whatever hour it comes."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund import FUND
from services.finance.domain.fund.rules import DATED_BY_NOW
from services.finance.imports import APPROPRIATIONS, FUNDS
from shared.face.imports.import_run import ImportRun, Taken
from shared.face.imports.template import Template
from shared.kernel.aggregate import Actor
from shared.kernel.commands.executor import Executor
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.policy.loader import registry
from tests.days import ODD_MOMENTS, today
from tests.fixed_clock import FixedClock

CLERK = Actor("张三", "finance")


@pytest.fixture
def executor(tmp_path: Path) -> Iterator[Executor]:
    database = Database(f"sqlite:///{tmp_path / 'finance.db'}")
    migrate(database)
    yield Executor(
        Log("finance", database), [FUND, ELIGIBILITY], registry(), FixedClock(ODD_MOMENTS[0])
    )
    database.close()


def test_a_row_of_today_is_taken_and_one_of_tomorrow_is_not(
    executor: Executor, tmp_path: Path
) -> None:
    for number, moment in enumerate(ODD_MOMENTS):
        day = today(FixedClock(moment))
        fund = {"fund": f"f-{number}", "name": "演示", "source": "city", "kind": "special",
                "year": day.year}  # fmt: skip
        assert taken(executor, FUNDS, moment, tmp_path, fund).bad == []
        of_today = {"fund": f"f-{number}", "amount_fen": 500, "document": "文号",
                    "budget_approved_on": day.isoformat()}  # fmt: skip
        tomorrow = {**of_today, "budget_approved_on": (day + timedelta(days=1)).isoformat()}
        refused = taken(executor, APPROPRIATIONS, moment, tmp_path, of_today, tomorrow)
        assert [(bad.row, bad.rule) for bad in refused.bad] == [(2, DATED_BY_NOW.name)], moment
        assert refused.position is None
        assert taken(executor, APPROPRIATIONS, moment, tmp_path, of_today).bad == [], moment


def taken(
    executor: Executor, template: Template, moment: datetime, folder: Path, *rows: dict[str, Any]
) -> Taken:
    file = folder / "rows.jsonl"
    lines = ({"row": n, "bad": [], "under": {}, "data": row} for n, row in enumerate(rows, 1))
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return ImportRun(executor, template, CLERK, moment).take(file, apply=True)
