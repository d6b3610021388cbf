"""Ledgers out and in by the command line, and what commands would lead to."""

import csv
import json
import uuid
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.integration.http.sheets import FUND_HEADINGS, sheet

pytestmark = [pytest.mark.timeout(900), pytest.mark.usefixtures("up")]

FINANCE = ("--org", "finance", "--name", "演示-王五")


def row(id: str) -> tuple[object, ...]:
    return id, f"演示-{id}", "市", "专项转移支付", 2024


@pytest.fixture
def filled_in(tmp_path: Path):
    def written(*rows: tuple[object, ...]) -> str:
        path = tmp_path / "filled-in.xlsx"
        path.write_bytes(sheet(FUND_HEADINGS, rows))
        return str(path)

    return written


def test_a_ledger_is_written_with_its_filter(zhenxing, tmp_path):
    file = tmp_path / "项目.xlsx"
    said = zhenxing("export", "projects", "project-ledger", str(file), "--filter", "town=taoluo")
    assert (said.code, said.err) == (0, "")
    lines = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert lines[1][:2] == ["筛选条件", "镇＝涛雒镇"]
    assert len(lines) > 6
    assert {line[lines[5].index("镇")] for line in lines[6:]} == {"涛雒镇"}


def test_a_ledger_of_the_past_is_written_as_csv(zhenxing, tmp_path):
    file = tmp_path / "funds.csv"
    said = zhenxing("export", "finance", "fund-ledger", str(file), "--as-of", "1", *FINANCE)
    assert said.code == 0
    with file.open(encoding="utf-8-sig", newline="") as written:
        lines = list(csv.reader(written))
    assert lines[3] == ["日志位置", "资金扶持 1"]


def test_an_export_that_fails_leaves_what_was_there(zhenxing, tmp_path):
    file = tmp_path / "funds.csv"
    file.write_text("before", encoding="utf-8")
    said = zhenxing("export", "finance", "fund-ledger", str(file), "--sort", "nothing")
    assert said.code == 1
    assert "sort" in said.err and "Traceback" not in said.err
    assert file.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [file]
    assert zhenxing("export", "finance", "fund-ledger", str(tmp_path / "x.pdf")).code == 1


def test_a_template_is_found_by_its_name_or_its_ledger(zhenxing, tmp_path):
    for name in ("parcels", "parcel-ledger"):
        file = tmp_path / f"{name}.xlsx"
        said = zhenxing("template", name, str(file))
        assert said.code == 0 and "zhenxing import land parcels" in said.out
        assert CalamineWorkbook.from_path(file).sheet_names == ["存量地块调查", "填写说明"]
    several = zhenxing("template", "fund-ledger", str(tmp_path / "x.xlsx"))
    assert several.code == 1
    assert "funds" in several.err and "appropriations" in several.err


def test_an_import_is_tried_then_taken_then_changes_nothing(zhenxing, filled_in):
    file = filled_in(row(f"cli-{uuid.uuid4().hex[:12]}"))
    words = ("import", "finance", "funds", file, *FINANCE)
    tried = zhenxing(*words)
    assert tried.code == 0 and "--apply" in tried.out and "可导入" in tried.out
    taken = zhenxing(*words, "--apply")
    assert taken.code == 0 and "已导入 taken: 1" in taken.out
    again = json.loads(zhenxing(*words, "--apply", "--json").out)
    assert (again["new"], again["known"], again["applied"]) == (0, 1, False)


@pytest.mark.parametrize("apply", [(), ("--apply",)])
def test_bad_rows_are_told(zhenxing, filled_in, apply):
    file = filled_in(row(f"cli-{uuid.uuid4().hex[:12]}"), (*row("x")[:4], "明年"))
    said = zhenxing("import", "finance", "funds", file, *apply, *FINANCE)
    assert said.code == 1
    assert "年度" in said.out and "须为数字" in said.out
    assert "Nothing was taken" in said.err


def test_a_file_that_is_missing_is_a_complaint(zhenxing, tmp_path):
    said = zhenxing("import", "finance", "funds", str(tmp_path / "nothing.xlsx"))
    assert said.code == 1 and "Traceback" not in said.err


def test_commands_are_simulated_under_other_parameters(zhenxing, tmp_path):
    fund = f"cli-{uuid.uuid4().hex[:12]}"
    data = {"fund": fund, "name": "演示", "source": "city", "kind": "special", "year": 2024}
    step = {"command": "register-fund", "data": data, "org": "finance"}
    file = tmp_path / "steps.json"
    file.write_text(json.dumps([step]), encoding="utf-8")
    said = zhenxing("simulate", str(file), "--set", "finance.two_approvers_above_fen=1")
    assert said.code == 0 and "FundRegistered" in said.out
    file.write_text(json.dumps({"commands": [step, step]}), encoding="utf-8")
    told = zhenxing("simulate", str(file), "--json")
    assert told.code == 1
    refused = json.loads(told.out)["steps"][1]["refusal"]
    assert refused["rule"] == "already-exists"
    assert zhenxing("stream", "finance", f"fund-{fund}").code == 1


@pytest.mark.parametrize(
    ("written", "options", "says"),
    [
        ("not json", (), "can't read"),
        ("[1]", (), "list of commands"),
        ('[{"command": "fly", "data": {}}]', (), "fly"),
        ('[{"command": "register-fund", "data": {}}]', ("--set", "x"), "name=value"),
    ],
)
def test_what_can_not_be_simulated_is_a_complaint(zhenxing, tmp_path, written, options, says):
    file = tmp_path / "steps.json"
    file.write_text(written, encoding="utf-8")
    said = zhenxing("simulate", str(file), *options)
    assert said.code == 1
    assert says in said.err and "Traceback" not in said.err
