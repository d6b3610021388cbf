"""The broker and the store behind TLS: each must be who it says, by whom we trust."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from deploy.servers import PostgreSQL
from shared.kernel.bus.connecting import BrokerNotTrusted, connected
from shared.kernel.log.batch import StoreUnavailable
from shared.kernel.log.database import Database as Store
from tests.authority import LOOPBACK, Authority
from tests.conftest import Broker, Database


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"), "authority")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"), "stranger")


def test_a_broker_is_trusted_by_its_authority_alone(
    broker: Broker, broker_authority: Authority, stranger: Authority
) -> None:
    url = broker.url("finance", secure=True)
    with connected(url, 5, str(broker_authority.file)) as connection:
        assert connection.connection.transport.sock.version().startswith("TLS")
        assert connection.channel().is_open
    for ca in (str(stranger.file), ""):
        with pytest.raises(BrokerNotTrusted, match=r"tls\.broker_ca"):
            connected(url, 5, ca)


def test_a_brokers_certificate_for_another_host_is_not_trusted(
    authority: Authority, stranger: Authority
) -> None:
    shown = authority.sign("elsewhere", "127.0.0.9")
    with _listening(*shown) as port, pytest.raises(BrokerNotTrusted, match="mismatch"):
        connected(f"amqps://a:b@{LOOPBACK}:{port}//", 5, str(authority.file))


@pytest.fixture
def store(postgresql: PostgreSQL, database: Database, authority: Authority) -> Iterator[Database]:
    """A store whose server shows a certificate."""
    certificate, key = authority.sign("store")
    postgresql.offer_tls(certificate.read_text(), key.read_text())
    yield database
    postgresql.withdraw_tls()


def test_a_store_is_trusted_by_its_authority_alone(
    store: Database, authority: Authority, stranger: Authority
) -> None:
    def asked(ca: Path) -> bool:
        url = f"{store.service_url}?sslmode=verify-full&sslrootcert={ca}"
        with closing(Store(url)) as database, database.read() as connection:
            own = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
            return bool(connection.exec_driver_sql(own).scalar())

    assert asked(authority.file)
    with pytest.raises(StoreUnavailable, match="certificate verify failed"):
        asked(stranger.file)


def _listening(certificate: Path, key: Path) -> "_Listener":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return _Listener(context)


class _Listener:
    """Shakes hands with whoever calls."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        self._socket = socket.create_server((LOOPBACK, 0))
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> int:
        self._thread.start()
        return int(self._socket.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        with suppress(OSError):  # accept, once it is closed
            while True:
                caller, _ = self._socket.accept()
                with caller, suppress(OSError):
                    self._context.wrap_socket(caller, server_side=True).close()
