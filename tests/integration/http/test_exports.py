"""Ledgers as files: the same rows as the JSON, and no more than the caller may see."""

import csv
import io
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

from shared.face.http.face import Limits
from shared.face.workers import Broken, ProcessPool
from tests.eventually import PATIENCE_SECONDS
from tests.integration.http.served import FUND_1, Served, served

ISSUE = {"kind": "problem", "title": "演示-事项", "description": "演示"}


def table(answer: TestResponse) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """The heading and the rows of an exported file, by their titles."""
    assert answer.status_code == 200, answer.get_data(as_text=True)
    if answer.mimetype == "text/csv":
        lines = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    else:
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data()))
        lines = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    heading = {line[0]: line[1] for line in lines[:4]}
    return heading, [dict(zip(lines[5], line, strict=True)) for line in lines[6:]]


def raise_issues(service: Served, *towns: str) -> None:
    for number, town in enumerate(towns):
        data = {**ISSUE, "issue": f"i-{number}", "town": town}
        assert service.give("raise-issue", data, by=town).status_code == 200


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_a_file_holds_the_rows_of_the_json_in_their_order(supervision: Served, format: str) -> None:
    raise_issues(supervision, "taoluo", "zhaoxian", "taoluo")
    query = "town=taoluo&sort=-issue"
    shown = supervision.get(f"/views/issue-ledger?{query}", by="housing").json
    answer = supervision.get(f"/views/issue-ledger?{query}&format={format}", by="housing")
    heading, rows = table(answer)
    titles = {c["name"]: c["title"] for c in shown["columns"]}
    assert [r[titles["issue"]] for r in rows] == [r["issue"] for r in shown["rows"]]
    assert [r[titles["issue"]] for r in rows] == ["i-2", "i-0"]
    assert heading["筛选条件"] == f"{titles['town']}＝涛雒镇"
    assert heading["日志位置"] == f"督导 {shown['position']}"
    assert heading["台账"] == shown["title"]


def test_a_file_has_the_columns_that_are_asked_for(supervision: Served) -> None:
    raise_issues(supervision, "taoluo")
    _, rows = table(supervision.get("/views/issue-ledger?format=csv&only=title,town", by="housing"))
    assert [*map(set, rows)] == [{"标题", "镇"}]
    for query in ("format=csv&only=weather", "only=title"):
        refused = supervision.get(f"/views/issue-ledger?{query}", by="housing")
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "only")


def test_the_file_is_named_by_title_and_day(supervision: Served) -> None:
    named = supervision.get("/views/issue-ledger?format=csv").headers["Content-Disposition"]
    assert named.startswith('attachment; filename="issue-ledger-20')
    assert "filename*=UTF-8''%E4%BA%8B%E9%A1%B9" in named
    assert named.endswith(".csv")


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_a_town_exports_its_own_rows_only(supervision: Served, format: str) -> None:
    raise_issues(supervision, "taoluo", "zhaoxian")
    path = f"/views/issue-ledger?format={format}"
    heading, rows = table(supervision.get(path, by="zhaoxian"))
    assert [list(r.values())[0] for r in rows] == ["i-1"]
    assert heading["筛选条件"] == "招贤镇可见范围"
    assert len(table(supervision.get(path, by="housing"))[1]) == 2
    past = table(supervision.get(f"{path}&as_of=2", by="zhaoxian"))[1]
    assert [list(r.values())[0] for r in past] == ["i-1"]


def test_an_export_as_of_a_position_shows_what_stood_there(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    finance.give("appropriate", {"fund": "f-1", "amount_fen": 1_000_000})
    for asked, fen in (("1", 0), ("2", 1_000_000)):
        answer = finance.get(f"/views/fund-ledger?format=xlsx&as_of={asked}")
        heading, (row,) = table(answer)
        assert (row["预算安排（分）"], row["预算安排（万元）"]) == (fen, fen / 1_000_000)
        assert heading["日志位置"] == f"资金扶持 {asked}"
        assert heading["筛选条件"] == f"截至 {asked}"


def test_an_export_waits_for_the_position_that_the_caller_has_seen(finance: Served) -> None:
    position = finance.give("register-fund", FUND_1).json["position"]
    heading, rows = table(finance.get(f"/views/fund-ledger?format=csv&at={position}"))
    assert heading["日志位置"] == "资金扶持 1"
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("query", "field"),
    [("format=pdf", "format"), ("format=csv&limit=3", "limit"), ("format=csv&after=x", "after"),
     ("format=csv&nothing=3", "nothing"), ("format=xlsx&sort=nothing", "sort")],
)  # fmt: skip
def test_what_an_export_can_not_be_is_named(finance: Served, query: str, field: str) -> None:
    answer = finance.get(f"/views/fund-ledger?{query}")
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field)


def test_one_export_too_many_is_told_to_come_back(tmp_path: Path) -> None:
    with served("finance", tmp_path, Limits(exports=0)) as service:
        answer = service.get("/views/fund-ledger?format=csv")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert service.get("/views/fund-ledger").status_code == 200


def test_an_export_that_takes_too_long_is_ended_and_its_place_is_free_again(
    tmp_path: Path,
) -> None:
    with served("finance", tmp_path, Limits(exports=1, export_seconds=0.0)) as service:
        for _ in range(2):
            answer = service.get("/views/fund-ledger?format=csv")
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


def test_a_process_aside_leaves_nothing_behind() -> None:
    pool = ProcessPool(1, 30)
    with pool.place() as place:
        ended = place.run(time.sleep, 0)
        folder = place.folder
        assert folder.is_dir()
    assert ended is None
    assert not folder.exists()


def test_a_process_aside_ends_by_itself_where_nobody_is_left_to_end_it() -> None:
    """The operating system ends it, though it computes nothing, a little after its time."""
    with ProcessPool(1, PATIENCE_SECONDS).place() as place:
        left, _ = place.run(signal.getitimer, int(signal.ITIMER_REAL))
    assert 0 < left <= PATIENCE_SECONDS + 2


def test_what_a_process_aside_broke_of_is_logged_without_the_values_it_had_at_hand(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with ProcessPool(1, PATIENCE_SECONDS).place() as place, pytest.raises(Broken):
        place.run(int, "演示-欧阳挂职")
    assert "ValueError" in caplog.text and "欧阳" not in caplog.text


def test_others_go_on_while_a_process_works_aside() -> None:
    with ProcessPool(1, PATIENCE_SECONDS).place() as place:
        pipe, words = place.folder / "pipe", "said by another"
        os.mkfifo(pipe)
        other = threading.Thread(target=pipe.write_text, args=(words,), daemon=True)
        other.start()
        assert place.run(Path.read_text, pipe) == words
        other.join()
