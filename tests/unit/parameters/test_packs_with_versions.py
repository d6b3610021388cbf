"""A city's own pack and later versions of its text, together: a version changes what the pack says."""

from datetime import date
from pathlib import Path

import pytest

from shared.policy.editions import SETTING, BadVersion
from shared.policy.loader import registry
from shared.policy.pack import VARIABLE, copy
from shared.policy.registry import Registry
from tests.integration.policy.versions import FINAL, POLICY, write
from tests.unit.parameters.test_packs import change

BEFORE, AFTER = date(2026, 11, 30), date(2026, 12, 1)
DAYS = "finance.fee_handover_days"
LATER = POLICY.replace(FINAL, "JN-2027").replace("2026-12-01", "2027-01-01")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A city's pack that calls its text otherwise and gives more days for a fee."""
    folder = tmp_path / "pack"
    copy(folder)
    change(folder / "policy.toml", "RZ-2023-draft", "JN-2026")
    change(folder / "parameters" / "finance.toml", f'"{DAYS}"\nvalue = 30', f'"{DAYS}"\nvalue = 20')
    change(
        folder / "clauses" / "finance.toml",
        'id = "RZ-2.2.g"\nzh = "',
        'id = "RZ-2.2.g"\nzh = "本市：',
    )
    monkeypatch.setenv(VARIABLE, str(folder))
    monkeypatch.delenv(SETTING, raising=False)
    return folder


def read() -> Registry:
    """As a process reads it that is started now."""
    return registry.__wrapped__()


def days(known: Registry, day: date) -> object:
    return known.parameter_on(DAYS, day).value


def test_a_version_changes_what_the_pack_says_from_its_day_on(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, str(write(tmp_path / "final")))
    known = read()
    assert [edition.version for edition in known.editions] == ["JN-2026", FINAL]
    assert [days(known, day) for day in (BEFORE, AFTER)] == [20, 45]
    before, after = known.on(BEFORE), known.on(AFTER)
    assert [one.policy_version for one in (before, after)] == ["JN-2026", FINAL]
    for one in (before, after):
        assert one.clauses["RZ-2.2.g"].zh.startswith("本市："), (
            "what it leaves stays the city's own"
        )
    assert after.number_of("RZ-2.2.d") == "RZ-2.3.k"
    assert before.number_of("RZ-2.2.d") == "RZ-2.2.d"


def test_a_packs_own_versions_come_before_those_that_are_named(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own / "versions" / "final")
    later = write(tmp_path / "later", policy=LATER, clauses="", parameters="")
    monkeypatch.setenv(SETTING, str(later))
    assert [edition.version for edition in read().editions] == ["JN-2026", FINAL, "JN-2027"]
    assert days(read(), date(2027, 2, 1)) == 45
    again = tmp_path / "copied"
    write(again, policy=LATER.replace("2027-01-01", "2026-06-01"), clauses="", parameters="")
    monkeypatch.setenv(SETTING, str(again))
    with pytest.raises(BadVersion, match="must lie after 2026-12-01"):
        read()


def test_a_version_is_held_against_the_packs_data_not_the_releases(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(own / "parameters" / "finance.toml", f'"{DAYS}"\nvalue = 20', f'"{DAYS}"\nvalue = "20"')
    monkeypatch.setenv(SETTING, str(write(tmp_path / "final")))
    with pytest.raises(BadVersion, match=f"{DAYS} 的值须与原值同类"):
        read()


def test_a_pack_is_copied_with_its_versions(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own / "versions" / "final")
    copy(tmp_path / "copied", own)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "copied"))
    assert [edition.version for edition in read().editions] == ["JN-2026", FINAL]
