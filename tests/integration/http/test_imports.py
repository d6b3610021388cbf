"""Spreadsheets: tried first, then all rows or none, and the same file again changes nothing."""

import io
import json
import threading
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

from shared.face.http.face import Limits
from shared.face.imports import import_run
from shared.face.workers import forks
from shared.kernel.log.batch import Appended, Batch
from tests.integration.http.served import FUND_1, Served, served
from tests.integration.http.sheets import FUND_HEADINGS, funds, sheet


def take(service: Served, template: str, book: bytes, **more: object) -> TestResponse:
    apply = more.pop("apply", True)
    path = f"/imports/{template}?dry_run={'false' if apply else 'true'}"
    return service.call("POST", path, data=book, **more)


def head(service: Served) -> int:
    return service.face.log.head().position


def test_a_dry_run_says_what_would_come_of_it_and_appends_nothing(finance: Served) -> None:
    for path in ("/imports/funds", "/imports/funds?dry_run=true"):
        told = finance.call("POST", path, data=funds("a", "b")).json
        assert (told["rows"], told["new"], told["known"], told["bad"]) == (2, 2, 0, [])
        assert (told["applied"], told["position"]) == (False, None)
    assert head(finance) == 0


def test_all_rows_are_appended_at_once_and_seen_in_the_ledger(finance: Served) -> None:
    told = take(finance, "funds", funds("a", "b")).json
    assert (told["new"], told["applied"], told["position"]) == (2, True, 2)
    rows = finance.get("/views/fund-ledger?at=2").json["rows"]
    assert [(r["fund"], r["name"], r["source"]) for r in rows] == [
        ("a", "演示-a", "city"),
        ("b", "演示-b", "city"),
    ]
    event = finance.get("/streams/fund-a").json["events"][0]
    assert (event["command"], event["person"], event["organisation"]) == (
        "register-fund", "张三", "finance",
    )  # fmt: skip


def test_the_same_file_again_changes_nothing(finance: Served) -> None:
    take(finance, "funds", funds("a", "b"))
    again = take(finance, "funds", funds("a", "b"), duties=["approver"]).json
    assert (again["new"], again["known"], again["applied"]) == (0, 2, False)
    more = take(finance, "funds", funds("a", "b", "c")).json
    assert (more["new"], more["known"], more["position"]) == (1, 2, 3)
    other_units = sheet(
        ["资金编号", "金额（万元）"], [("a", 5), ("b", 0.05)]
    ), sheet(["资金编号", "金额（分）"], [("a", 5_000_000), ("b", 50_000)])  # fmt: skip
    assert take(finance, "appropriations", other_units[0]).json["new"] == 2
    assert take(finance, "appropriations", other_units[1]).json["known"] == 2
    assert head(finance) == 5


def test_every_bad_row_is_told_with_column_and_reason_and_nothing_is_taken(
    finance: Served,
) -> None:
    finance.give("register-fund", FUND_1)
    book = sheet(
        [*FUND_HEADINGS, "是否涉农资金"],
        [
            ("good", "演示", "市", "专项转移支付", 2024, "是"),
            ("Bad Id", "演示", "市", "专项转移支付", 2024, ""),
            ("b", "", "市", "专项转移支付", 1999, ""),
            ("c", "演示", "月球", "专项转移支付", "明年", "也许"),
            ("f-1", "演示", "市", "专项转移支付", 2024, ""),
            ("good", "演示", "市", "专项转移支付", 2024, "是"),
            ("good", "另一", "市", "专项转移支付", 2024, "是"),
        ],
    )
    expected = [
        (3, "资金编号"),
        (4, "年度"), (4, "资金名称"),
        (5, "年度"), (5, "是否涉农资金"), (5, "来源"),
        (6, "（整行）"), (7, "（整行）"), (8, "（整行）"),
    ]  # fmt: skip
    told = take(finance, "funds", book, apply=False).json
    assert sorted((b["row"], b["column"]) for b in told["bad"]) == expected
    assert all(b["message"] and b["message_zh"] for b in told["bad"])
    refused = take(finance, "funds", book)
    assert (refused.status_code, refused.json["bad"]) == (422, told["bad"])
    assert "7 行中有 6 行有误" in refused.json["detail_zh"]
    rules = {b["row"]: (b["rule"], b["clause"]) for b in told["bad"] if b["rule"]}
    assert rules == {6: ("already-exists", "design"), 8: ("already-exists", "design")}
    assert "第 2 行" in next(b["message_zh"] for b in told["bad"] if b["row"] == 7)
    assert head(finance) == 1


def test_of_many_reasons_the_first_are_told_and_all_bad_rows_counted(
    finance: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A column that slipped makes twenty thousand rows bad: no answer has room for them."""
    monkeypatch.setattr(import_run, "MOST_TOLD", 3)
    take(finance, "funds", funds("b"))
    rows = [("Bad", "", "月球", "那里", "明年"), *[("a", "演示", "市", "专项转移支付", 2024)] * 3]
    book = sheet(FUND_HEADINGS, [*rows, ("b", "演示", "市", "专项转移支付", 2024)])
    told = take(finance, "funds", book, apply=False).json
    assert (told["bad_rows"], [b["row"] for b in told["bad"]]) == (4, [2, 2, 2])
    refused = take(finance, "funds", book)
    assert (refused.status_code, refused.json["bad"]) == (422, told["bad"])
    assert refused.json["bad_rows"] == 4 and "5 行中有 4 行有误" in refused.json["detail_zh"]


def test_an_import_for_which_there_is_no_room_blames_no_file(
    finance: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forks, "_ATTEMPTS", 0)
    told = take(finance, "funds", funds("a"))
    assert (told.status_code, told.headers["Retry-After"]) == (503, "30")


def test_a_sheet_is_told_as_it_was_read_and_taken_with_what_was_mended_of_it(
    finance: Served,
) -> None:
    rows = [(f"f{n}", "演示", "市", "专项转移支付", 2024) for n in range(20)]
    rows[11] = ("f11", "<b>演示</b>", "月球", "专项转移支付", 1999)
    book = sheet(FUND_HEADINGS, rows)

    def send(path: str, mends: object = None) -> TestResponse:
        form = {"file": (io.BytesIO(book), "资金.xlsx")}
        if mends is not None:
            form["mended"] = (io.BytesIO(json.dumps(mends).encode()), "mended")
        return finance.call("POST", f"/imports/funds?{path}", data=form)

    assert "cells" not in send("dry_run=true").json
    whole = send("cells=100").json["cells"]
    assert whole["whole"] and whole["headings"] == FUND_HEADINGS
    assert [row["row"] for row in whole["rows"]] == list(range(2, 22))
    part = send("dry_run=false&cells=99").json["cells"]
    assert part == {
        "headings": FUND_HEADINGS,
        "whole": False,
        "rows": [{"row": 13, "texts": ["f11", "<b>演示</b>", "月球", "专项转移支付", "1999"]}],
    }
    assert send("cells=99", {"13": {"来源": "市"}}).json["bad"][0]["column"] == "年度"
    told = send("dry_run=false&cells=99", {"13": {"来源": "市", "年度": "2024"}}).json
    assert (told["new"], told["applied"], told["cells"]["rows"]) == (20, True, [])
    for elsewhere in ({"22": {"来源": "市"}}, {"1": {"来源": "市"}}, {"13": {"备注": ""}}):
        refused = send("dry_run=true", elsewhere)
        assert refused.status_code == 422 and "不是同一文件" in refused.json["detail_zh"]


def test_rows_stand_on_the_rows_before_them(finance: Served) -> None:
    take(finance, "funds", funds("a"))
    rows = [("a", 100, "演示-1号"), ("a", 200, "演示-2号"), ("nowhere", 1, "")]
    book = sheet(["资金编号", "金额（分）", "文号"], rows)
    told = take(finance, "appropriations", book, apply=False).json
    assert [(b["row"], b["field"]) for b in told["bad"]] == [(4, "fund")]
    take(finance, "appropriations", sheet(["资金编号", "金额（分）", "文号"], rows[:2]))
    assert finance.get("/views/fund-ledger/a?at=3").json["row"]["appropriated_fen"] == 300


def test_who_may_not_give_the_command_may_not_import_it(finance: Served) -> None:
    told = take(finance, "funds", funds("a"), by="taoluo")
    assert told.status_code == 403
    assert "办理" in told.json["detail_zh"]
    assert head(finance) == 0


def test_towns_are_known_by_their_names(supervision: Served) -> None:
    headings = ["事项编号", "镇", "类别", "标题", "情况说明"]
    rows = [("i-1", "涛雒镇", "问题", "演示", "演示")]
    told = take(supervision, "issues", sheet(headings, rows), by="taoluo")
    assert told.status_code == 200, told.text
    assert told.json["new"] == 1
    others = [("i-2", "招贤镇", "问题", "演示", "演示")]
    refused = take(supervision, "issues", sheet(headings, others), by="taoluo")
    assert refused.json["bad"][0]["row"] == 2


def test_another_writer_in_between_makes_it_decide_anew(
    finance: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = 0
    append = finance.face.log.append

    def late(batch: Batch) -> Appended:
        nonlocal decided
        decided += 1
        if decided == 1:
            finance.give("appropriate", {"fund": "a", "amount_fen": 1})
        return append(batch)

    take(finance, "funds", funds("a"))
    monkeypatch.setattr(finance.face.log, "append", late)
    told = take(finance, "appropriations", sheet(["资金编号", "金额（分）"], [("a", 2)])).json
    assert (decided, told["applied"], told["position"]) == (3, True, 3)


def test_what_someone_else_begins_in_between_is_no_longer_new(
    finance: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = finance.face.log.append

    def late(batch: Batch) -> Appended:
        monkeypatch.setattr(finance.face.log, "append", append)
        assert finance.give("register-fund", {**FUND_1, "fund": "b"}).status_code == 200
        return append(batch)

    monkeypatch.setattr(finance.face.log, "append", late)
    refused = take(finance, "funds", funds("a", "b")).json
    assert [(b["row"], b["rule"]) for b in refused["bad"]] == [(3, "already-exists")]
    assert head(finance) == 1


def test_a_form_and_a_bare_body_are_the_same(finance: Served) -> None:
    form = {"file": (io.BytesIO(funds("a")), "资金.xlsx")}
    told = finance.call("POST", "/imports/funds?dry_run=false", data=form).json
    assert told["applied"]
    assert take(finance, "funds", funds("a")).json["known"] == 1


def damaged() -> bytes:
    return funds("a")[:-200]


def far_away() -> bytes:
    """One cell at the end of a sheet: a reader that makes room for all between needs terabytes."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        made = book.add_worksheet()
        made.write_row(0, 0, FUND_HEADINGS)
        made.write(1_048_575, 16_383, "x")
    return held.getvalue()


@pytest.mark.parametrize("make", [bytes, damaged, far_away])
def test_a_file_that_can_not_be_read_harms_nobody(finance: Served, make: type[bytes]) -> None:
    answer = take(finance, "funds", make())
    assert (answer.status_code, answer.json["type"]) == (422, "invalid")
    assert "Traceback" not in answer.get_data(as_text=True)
    assert take(finance, "funds", funds("a"), apply=False).status_code == 200


def test_bodies_beyond_the_limit_are_refused_and_commands_keep_theirs(tmp_path: Path) -> None:
    with served("finance", tmp_path, Limits(import_body=100_000, body=1_000)) as service:
        assert take(service, "funds", b"x" * 100_001).status_code == 413
        assert take(service, "funds", funds("a"), apply=False).status_code == 200
        assert service.give("register-fund", {**FUND_1, "name": "x" * 2_000}).status_code == 413


def test_one_import_too_many_is_told_to_come_back(tmp_path: Path) -> None:
    with served("finance", tmp_path, Limits(imports=0)) as service:
        answer = take(service, "funds", funds("a"))
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_two_who_import_the_same_file_at_once_take_it_once(tmp_path: Path) -> None:
    with served("finance", tmp_path, Limits(imports=2)) as service:
        told: list[TestResponse] = []
        book = funds(*(f"f{n}" for n in range(50)))
        callers = [
            threading.Thread(target=lambda: told.append(take(service, "funds", book)))
            for _ in range(2)
        ]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        assert [t.status_code for t in told] == [200, 200]
        assert sorted(t.json["known"] for t in told) == [0, 50]
        assert head(service) == 50


@pytest.mark.parametrize("step", ["begun", "known", "read_streams", "append"])
def test_who_takes_the_same_file_before_any_step_of_another_has_it_taken_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    told: list[TestResponse] = []
    with served("finance", tmp_path, Limits(imports=2)) as service:
        log, book = service.face.log, funds("a", "b")
        of = log if step == "append" else log.store
        go_on = getattr(of, step)

        def after_the_other(*given: object) -> object:
            monkeypatch.setattr(of, step, go_on)
            told.append(take(service, "funds", book))
            return go_on(*given)

        monkeypatch.setattr(of, step, after_the_other)
        told.append(take(service, "funds", book))
        assert [t.status_code for t in told] == [200, 200], told[1].json
        assert [t.json["known"] for t in told] == [0, 2]
        assert head(service) == 2


def test_templates_are_told_and_their_empty_sheet_is_sent(finance: Served) -> None:
    told = finance.get("/imports").json["imports"]
    assert [t["name"] for t in told] == ["appropriations", "funds"]
    answer = finance.get("/imports/funds")
    assert "filename*=UTF-8''%E8%B5%84%E9%87%91" in answer.headers["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data()))
    headings = book.get_sheet_by_index(0).to_python(skip_empty_area=False)[0]
    assert headings[:3] == [c["title"] for c in told[1]["columns"]][:3]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_template_that_nobody_knows_is_not_found(finance: Served, method: str) -> None:
    assert finance.call(method, "/imports/nothing").status_code == 404


def test_a_flag_is_true_or_false(finance: Served) -> None:
    answer = finance.call("POST", "/imports/funds?dry_run=maybe", data=funds("a"))
    assert answer.json["errors"][0]["field"] == "dry_run"


def test_the_answer_names_the_sheet_and_counts_what_a_filter_hides(finance: Served) -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        old, new = book.add_worksheet("上月"), book.add_worksheet("本次")
        for made, ids in ((old, ["z"]), (new, ["a", "b", "c"])):
            made.write_row(0, 0, FUND_HEADINGS)
            for number, id in enumerate(ids, 1):
                made.write_row(number, 0, (id, "演示", "市", "专项转移支付", 2024))
        old.hide()
        new.set_row(2, options={"hidden": True})
        new.activate()
        new.set_first_sheet()
    for apply in (False, True):
        told = take(finance, "funds", held.getvalue(), apply=apply).json
        assert (told["sheet"], told["rows"], told["hidden_rows"]) == ("本次", 3, 1)
        assert (told["other_sheets"], told["new"]) == (["上月"], 3)
    assert head(finance) == 3
    refused = take(
        finance, "funds", sheet(FUND_HEADINGS, [("Bad Id", "演示", "市", "", 2024)])
    ).json
    assert (refused["sheet"], refused["hidden_rows"]) == ("本次", 0)
    assert "本次" in refused["detail_zh"]


def test_a_row_spelled_anew_has_been_taken_before(finance: Served) -> None:
    take(finance, "funds", sheet(FUND_HEADINGS, [("a", "演示", "市", "专项转移支付", 2024)]))
    spelled = [("ａ\u200b", "演示\ufeff", "市 ", "专项转移支付", "２０２４")]
    headings = ["资金编号 ", "资金名称", "来源", "性\u200b质", "年度"]
    assert take(finance, "funds", sheet(headings, spelled)).json["known"] == 1


def test_what_is_wrong_is_told_of_the_column_that_stands_in_the_sheet(finance: Served) -> None:
    take(finance, "funds", funds("a"))
    book = sheet(["资金编号", "金额（万元）"], [("a", 0), ("a", ""), ("a", "多")])
    told = take(finance, "appropriations", book, apply=False).json
    assert [(b["row"], b["column"]) for b in told["bad"]] == [
        (2, "金额（万元）"), (3, "金额（万元）"), (4, "金额（万元）"),
    ]  # fmt: skip
