"""Each of the store's locks has a number of its own: who waits for one is held up by no other."""

import re
from collections import defaultdict
from pathlib import Path

KERNEL = Path(__file__).parents[2] / "shared" / "kernel"
NUMBER = re.compile(r"(?:_lock\(|LOCK(?: =|: int =) )(72\d\d)\b")


def test_no_two_modules_take_one_lock_for_different_things() -> None:
    places = defaultdict(set)
    for file in [*KERNEL.rglob("*.py"), *KERNEL.rglob("*.sql")]:
        for number in NUMBER.findall(file.read_text(encoding="utf-8")):
            places[number].add(file.name)
    appends = {"postgresql.py", "postgresql.sql"}
    assert places.pop("7216") == appends
    assert all(len(files) == 1 for files in places.values()), places
    assert len(places) >= 5
