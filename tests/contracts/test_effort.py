"""`make check` tries properties less often, `make test` as often as each of them says."""

from pathlib import Path

from hypothesis import settings

from tests.effort import QUICK, WHOLE, tries

ROOT = Path(__file__).parents[2]


def test_in_a_hurry_a_fifth_is_tried_and_at_least_one():
    before = settings.get_current_profile_name()
    try:
        told = {}
        for profile in (WHOLE, QUICK):
            settings.load_profile(profile)
            told[profile] = [tries(n).max_examples for n in (150, 60, 1)]
    finally:
        settings.load_profile(before)
    assert told == {WHOLE: [150, 60, 1], QUICK: [30, 12, 1]}


def test_every_property_says_in_one_way_how_often_it_is_tried():
    own = [
        path.name
        for folder in ("unit", "contracts")
        for path in (ROOT / "tests" / folder).rglob("test_*.py")
        if path != Path(__file__) and "max_examples=" in path.read_text(encoding="utf-8")
    ]
    assert not own, f"say @tries(60), from tests/effort.py, so that `make check` tries less: {own}"


def test_make_test_tries_all_of_it():
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8")
    hurried = [line for line in recipes.splitlines() if f"--hypothesis-profile {QUICK}" in line]
    assert len(hurried) == 1 and hurried[0].endswith("tests/unit tests/contracts")
