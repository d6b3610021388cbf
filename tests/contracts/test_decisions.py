"""Every decision record has a number of its own, in its name and at its head."""

import re
from collections import Counter
from pathlib import Path

RECORDS = sorted((Path(__file__).parents[2] / "docs" / "adr").glob("*.md"))


def test_no_two_decisions_have_one_number() -> None:
    counted = Counter(record.name[:4] for record in RECORDS)
    assert [number for number, often in counted.items() if often > 1] == []


def test_a_decision_is_headed_by_its_number() -> None:
    for record in RECORDS:
        head = re.match(r"# (?:ADR )?0*(\d+)", record.read_text(encoding="utf-8"))
        assert head and int(head[1]) == int(record.name[:4]), record.name
