"""What `deploy.credentials` makes lets every service work, and nobody do another's.

On real servers: the definitions are imported as they are, the roles made by psql as they are.
"""

import json
import os
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import amqp
import psycopg2
import pytest
import requests

from deploy.credentials import Places, make
from deploy.servers import PostgreSQL, RabbitMQ
from shared.policy.services import services
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.processes import SERVE, Process, free_base
from tests.plain_amqp import channel


@dataclass(frozen=True)
class Made:
    """The folder of the credentials, and where everything is."""

    folder: Path
    places: Places

    def of(self, service: str, key: str) -> str:
        """An address with a password, from a service's own settings."""
        said = tomllib.loads((self.folder / f"{service}.toml").read_text(encoding="utf-8"))
        url: str = said["services"][service][key]
        return url


@pytest.fixture(scope="module")
def made(
    postgresql: PostgreSQL, rabbitmq: RabbitMQ, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    postgresql.start()
    rabbitmq.start()
    folder, port = tmp_path_factory.mktemp("credentials") / "made", free_base(len(services()))
    places = Places(
        database=f"127.0.0.1:{postgresql.port}",
        broker=f"127.0.0.1:{rabbitmq.port}",
        host="127.0.0.1",
        port=port,
        identity=str(folder / "identity"),
    )
    make(folder, places)
    rabbitmq.import_definitions((folder / "broker.json").read_text(encoding="utf-8"))
    postgresql.run_script((folder / "roles.sql").read_text(encoding="utf-8"))
    try:
        yield Made(folder, places)
    finally:
        for name in services():
            postgresql.drop_database(f"zhenxing_{name}")
        with channel(rabbitmq.admin_url) as administrator:
            for queue in rabbitmq.queues():
                administrator.queue_delete(queue)


def test_nobody_but_their_owner_reads_them(made: Made) -> None:
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    files = [file for file in made.folder.iterdir() if file.is_file()]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_owners_apart_are_known_to_what_migrates_alone(tmp_path: Path) -> None:
    make(tmp_path, Places())
    before = Made(tmp_path, Places())
    known = {key: before.of("land", key) for key in ("database", "owner_database", "broker")}
    for _ in range(2):  # what a former run made stays valid
        make(tmp_path, Places(), apart=True)
        owner, own = (
            tomllib.loads((tmp_path / f"{name}.toml").read_text(encoding="utf-8"))["services"][
                "land"
            ]
            for name in ("land-owner", "land")
        )
        assert {key: owner[key] for key in known} == known
        assert own == {key: told for key, told in owner.items() if key != "owner_database"}


def test_a_service_knows_its_own_passwords_and_nobody_elses(made: Made) -> None:
    for name in services():
        said = tomllib.loads((made.folder / f"{name}.toml").read_text(encoding="utf-8"))
        for other, own in said["services"].items():
            assert ("database" in own) == (other == name)
    assert "postgresql" not in (made.folder / "workbench.toml").read_text(encoding="utf-8")


def test_made_again_what_is_there_stays_valid(made: Made) -> None:
    files = {file: file.read_text(encoding="utf-8") for file in made.folder.glob("*.toml")}
    make(made.folder, made.places)
    assert all(file.read_text(encoding="utf-8") == said for file, said in files.items())


@pytest.mark.parametrize("key", ["database", "owner_database"])
def test_the_servers_log_holds_no_rows_of_what_failed(made: Made, key: str) -> None:
    """Whatever the server's own settings are: a statement that fails has rows in it."""
    url = made.of("land", key).replace("+psycopg2", "")
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting, source FROM pg_settings"
            " WHERE name IN ('log_error_verbosity', 'log_min_error_statement') ORDER BY name"
        )
        assert cursor.fetchall() == [
            ("log_error_verbosity", "terse", "user"),
            ("log_min_error_statement", "panic", "user"),
        ]


def test_a_service_comes_up_with_them(made: Made, tmp_path: Path) -> None:
    env = {"ZHENXING_CONFIG": str(made.folder / "land.toml"), "ZHENXING_HOME": str(tmp_path)}
    process = Process([*SERVE, "land"], env, tmp_path / "land.log")
    process.start()
    url = f"{made.places.address(services()['land'])}/health/ready"

    def parts() -> dict[str, str]:
        assert process.running, process.output.read_text(encoding="utf-8")[-3000:]
        try:
            said: dict[str, str] = requests.get(url, timeout=PATIENCE_SECONDS).json()["parts"]
        except requests.ConnectionError:
            return {}
        return said

    try:
        wanted = ("store", "views", "publishing")
        eventually(
            lambda: all(parts().get(part) == "ready" for part in wanted), "all parts to be ready"
        )
    finally:
        process.terminate()


def test_a_service_publishes_under_its_own_name_only(made: Made) -> None:
    with channel(made.of("land", "broker")) as own:
        own.exchange_declare("land.events", "topic", durable=True, auto_delete=False)
        own.basic_publish_confirm(amqp.Message("{}"), "land.events", "X")
    with (
        pytest.raises(amqp.AccessRefused),
        channel(made.of("finance", "broker")) as others,
    ):
        others.basic_publish_confirm(amqp.Message("{}"), "land.events", "X")


def test_a_service_enters_its_own_database_only(made: Made) -> None:
    own = made.of("land", "database").replace("+psycopg2", "")
    psycopg2.connect(own).close()
    with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
        psycopg2.connect(own.replace("zhenxing_land", "zhenxing_finance"))


def test_the_command_makes_them(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "deploy.credentials", str(tmp_path / "made")]
    subprocess.run(command, check=True, env=os.environ)
    said = json.loads((tmp_path / "made" / "broker.json").read_text(encoding="utf-8"))
    assert set(services()) < {user["name"] for user in said["users"]}
