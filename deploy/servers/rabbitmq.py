"""A private RabbitMQ node on loopback, with its data, cookie and port mapper in one folder."""

import json
import os
import secrets
import shutil
import signal
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from deploy.servers import process
from deploy.servers.account import Account
from deploy.servers.broker_users import User, definitions
from deploy.servers.errors import ServerError
from deploy.servers.ports import LOOPBACK, accepts, free_ports, in_use
from deploy.servers.programs import epmd_program, rabbitmq_programs

ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Tls:
    """A port for amqps, and what is shown there: a certificate and its key, in PEM."""

    port: int
    certificate: str
    key: str


class RabbitMQ:
    """A node of its own; any number of them run side by side, each on its port.

    It talks to no other node: it has its own name, Erlang cookie and port mapper (epmd), all on
    loopback, and reads no configuration of the system's node. There is no user `guest`. Under
    root the node runs as the account `rabbitmq`. With `tls` it listens on a second port; of RabbitMQ's
    `plugins` those named are on. At a port for `metrics` it tells Prometheus of itself; one that is
    set later, from its next start on.
    """

    def __init__(
        self,
        folder: Path,
        port: int,
        tls: Tls | None = None,
        plugins: Iterable[str] = (),
        metrics: int = 0,
    ) -> None:
        self.port, self._tls, self.metrics = port, tls, metrics
        self._plugins = tuple(plugins)
        self._server, self._control = rabbitmq_programs()
        self._account = Account.for_server("rabbitmq")
        self.folder = self._account.folder(Path(folder))

    def start(self) -> None:
        """Start the node, making it when new; returns when it accepts connections."""
        if self.running:
            return
        if in_use(self.port):
            raise ServerError(f"RabbitMQ: port {self.port} is taken by another program")
        self._initialise()
        self._start_port_mapper()
        log = self.folder / "node.log"
        log.unlink(missing_ok=True)
        starter = process.spawn(
            [str(self._server)], self._account, env=self._environment, cwd=self.folder, output=log
        )
        try:
            process.wait_for(
                lambda: accepts(self.port) or not process.alive(starter), 90, "RabbitMQ to start"
            )
        except ServerError:
            self.kill()
            process.end(starter, signal.SIGKILL)
            raise
        if not self.running:
            tail = log.read_text(errors="replace")[-2000:]
            raise ServerError(f"RabbitMQ did not start:\n{tail}")

    def stop(self) -> None:
        """Stop the node in order, and its port mapper."""
        self._end(signal.SIGTERM)
        if (mapper := self._port_mapper) is not None:
            process.end(mapper, signal.SIGTERM)

    def kill(self) -> None:
        """End the node as a power cut would; its port mapper forgets it by itself."""
        self._end(signal.SIGKILL)

    @property
    def pid(self) -> int | None:
        """The id of the node's Erlang machine; None when it does not run."""
        return self._own_process("node.pid", str(self.folder))

    @property
    def running(self) -> bool:
        return self.pid is not None

    def url(self, user: str, password: str, vhost: str = "/", *, secure: bool = False) -> str:
        """AMQP URL of a user on this node; a `secure` one goes to its port for TLS."""
        who = f"{quote(user, safe='')}:{quote(password, safe='')}"
        scheme, port = "amqp", self.port
        if secure:
            assert self._tls
            scheme, port = "amqps", self._tls.port
        return f"{scheme}://{who}@{LOOPBACK}:{port}/{quote(vhost, safe='/')}"

    @property
    def admin_url(self) -> str:
        """AMQP URL of the user who may do everything on the default virtual host."""
        return self.url(ADMINISTRATOR, self._password)

    def add_user(
        self, name: str, password: str, configure: str, write: str, read: str, vhost: str = "/"
    ) -> None:
        """Add a user, or change an existing one, with these rights on one virtual host."""
        self.add_users([User(name, password, configure, write, read)], vhost)

    def add_users(
        self, users: Iterable[User], vhost: str = "/", policies: Iterable[dict[str, Any]] = ()
    ) -> None:
        """Add or change several users at once, and the virtual host when new; and policies."""
        administrator = User(ADMINISTRATOR, "", ".*", ".*", ".*")
        said = definitions(list(users), vhost, administrator)
        self.import_definitions(json.dumps({**said, "policies": list(policies)}))

    def import_definitions(self, said: str) -> None:
        """Add or change what a file of RabbitMQ's own definitions says."""
        file = self.folder / f"definitions-{secrets.token_hex(4)}.json"
        self._account.write(file, said)
        name = json.dumps(str(file))
        said = f"{{ok, Said}} = file:read_file({name}), rabbit_definitions:import_raw(Said)"
        try:
            self._do(said, "import_definitions", str(file))
        finally:
            file.unlink()

    def raise_disk_alarm(self) -> None:
        """Make the node believe that its disk is full: it blocks all who publish."""
        self._set_disk_free_limit("1000000GB")

    def clear_disk_alarm(self) -> None:
        self._set_disk_free_limit("10MB")

    def _set_disk_free_limit(self, limit: str) -> None:
        said = f'rabbit_disk_monitor:set_disk_free_limit("{limit}")'
        self._do(said, "set_disk_free_limit", limit)

    def queues(self, vhost: str = "/") -> dict[str, int]:
        """The names of all queues with the number of messages in each."""
        file = self.folder / f"queues-{secrets.token_hex(4)}.json"
        said = (
            f'Listed = rabbit_amqqueue:info_all(<<"{vhost}">>, [name, messages]), '
            "Counted = [{Name, N} || [{name, {resource, _, _, Name}}, {messages, N}] <- Listed], "
            f"file:write_file({json.dumps(str(file))}, rabbit_json:encode(maps:from_list(Counted)))"
        )
        if self._answers_ok(said):
            counted: dict[str, int] = json.loads(file.read_text())
            file.unlink()
            return counted
        listed = self._ctl(
            *("list_queues", "name", "messages", "--formatter", "json", "--vhost", vhost),
            *("--timeout", "300"),  # a full machine needs more than its own
        )
        return {queue["name"]: queue["messages"] for queue in json.loads(listed)}

    def delete_vhost(self, name: str) -> None:
        """Delete a virtual host with everything in it."""
        said = f'rabbit_vhost:delete(<<"{name}">>, <<"{ADMINISTRATOR}">>)'
        self._do(said, "delete_vhost", name)

    def _end(self, with_signal: signal.Signals) -> None:
        if (pid := self.pid) is not None:
            process.end(pid, with_signal)
            # The Erlang machine's threads may hold the port a little longer.
            process.wait_for(lambda: not in_use(self.port), 10, f"port {self.port} to be freed")

    def ask(self, program: str, *arguments: str) -> str:
        """What one of RabbitMQ's programs says of this node; `ServerError` where it fails."""
        command = [str(self._control.with_name(program)), "--quiet", *arguments]
        return process.run(command, self._account, env=self._environment, cwd=self.folder)

    def _do(self, expression: str, *otherwise: str) -> None:
        """Have the node do what an expression of Erlang says. Where it does not answer `ok`,
        rabbitmqctl is asked, which starts a machine of Erlang's own for it and says what is wrong."""
        if not self._answers_ok(expression):
            self._ctl(*otherwise)

    def _answers_ok(self, expression: str) -> bool:
        program = shutil.which("erl_call")
        if program is None:
            return False
        environment = self._environment
        # Without -c it reads the cookie from its home, where nobody else sees it.
        command = [program, "-sname", environment["RABBITMQ_NODENAME"], "-e"]
        try:
            said = process.run(
                command, self._account, env=environment, cwd=self.folder, given=f"{expression}.\n"
            )
        except ServerError:
            return False
        return said.strip() == "{ok, ok}"

    def _ctl(self, *arguments: str) -> str:
        return self.ask(self._control.name, *arguments)

    def _initialise(self) -> None:
        for name in ("data", "log", "schema", "config"):
            self._account.folder(self.folder / name)
        if not self._password_file.exists():
            self._account.write(self._password_file, secrets.token_urlsafe(24))
            self._account.write(self.folder / ".erlang.cookie", secrets.token_hex(20), 0o400)
        if self._port_mapper is None:
            self._account.write(self.folder / "ports.json", json.dumps(free_ports(2)))
        self._account.write(self.folder / "empty.conf", "")
        plugins = (*self._plugins, "rabbitmq_prometheus") if self.metrics else self._plugins
        self._account.write(self.folder / "plugins", f"[{','.join(plugins)}].\n")
        settings = {
            "listeners.tcp.default": f"{LOOPBACK}:{self.port}",
            "default_user": ADMINISTRATOR,
            "default_pass": self._password,
            "disk_free_limit.absolute": "10MB",
            "log.file.level": "warning",
        }
        if self._tls:
            settings |= self._listens_for_tls(self._tls)
        if self.metrics:
            settings |= {"prometheus.tcp.ip": LOOPBACK, "prometheus.tcp.port": str(self.metrics)}
        lines = "".join(f"{key} = {value}\n" for key, value in settings.items())
        self._account.write(self.folder / "rabbitmq.conf", lines)

    def _listens_for_tls(self, tls: Tls) -> dict[str, str]:
        certificate, key = self.folder / "certificate.pem", self.folder / "key.pem"
        self._account.write(certificate, tls.certificate)
        self._account.write(key, tls.key)
        return {
            "listeners.ssl.default": f"{LOOPBACK}:{tls.port}",
            "ssl_options.certfile": str(certificate),
            "ssl_options.keyfile": str(key),
            "ssl_options.verify": "verify_none",
        }

    def _start_port_mapper(self) -> None:
        """epmd lasts as long as its first node, unless started apart; as ours we know its id."""
        if self._port_mapper is not None:
            return
        port = self._environment["ERL_EPMD_PORT"]
        pid = process.spawn(
            [str(epmd_program()), "-address", LOOPBACK, "-port", port],
            self._account,
            env=self._environment,
            cwd=self.folder,
            output=self.folder / "epmd.log",
        )
        self._account.write(self.folder / "epmd.pid", str(pid))
        process.wait_for(lambda: accepts(int(port)), 10, "Erlang's port mapper to start")

    @property
    def _port_mapper(self) -> int | None:
        if not (self.folder / "ports.json").exists():
            return None
        return self._own_process("epmd.pid", f"-port {self._environment['ERL_EPMD_PORT']}")

    def _own_process(self, file: str, mark: str) -> int | None:
        try:
            pid = int((self.folder / file).read_text())
        except (FileNotFoundError, ValueError):
            return None
        # A file left by a crash may name a process that is someone else's by now.
        return pid if process.alive(pid) and mark in process.command_line(pid) else None

    @property
    def _environment(self) -> dict[str, str]:
        distribution, mapper = json.loads((self.folder / "ports.json").read_text())
        loopback = "-kernel inet_dist_use_interface {127,0,0,1}"
        return {
            "PATH": os.environ.get("PATH", "") + ":/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "ERL_EPMD_ADDRESS": LOOPBACK,
            "ERL_EPMD_PORT": str(mapper),
            "RABBITMQ_NODENAME": f"zhenxing-{self.port}@localhost",
            "RABBITMQ_DIST_PORT": str(distribution),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": loopback,
            "RABBITMQ_CTL_ERL_ARGS": loopback,
            "RABBITMQ_CONF_ENV_FILE": str(self.folder / "empty.conf"),
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq.conf"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(self.folder / "absent.config"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "plugins"),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "data"),
            "RABBITMQ_LOG_BASE": str(self.folder / "log"),
            "RABBITMQ_SCHEMA_DIR": str(self.folder / "schema"),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(self.folder / "config"),
            "RABBITMQ_PID_FILE": str(self.folder / "node.pid"),
        }

    @property
    def _password_file(self) -> Path:
        return self.folder / "administrator.password"

    @property
    def _password(self) -> str:
        return self._password_file.read_text()
