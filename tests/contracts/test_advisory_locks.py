"""PostgreSQL's advisory locks are one room of numbers: two that share one keep each other waiting."""

import re
from collections import defaultdict
from pathlib import Path

ROOMS = Path(__file__).parents[2] / "shared"
NUMBER = re.compile(r"pg_advisory_xact_lock\((\d+)\)|_LOCK = (\d+)$", re.MULTILINE)


def test_no_two_files_lock_by_one_number() -> None:
    files: dict[str, set[str]] = defaultdict(set)
    for path in sorted([*ROOMS.rglob("*.py"), *ROOMS.rglob("*.sql")]):
        for found in NUMBER.finditer(path.read_text(encoding="utf-8")):
            files[found[1] or found[2]].add(path.name)
    assert len(files) >= 5
    # The writer's own is asked for by name where it is looked at from outside.
    shared = {number: names for number, names in files.items() if len(names) > 1}
    assert shared == {"7216": {"postgresql.py", "functions.postgresql.sql"}}
