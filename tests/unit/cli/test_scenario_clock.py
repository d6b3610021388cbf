"""Whose clock a programme drives: none, unless the settings say so or the demo is to be loaded."""

import json
from pathlib import Path

import pytest

from shared.face.http.duties import ScenarioSwitch
from shared.runtime.cli.demo import HOLD_SECONDS, Demo
from shared.runtime.settings import Settings, SettingsMissing, configured, embedded


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path))
    for name in ("ZHENXING_SCENARIO", "ZHENXING_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def lent(home: Path, *, line: int, complete: bool) -> Settings:
    """The settings that the services are started with, so far into the demo."""
    settings = embedded()
    if line:
        progress = {"line": line, "complete": complete}
        (home / "demo.embedded.json").write_text(json.dumps(progress))
    return Demo(settings).lend_clock(settings)


def test_it_is_off_in_both_shapes_unless_set(home: Path) -> None:
    (home / "cluster.toml").write_text("[services.land]\naddress = '127.0.0.1:1'\n")
    assert (embedded().scenario, configured().scenario) == ("off", "off")


def test_a_cluster_says_so_in_its_file_and_the_environment_goes_first(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "scenario = 'on'\n[services.land]\naddress = '127.0.0.1:1'\n"
    (home / "cluster.toml").write_text(text)
    assert configured().scenario == "on"
    monkeypatch.setenv("ZHENXING_SCENARIO", "off")
    assert configured().scenario == "off"
    monkeypatch.setenv("ZHENXING_SCENARIO", "perhaps")
    with pytest.raises(SettingsMissing, match="perhaps"):
        configured()


def test_the_demo_borrows_it_once_until_it_is_loaded(home: Path) -> None:
    new, going_on = lent(home, line=0, complete=False), lent(home, line=7, complete=False)
    assert (new.scenario, new.hold_deadlines) == ("once", 0)
    assert (going_on.scenario, going_on.hold_deadlines) == ("once", HOLD_SECONDS)
    assert lent(home, line=7, complete=True).scenario == "off"


def test_what_was_lent_once_is_off_when_the_programme_ends_and_what_is_on_stays_on() -> None:
    for setting, after in (("once", False), ("on", True), ("off", False)):
        switch = ScenarioSwitch(setting)
        switch.end()
        assert switch.on == after
