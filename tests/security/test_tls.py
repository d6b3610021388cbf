"""Services behind https with a private authority: followed, spoken to, and trusted by it alone;
and on a broker behind TLS."""

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import requests

from deploy.servers import RabbitMQ
from deploy.servers.provision import broker_user
from shared.kernel.bus.publisher import Publisher
from shared.runtime.cli.client import Client, Unreachable
from shared.runtime.cli.credentials import Credentials
from shared.runtime.settings import SERVICES, Settings, configured
from tests.authority import LOOPBACK, Authority
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.cli.serving import Served

VHOST = "behind-tls"
ISSUE = {
    "issue": "i-1",
    "town": "taoluo",
    "kind": "problem",
    "title": "演示",
    "description": "演示",
}


@dataclass
class Secure:
    """supervision and projects, which follow each other by https; land trusts somebody else."""

    served: Served
    settings: Settings
    authority: Authority
    stranger: Authority

    def client(self, name: str, ca: Path | None = None) -> Client:
        settings = replace(self.settings, ca=ca or self.settings.ca)
        return Client(settings, name, Credentials(settings).operator(name, "operator"))

    def shown(self, name: str) -> bytes:
        """The certificate that a service shows just now."""
        return ssl.get_server_certificate((LOOPBACK, self.served.port(name))).encode()


@pytest.fixture(scope="module")
def secure(
    tmp_path_factory: pytest.TempPathFactory, rabbitmq: RabbitMQ, broker_authority: Authority
) -> Iterator[Secure]:
    folder = tmp_path_factory.mktemp("tls")
    served, authority = Served(folder / "home"), Authority(folder / "ca", "authority")
    stranger, brokers = Authority(folder / "ca", "stranger"), _on_broker(rabbitmq)
    file = served.home / "cluster.toml"
    text = file.read_text().replace('address = "', 'address = "https://')
    for name in ("projects", "finance", "land", "supervision"):
        certificate, key = authority.sign(name)
        own = f'[services.{name}]\ncertificate = "{certificate}"\nkey = "{key}"\n'
        text = text.replace(f"[services.{name}]\n", own)
        text = text.replace('"memory://"', f'"{brokers[name]}"', 1)
    tls = f'[tls]\nca = "{authority.file}"\nbroker_ca = "{broker_authority.file}"\n'
    file.write_text(f"{text}\n{tls}[web]\nhead_seconds = 3.0\n")
    apart = served.home / "apart.toml"
    theirs = re.sub(r'ca = "[^"]*"', f'ca = "{stranger.file}"', file.read_text())
    apart.write_text(theirs)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ZHENXING_CONFIG", str(file))
        settings = configured()
    running = Secure(served, settings, authority, stranger)
    try:
        served.serve("projects")
        served.serve("supervision")
        served.env["ZHENXING_CONFIG"] = str(apart)
        served.serve("land")
        for name in ("projects", "supervision", "land"):
            eventually(lambda n=name: _ready(running, n), f"{name} to be ready")
        yield running
    finally:
        for process in served.started:
            process.kill()
            process.wait()


def _on_broker(rabbitmq: RabbitMQ) -> dict[str, str]:
    """Where each service finds the broker behind TLS; the exchanges of those that don't run are
    there."""
    users = {s: broker_user(s, f"{s}-secret") for s in SERVICES}
    named = {s: replace(user, name=f"{s}-{VHOST}") for s, user in users.items()}
    rabbitmq.add_users(named.values(), VHOST)
    for service in ("finance", "land"):
        own = named[service]
        url = rabbitmq.url(own.name, own.password, VHOST)
        with closing(Publisher(url, service)) as publisher:
            publisher.open()
    return {s: rabbitmq.url(u.name, u.password, VHOST, secure=True) for s, u in named.items()}


def _ready(secure: Secure, name: str) -> bool:
    try:
        return bool(secure.client(name).get("/health/ready")["ready"])
    except Unreachable:
        return False


def reason(secure: Secure, name: str, subscription: str) -> str:
    told = subscriptions(secure, name)
    return next((str(s["reason"]) for s in told if s["name"] == subscription), "")


def subscriptions(secure: Secure, name: str) -> list[dict[str, Any]]:
    """None where a busy machine did not speak within the bounds of a head."""
    with suppress(Unreachable):
        told: list[dict[str, Any]] = secure.client(name).get("/status")["subscriptions"]
        return told
    return []


def test_a_service_follows_another_by_https_and_the_command_line_speaks_it(
    secure: Secure,
) -> None:
    supervision = secure.client("supervision")
    town = Credentials(secure.settings).token("supervision", "taoluo", "张三")
    supervision.give("raise-issue", ISSUE, "k", town)
    head = supervision.get("/status")["head"]

    def followed() -> bool:
        told = subscriptions(secure, "projects")
        return any(s["name"] == "reactions:supervision" and s["position"] == head for s in told)

    eventually(followed, "projects to have heard of it")


def test_a_follower_that_trusts_somebody_else_says_so(secure: Secure) -> None:
    def said() -> bool:
        return "certificate is not trusted" in reason(secure, "land", "reactions:projects")

    eventually(said, "land to say what it waits for")


def test_services_meet_on_a_broker_behind_tls(secure: Secure) -> None:
    def listening() -> bool:
        broker = secure.client("projects").get("/status")["broker"]
        return broker["listening"] and "supervision" not in broker["absent"]

    def heard() -> float:
        url = f"https://{LOOPBACK}:{secure.served.port('projects')}/metrics"
        told = requests.get(url, verify=secure.authority.file, timeout=PATIENCE_SECONDS).text
        return float(re.findall(r"^zhenxing_broker_messages_total\S* (\S+)", told, re.M)[0])

    eventually(listening, "projects to listen")
    before, town = heard(), Credentials(secure.settings).token("supervision", "taoluo", "张三")
    secure.client("supervision").give("raise-issue", {**ISSUE, "issue": "i-2"}, "k-2", town)
    eventually(lambda: heard() > before, "the message to come")
    assert reason(secure, "supervision", "relay") == ""


def test_who_does_not_trust_the_brokers_certificate_says_so(secure: Secure) -> None:
    def said() -> bool:
        told = reason(secure, "land", "relay")
        return "certificate is not trusted" in told and "tls.broker_ca" in told

    eventually(said, "land's relay to say what it waits for")
    assert not secure.client("land").get("/status")["broker"]["listening"]


def test_the_command_line_says_that_it_does_not_trust_a_certificate(secure: Secure) -> None:
    with pytest.raises(Unreachable, match="证书不受信任.*tls.ca"):
        secure.client("projects", secure.stranger.file).get("/health/ready")


def test_a_certificate_for_another_address_is_not_trusted(secure: Secure) -> None:
    before = _files(secure, "projects")
    secure.authority.sign("projects", "127.0.0.9")
    try:
        eventually(lambda: _distrusted(secure), "the certificate to be refused")
    finally:
        for file, content in before.items():
            file.write_bytes(content)
    eventually(lambda: _ready(secure, "projects"), "the old certificate to be shown again")


def test_a_renewed_certificate_is_shown_without_a_restart(secure: Secure) -> None:
    before = secure.shown("supervision")
    secure.authority.sign("supervision")
    eventually(lambda: secure.shown("supervision") != before, "the new one to be shown")
    eventually(lambda: _ready(secure, "supervision"), "supervision to be spoken to")


@pytest.mark.parametrize("said", [b"GET /health/live HTTP/1.1\r\n\r\n", b"\x16\x03\x01", b""])
def test_who_speaks_no_tls_or_nothing_is_cut_and_keeps_nobody_out(
    secure: Secure, said: bytes
) -> None:
    with socket.create_connection(
        (LOOPBACK, secure.served.port("projects")), PATIENCE_SECONDS
    ) as plain:
        plain.sendall(said)
        with suppress(ConnectionResetError):
            while plain.recv(1 << 10):  # an alert, or nothing at all
                pass
    eventually(lambda: _ready(secure, "projects"), "projects to be spoken to")


def _files(secure: Secure, name: str) -> dict[Path, bytes]:
    own = secure.settings.service(name)
    return {Path(file): Path(file).read_bytes() for file in (own.certificate, own.key)}


def _distrusted(secure: Secure) -> bool:
    try:
        secure.client("projects").get("/health/ready")
    except Unreachable as away:
        return "证书不受信任" in str(away)
    return False
