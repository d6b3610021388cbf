"""Progress where nobody looks at a terminal: a line every few seconds, never a flood."""

import io

import pytest
from rich.console import Console

from shared.runtime.cli import show
from shared.runtime.cli.loading import LINE_SECONDS, LoadingBar


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    file = io.StringIO()
    monkeypatch.setattr(show, "out", Console(file=file, highlight=False))
    return file


def test_a_file_gets_a_line_every_few_seconds_and_the_last(written: io.StringIO) -> None:
    moments = iter([0.0, 1.0, LINE_SECONDS, LINE_SECONDS + 1, LINE_SECONDS + 2])
    bar = LoadingBar(lambda: next(moments))
    for given in (1, 2, 3, 4, 5):
        bar.report(given, 5)
    bar.close()
    lines = written.getvalue().splitlines()
    assert [line.split()[2] for line in lines] == ["1/5", "3/5", "5/5"]


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    terminal = Console(file=file, highlight=False, force_terminal=True, width=80)
    monkeypatch.setattr(show, "out", terminal)
    bar = LoadingBar()
    bar.report(1, 5)
    bar.close()
    assert "━" in file.getvalue()
