"""`zhenxing status` on a terminal of 80 columns: nothing is broken, every reason can be read."""

import io
from typing import Any

import pytest
import typer
from rich.console import Console

from shared.runtime.cli import services, show
from shared.runtime.cli.client import Unreachable
from shared.runtime.cli.status import status

REASON = "projects's history changed at position 123456: expected " + "ab" * 32


WRITER = {
    "lock_held_by": "psql, land_service, pid 4711", "lock_held_since": "2026-11-25T22:00:00+00:00",
    "sessions_waiting": 2, "waiting": 7,
}  # fmt: skip
DAMAGED = {"failure": {"position": 13, "zh": "第 13 条被改动", "en": "Record 13 was changed"}}
KEYS = {"keys": 2, "seen_seconds_ago": 754, "failing": "ConnectionError"}


def subscription(name: str, source: str, state: str = "running", reason: str = "") -> Any:
    return {
        "name": name, "source": source, "position": 12_345_678, "head": 12_345_999,
        "state": state, "reason": reason,
    }  # fmt: skip


class Answering:
    def get(self, path: str) -> dict[str, Any]:
        return {
            "title": "扩权赋能", "head": 12_345_678, "parked": 0, "refused_reactions": 12,
            "deadlines_due": 3, "set_aside": {}, "broker": {"listening": True},
            "writer": WRITER, "verified": DAMAGED, "identity": KEYS, "scenario": "once",
            "subscriptions": [
                subscription("views", "empowerment"),
                subscription("reactions:supervision", "supervision", "stopped", REASON),
            ],
        }  # fmt: skip


class Away:
    def get(self, path: str) -> dict[str, Any]:
        raise Unreachable("land", "http://127.0.0.1:1", "nothing listens there")


class OneAway:
    def clients(self, duty: str) -> dict[str, Any]:
        return {"empowerment": Answering(), "land": Away(), "supervision": Answering()}


class Two:
    def clients(self, duty: str) -> dict[str, Answering]:
        return {"supervision": Answering(), "empowerment": Answering()}


def test_at_80_columns_every_name_and_reason_stays_in_one_piece(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = io.StringIO()
    monkeypatch.setattr(show, "out", Console(file=file, highlight=False, width=80))
    monkeypatch.setattr(services, "Services", Two)
    with pytest.raises(BaseException) as ended:
        status()
    assert ended.value.exit_code == 1  # type: ignore[attr-defined]
    text = file.getvalue()
    for word in ("reactions:supervision", "empowerment", "position", "12345678", REASON):
        assert word in text
    table = [line for line in text.splitlines() if "│" in line]
    assert len(table) == 2 + 4  # a line for each service and each subscription


def test_who_holds_the_writers_lock_and_what_is_wrong_with_a_log_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = io.StringIO()
    monkeypatch.setattr(show, "out", Console(file=file, highlight=False, width=200))
    monkeypatch.setattr(services, "Services", Two)
    with pytest.raises(typer.Exit):
        status()
    told = file.getvalue() + "".join(capsys.readouterr())
    assert "psql, land_service, pid 4711" in told and "Record 13 was changed" in told


def test_a_service_that_is_down_stands_in_the_table_in_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = io.StringIO()
    monkeypatch.setattr(show, "out", Console(file=file, highlight=False, width=80))
    monkeypatch.setattr(services, "Services", OneAway)
    with pytest.raises(typer.Exit):
        status()
    rows = [line for line in file.getvalue().splitlines() if "│" in line]
    first = [row.split("│")[1].split()[0] for row in rows if row.split("│")[1].strip()][:3]
    assert first == ["empowerment", "land", "supervision"]
    down = next(n for n, row in enumerate(rows) if "land" in row)
    assert "无法访问" in rows[down] and "away" in rows[down] + rows[down + 1]
    assert "nothing listens there" in capsys.readouterr().err


def test_that_keys_cannot_be_read_and_that_a_programme_drives_the_clock_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = io.StringIO()
    monkeypatch.setattr(show, "out", Console(file=file, highlight=False, width=80))
    monkeypatch.setattr(services, "Services", Two)
    with pytest.raises(typer.Exit):
        status()
    told = file.getvalue()
    assert (
        "supervision 密钥集读不到" in told and "(ConnectionError); 2 keys, seen 754 s ago" in told
    )
    assert "a programme may drive the clock of: supervision, empowerment" in told
