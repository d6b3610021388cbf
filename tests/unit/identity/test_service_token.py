"""A service's own token: of one service for one other, read again in time."""

from pathlib import Path

import jwt
import pytest

from shared.face.identity import LocalIssuer, ServiceToken
from shared.runtime.identities import Identities
from shared.runtime.settings import Settings, SettingsMissing


class Agent:
    """Keeps a file of tokens fresh, and counts how often one is read."""

    def __init__(self, folder: Path) -> None:
        self.issuer, self.reads, self.lifetime = LocalIssuer(folder), 0, 3600
        self.now = float(jwt.decode(self._made(), options={"verify_signature": False})["iat"])

    def _made(self) -> str:
        person = f"service:{self.reads}" if hasattr(self, "reads") else "service:0"
        lifetime = self.lifetime if hasattr(self, "lifetime") else 3600
        return self.issuer.issue(
            "housing", person, ["service"], services=["finance"], lifetime=lifetime
        )

    def read(self) -> str:
        self.reads += 1
        return self._made()


@pytest.fixture
def agent(tmp_path: Path) -> Agent:
    return Agent(tmp_path)


def test_it_is_read_once_in_a_while(agent: Agent) -> None:
    token = ServiceToken(agent.read, lambda: agent.now)
    assert token() == token()
    agent.now += 299
    token()
    assert agent.reads == 1
    agent.now += 1
    token()
    assert agent.reads == 2


def test_it_is_read_again_before_it_expires(agent: Agent) -> None:
    agent.lifetime = 120
    token = ServiceToken(agent.read, lambda: agent.now)
    token()
    agent.now += 59
    token()
    assert agent.reads == 1
    agent.now += 2
    token()
    assert agent.reads == 2


def test_it_is_read_again_when_it_was_refused(agent: Agent) -> None:
    token = ServiceToken(agent.read, lambda: agent.now)
    first = token()
    token.renew()
    assert token() != first


def test_one_that_nobody_can_read_is_read_each_time() -> None:
    reads: list[int] = []

    def read() -> str:
        reads.append(1)
        return "not a token"

    token = ServiceToken(read)
    assert [token(), token()] == ["not a token"] * 2
    assert len(reads) == 2


def test_each_source_is_shown_a_token_of_its_own(tmp_path: Path) -> None:
    identities = Identities(Settings("embedded", {}, identity=tmp_path), "finance", "finance")
    for source in ("projects", "supervision"):
        claims = jwt.decode(identities.token_for(source)(), options={"verify_signature": False})
        assert claims["aud"] == [f"zhenxing:{source}"]
        assert (claims["sub"], claims["org"]) == ("service:finance", "finance")


def test_a_providers_tokens_stand_in_a_folder_a_file_for_each_source(tmp_path: Path) -> None:
    provider = {"jwks": "https://id.example/keys", "issuer": "https://id.example"}
    (tmp_path / "projects").write_text("for-projects\n")
    settings = Settings("cluster", {}, **provider, service_tokens=tmp_path)
    identities = Identities(settings, "finance", "finance")
    assert identities.token_for("projects")() == "for-projects"
    with pytest.raises(OSError):
        identities.token_for("land")()


@pytest.mark.parametrize("left_out", ["jwks", "issuer", "service_tokens"])
def test_what_a_provider_needs_is_asked_for(tmp_path: Path, left_out: str) -> None:
    whole = {"jwks": "https://x", "issuer": "https://x", "service_tokens": tmp_path}
    settings = Settings("cluster", {}, **{n: v for n, v in whole.items() if n != left_out})
    with pytest.raises(SettingsMissing, match=f"identity.{left_out}"):
        Identities(settings, "finance", "finance").token_for("projects")
