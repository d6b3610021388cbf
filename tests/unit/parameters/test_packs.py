"""A city's own policy pack: copied from the release's, changed, and read in its place."""

import os
import subprocess
import sys
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from shared.policy.loader import registry
from shared.policy.pack import VARIABLE, BadCity, PackIncomplete, copy
from shared.policy.registry import Registry

LIMIT = "projects.permit_statutory_working_days"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "pack"
    copy(folder)
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


def change(file: Path, old: str, new: str) -> None:
    said = file.read_text(encoding="utf-8")
    assert old in said
    file.write_text(said.replace(old, new, 1), encoding="utf-8")


def test_a_copied_pack_says_what_the_release_says(own: Path) -> None:
    copied, released = registry.__wrapped__(), registry()
    for field in fields(Registry):
        one, other = getattr(copied, field.name), getattr(released, field.name)
        if field.name == "editions":  # each is known by itself, not by what it says
            one, other = ([asdict(edition) for edition in of] for of in (one, other))
        assert one == other, field.name


def test_a_changed_pack_is_what_holds_here(own: Path) -> None:
    change(own / "policy.toml", "RZ-2023-draft", "JN-2026")
    change(own / "parameters" / "projects.toml", f'"{LIMIT}"\nvalue = 20', f'"{LIMIT}"\nvalue = 15')
    changed = registry.__wrapped__()
    assert changed.policy_version == "JN-2026"
    assert changed.parameters[LIMIT].value == 15
    assert registry().parameters[LIMIT].value == 20
    assert changed.clauses == registry().clauses


def test_a_pack_without_what_the_rules_ask_for_is_refused_by_name(own: Path) -> None:
    change(own / "parameters" / "projects.toml", f'"{LIMIT}"', '"projects.something_else"')
    with pytest.raises(PackIncomplete, match=f"ask for: parameter {LIMIT}"):
        registry.__wrapped__()


def test_a_pack_may_call_its_city_by_a_name_that_addresses_hold(own: Path) -> None:
    assert registry.__wrapped__().city == ""
    change(own / "policy.toml", "version =", 'city = "jinan"\nversion =')
    assert registry.__wrapped__().city == "jinan"
    change(own / "policy.toml", '"jinan"', '"济南/x"')
    with pytest.raises(BadCity, match="small letters"):
        registry.__wrapped__()


def test_every_process_that_is_told_reads_it(own: Path) -> None:
    change(own / "policy.toml", "RZ-2023-draft", "JN-2026")
    asked = "from shared.policy.loader import registry; print(registry().policy_version)"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", asked], env=env, capture_output=True, text=True)
    assert done.stdout == "JN-2026\n", done.stderr
