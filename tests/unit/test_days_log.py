"""The game day's log: a part that is written again stands in the place of its former self."""

from pathlib import Path

import pytest

from tests.integration.game.day import add_part


def test_a_part_is_added_and_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "gameday.md"
    log.write_text("# Game day\n\n| fault |\n", encoding="utf-8")
    monkeypatch.setenv("ZHENXING_GAMEDAY", str(log))
    for minutes in (5, 6):
        add_part(f"## Brought back\n\n| {minutes} |\n")
        said = log.read_text(encoding="utf-8")
        assert said == f"# Game day\n\n| fault |\n\n## Brought back\n\n| {minutes} |\n"


def test_outside_of_a_game_day_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHENXING_GAMEDAY", raising=False)
    add_part("## Brought back\n")
