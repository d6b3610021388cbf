"""A private PostgreSQL cluster on loopback, with its data in one folder."""

import os
import secrets
import shutil
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
from psycopg2 import sql

from deploy.servers import process
from deploy.servers.account import Account
from deploy.servers.errors import ServerError
from deploy.servers.ports import LOOPBACK, in_use
from deploy.servers.programs import postgresql_programs

SUPERUSER = "postgres"
PATIENCE_SECONDS = 240
"""For a start and a stop, which pg_ctl itself bounds: it returns at once where they fail."""
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


class PostgreSQL:
    """A cluster of its own; any number of them run side by side, each on its port.

    `folder` holds the data, the log and the superuser's password. Under root the server runs as
    the account `postgres`. With `durable=False` it never waits for the disk: for trials that
    need no crash safety.
    """

    def __init__(self, folder: Path, port: int, *, durable: bool = True) -> None:
        self.port = port
        self._account = Account.for_server("postgres")
        self.folder = self._account.folder(Path(folder))
        self._data = self.folder / "data"
        self._bin = postgresql_programs(self._data)
        self._durable = durable

    def start(self) -> None:
        """Start the server, making the cluster when new; returns when it accepts connections."""
        if self.running:
            return
        if in_use(self.port):
            raise ServerError(f"PostgreSQL: port {self.port} is taken by another program")
        if not (self._data / "PG_VERSION").exists():
            self._initialise()
        settings = {
            "port": self.port,
            "listen_addresses": LOOPBACK,
            "unix_socket_directories": "",
            "max_connections": 200,
            "password_encryption": "scram-sha-256",
            "fsync": "on" if self._durable else "off",
            "synchronous_commit": "on" if self._durable else "off",
            "full_page_writes": "on" if self._durable else "off",
            # Its own log holds no row values: neither what failed nor what it failed with.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
        }
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        try:
            self._pg_ctl("start", "-w", "-l", str(self._log), "-o", options)
        except ServerError as error:
            tail = self._log.read_text(errors="replace")[-2000:] if self._log.exists() else ""
            raise ServerError(f"{error}\n{tail}") from None

    def stop(self) -> None:
        """Stop in order, without waiting for clients to leave ('fast')."""
        if self.running:
            self._pg_ctl("stop", "-w", "-m", "fast")

    def kill(self) -> None:
        """End the server as a power cut would: SIGKILL to it and to all its processes."""
        postmaster = self.pid
        if postmaster is None:
            return
        # The server first, or it would start its processes anew.
        everyone = [postmaster, *process.children(postmaster)]
        for pid in everyone:
            process.end(pid, signal.SIGKILL)
        # Where nobody collects orphans the dead keep their ids, and the next start would take
        # the file for a live server's.
        (self._data / "postmaster.pid").unlink(missing_ok=True)

    @property
    def pid(self) -> int | None:
        """The server's process id; None when it does not run."""
        try:
            pid = int((self._data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError):
            return None
        # A file left by a crash may name a process that is someone else's by now.
        ours = process.alive(pid) and str(self._data) in process.command_line(pid)
        return pid if ours else None

    @property
    def running(self) -> bool:
        return self.pid is not None

    def admin_url(self, database: str = "postgres") -> str:
        """SQLAlchemy URL of the superuser."""
        return self.url(SUPERUSER, self._password, database)

    def url(self, user: str, password: str, database: str) -> str:
        """SQLAlchemy URL of a role on a database of this cluster."""
        who = f"{quote(user, safe='')}:{quote(password, safe='')}"
        return f"postgresql+psycopg2://{who}@{LOOPBACK}:{self.port}/{quote(database, safe='')}"

    def offer_tls(self, certificate: str, key: str) -> None:
        """Show this certificate to who asks for TLS, from now on; both in PEM."""
        shown, secret = self.folder / "certificate.pem", self.folder / "key.pem"
        self._account.write(shown, certificate)
        self._account.write(secret, key)
        self._set(ssl_cert_file=str(shown), ssl_key_file=str(secret), ssl="on")

    def withdraw_tls(self) -> None:
        self._set(ssl="off")

    def _set(self, **settings: str) -> None:
        """Change settings of the running server, and wait until it has taken them."""
        with self._connect() as cursor:
            for name, value in settings.items():
                change = sql.SQL("ALTER SYSTEM SET {} = %s").format(sql.Identifier(name))
                cursor.execute(change, (value,))
            cursor.execute("SELECT pg_reload_conf()")
            process.wait_for(lambda: self._are(cursor, settings), 10, "PostgreSQL to take settings")

    def _are(self, cursor: Any, settings: dict[str, str]) -> bool:
        cursor.execute("SELECT name, setting FROM pg_settings")
        return settings.items() <= dict(cursor.fetchall()).items()

    def create_role(self, name: str, password: str) -> None:
        """A role that may log in and nothing more; an existing one gets the new password."""
        with self._connect() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,))
            verb = sql.SQL("ALTER" if cursor.fetchone() else "CREATE")
            cursor.execute(
                sql.SQL("{} ROLE {} LOGIN PASSWORD %s").format(verb, sql.Identifier(name)),
                (password,),
            )

    def create_database(
        self, name: str, owner: str, guests: Iterable[str] = (), template: str = "template1"
    ) -> None:
        """A UTF-8 database, unless it exists, that only `owner` and `guests` may enter: a copy of
        `template`, in which nobody is.

        Guests may connect and nothing more; what else they may do, the owner grants.
        """
        database, owner_name = sql.Identifier(name), sql.Identifier(owner)
        with self._connect() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
            if not cursor.fetchone():
                cursor.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                        database, owner_name, sql.Identifier(template)
                    )
                )
            cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
            for guest in guests:
                cursor.execute(
                    sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                        database, sql.Identifier(guest)
                    )
                )
        with self._connect(name) as cursor:
            # Before PostgreSQL 15 anyone may create tables in the schema public.
            cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
            cursor.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(owner_name))

    def drop_database(self, name: str) -> None:
        """Drop a database with everything in it, sending its clients away."""
        with self._connect() as cursor:
            cursor.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def run_script(self, script: str) -> None:
        """Run a script of psql's as the superuser, up to its first error."""
        file = self.folder / f"script-{secrets.token_hex(4)}.sql"
        self._account.write(file, script)
        where = ["-h", LOOPBACK, "-p", str(self.port), "-U", SUPERUSER, "-d", "postgres"]
        command = [
            f"{self._bin}/psql",
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            *where,
            "-f",
            str(file),
        ]
        try:
            env = {**ENVIRONMENT, "PGPASSWORD": self._password}
            process.run(command, self._account, env=env, cwd=self.folder)
        finally:
            file.unlink()

    def psql(self, arguments: Iterable[str]) -> tuple[str, list[str], dict[str, str]]:
        """psql as the superuser: its path, its command line and its environment, where the password is."""
        program = f"{self._bin}/psql"
        where = {"PGHOST": LOOPBACK, "PGPORT": str(self.port), "PGUSER": SUPERUSER}
        env = {**os.environ, **where, "PGPASSWORD": self._password}
        return program, [program, *arguments], env

    @contextmanager
    def _connect(self, database: str = "postgres") -> Iterator[Any]:
        connection = psycopg2.connect(
            host=LOOPBACK,
            port=self.port,
            user=SUPERUSER,
            password=self._password,
            dbname=database,
            connect_timeout=10,
        )
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()

    def _initialise(self) -> None:
        # An earlier initdb that was cut off leaves no PG_VERSION, and would refuse what it left.
        shutil.rmtree(self._data, ignore_errors=True)
        self._account.write(self._password_file, secrets.token_urlsafe(24))
        process.run(
            [
                *(f"{self._bin}/initdb", "-D", f"{self._data}", "-U", SUPERUSER),
                *("-E", "UTF8", "--locale=C", "-A", "scram-sha-256"),
                f"--pwfile={self._password_file}",
            ],
            self._account,
            env=ENVIRONMENT,
            cwd=self.folder,
        )

    def _pg_ctl(self, *arguments: str) -> None:
        bound = ["-t", str(PATIENCE_SECONDS)]
        command = [f"{self._bin}/pg_ctl", "-D", f"{self._data}", *arguments, *bound]
        longer = 2 * PATIENCE_SECONDS
        process.run(command, self._account, env=ENVIRONMENT, cwd=self.folder, timeout=longer)

    @property
    def _log(self) -> Path:
        return self.folder / "postgresql.log"

    @property
    def _password_file(self) -> Path:
        return self.folder / "superuser.password"

    @property
    def _password(self) -> str:
        return self._password_file.read_text()
