"""A programme's lines, as they are read from a file."""

import json
from pathlib import Path
from typing import Any

import pytest

from shared.runtime.cli.programme import ProgrammeUnreadable, read_programme

LINE = {
    "at": "2025-01-06T09:00:00+08:00",
    "service": "projects",
    "command": "extend-permit",
    "org": "approval",
    "person": "演示-蒋欣",
    "data": {},
}


def written(folder: Path, *lines: dict[str, Any]) -> Path:
    file = folder / "programme.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return file


def test_a_person_holds_the_duties_that_the_line_says_and_else_none(tmp_path: Path):
    file = written(tmp_path, LINE, LINE | {"duties": ["principal"]})
    without, head = read_programme(file, ("projects",))
    assert (without.duties, head.duties) == ((), ("principal",))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (LINE | {"duties": "principal"}, "`duties` is a list"),
        (LINE | {"role": "head"}, "exactly these fields"),
        ({name: value for name, value in LINE.items() if name != "org"}, "exactly these fields"),
    ],
)
def test_other_fields_than_the_known_ones_are_told_with_the_line(tmp_path: Path, line, complaint):
    with pytest.raises(ProgrammeUnreadable) as refusal:
        read_programme(written(tmp_path, LINE, line), ("projects",))
    assert "line 2" in str(refusal.value) and complaint in str(refusal.value)
