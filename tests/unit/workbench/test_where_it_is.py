"""How people come to the workbench, as its configuration says."""

from pathlib import Path

import pytest

from shared.runtime.hosting_workbench import provider_of
from shared.runtime.settings import SettingsMissing, configured

ROOT = Path(__file__).parents[3]


@pytest.fixture
def configure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a configuration with a workbench."""

    def write(text: str) -> None:
        file = tmp_path / "settings.toml"
        file.write_text(f"[services]\n[workbench]\n{text}", encoding="utf-8")
        monkeypatch.setenv("ZHENXING_CONFIG", str(file))

    return write


def test_the_example_names_a_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENXING_CONFIG", str(ROOT / "deploy/service.example.toml"))
    place = configured().workbench
    assert (place.address, place.client) == ("https://bench.example", "zhenxing-workbench")


def test_the_secret_stands_in_a_file_of_its_own(configure, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3\n", encoding="utf-8")
    configure(
        f'address = "https://b"\nissuer = "https://id"\nclient = "c"\nsecret_file = "{secret}"\n'
    )
    provider = provider_of(configured().workbench)
    assert provider is not None
    assert (provider.secret, provider.callback) == ("s3", "https://b/sign-in/back")
    secret.unlink()
    with pytest.raises(SettingsMissing, match="secret_file"):
        provider_of(configured().workbench)


def test_without_an_issuer_people_sign_in_on_the_local_page(configure) -> None:
    configure("")
    assert provider_of(configured().workbench) is None


@pytest.mark.parametrize("wrong", ['issuer = "https://id"', 'secret = "s3"'])
def test_half_a_provider_is_none(configure, wrong: str) -> None:
    configure(wrong)
    with pytest.raises(SettingsMissing, match="workbench"):
        configured()


@pytest.mark.parametrize(
    "address", ["https://bench.example", "http://192.0.2.7:8000", "bench.example"]
)
def test_nobody_beyond_this_machine_signs_in_on_the_local_page(configure, address: str) -> None:
    configure(f'address = "{address}"')
    with pytest.raises(SettingsMissing, match="issuer"):
        configured()
    configure('address = "http://localhost:8000"')
    assert provider_of(configured().workbench) is None
