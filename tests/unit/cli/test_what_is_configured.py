"""Which services the tools speak to, and what they say of a configuration that can't be taken."""

from pathlib import Path

import pytest

from shared.runtime.settings import SettingsMissing, current

HERE = """[services.land]
address = "127.0.0.1:1"
"""


@pytest.fixture(params=["named", "at home"])
def file(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the configuration is looked for; nothing is there yet."""
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path))
    monkeypatch.delenv("ZHENXING_CONFIG", raising=False)
    if request.param == "named":
        monkeypatch.setenv("ZHENXING_CONFIG", str(tmp_path / "cluster.toml"))
    return tmp_path / "cluster.toml"


def test_tools_speak_to_the_configured_services(file: Path) -> None:
    file.write_text(HERE, encoding="utf-8")
    assert (current().shape, list(current().services)) == ("cluster", ["land"])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("[services.land", "cluster.toml can.t be read: .*declaration"),
        ("", r"a table \[services.NAME\]"),
        ("services = 1", r"a table \[services.NAME\]"),
        ("[services]\nland = 1", r"\[services.land\] .* can't be read"),
        ("[services.land]\n", r"\[services.land\] .* 'address'"),
        (HERE + "port = 1\n", r"\[services.land\] .* 'port'"),
        (HERE + "[web]\nspeed = 1\n", r"\[web\] .* 'speed'"),
        ("runtime = 'asyncio'\n" + HERE, "runtime is one of"),
        ("shape = 'å'".encode("latin-1"), "cluster.toml can't be read: .*utf-8"),
    ],
)
def test_a_broken_configuration_is_told_and_not_taken_for_none(
    file: Path, said: str | bytes, why: str
) -> None:
    file.write_bytes(said if isinstance(said, bytes) else said.encode())
    with pytest.raises(SettingsMissing, match=why):
        current()


def test_without_a_configuration_tools_speak_to_what_runs_in_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path))
    monkeypatch.delenv("ZHENXING_CONFIG", raising=False)
    assert current().shape == "embedded"
    monkeypatch.setenv("ZHENXING_CONFIG", str(tmp_path / "elsewhere.toml"))
    with pytest.raises(SettingsMissing, match="no configuration at .*elsewhere.toml"):
        current()
