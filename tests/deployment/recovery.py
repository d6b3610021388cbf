"""PostgreSQL brought back to a moment, as docs/runbooks/restoring.md says: its statements are run as
they stand there, with the folder of this trial in the place of /backup."""

import shutil
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg2

from deploy.servers import PostgreSQL, free_port
from deploy.servers.account import Account
from deploy.servers.programs import postgresql_programs
from tests.deployment.programs import ROOT
from tests.deployment.runbooks import blocks
from tests.eventually import eventually

RUNBOOK = ROOT / "docs" / "runbooks" / "restoring.md"


class Archive:
    """A server's WAL and a base backup, in a folder that its account may write."""

    def __init__(self, server: PostgreSQL, folder: Path) -> None:
        self._server = server
        self._account = Account.for_server("postgres")
        self.folder = self._account.folder(folder)
        self._account.folder(folder / "wal")

    def begin(self) -> None:
        """Archive from now on; the server is started anew for it."""
        for block in blocks(RUNBOOK, "sql"):
            for statement in filter(None, (part.strip() for part in block.split(";\n"))):
                self._execute(statement.replace("/backup", str(self.folder)))
        self._server.stop()
        self._server.start()

    def base_backup(self) -> None:
        url = self._server.admin_url().replace("+psycopg2", "")
        [line] = [
            line
            for block in blocks(RUNBOOK, "sh")
            for line in block.splitlines()
            if line.startswith("pg_basebackup")
        ]
        program, *options = line.replace("/backup", str(self.folder)).split()
        # This copy need not outlast a power cut, and a busy disk takes its time with every file.
        command = [str(postgresql_programs() / program), *options, "--no-sync", f"--dbname={url}"]
        subprocess.run(command, check=True, capture_output=True)

    def end(self) -> None:
        """Return when all that was written so far is archived."""
        [last] = self._execute("SELECT pg_walfile_name(pg_switch_wal())")
        eventually((self.folder / "wal" / last).exists, "the last of the WAL to be archived")

    def restored(self, moment: datetime, folder: Path) -> PostgreSQL:
        """Another server, as this one was at a moment; running."""
        folder = self._account.folder(folder)
        data = folder / "data"
        shutil.copytree(self.folder / "base", data)
        (data / "recovery.signal").touch()
        with (data / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
            settings.write(
                "archive_mode = off\n"
                f"restore_command = 'cp {self.folder}/wal/%f %p'\n"
                f"recovery_target_time = '{moment.isoformat()}'\n"
                "recovery_target_action = 'promote'\n"
            )
        shutil.copy(self._server.folder / "superuser.password", folder)
        for path in [folder, *folder.rglob("*")]:
            self._account.give(path)
        data.chmod(0o700)
        server = PostgreSQL(folder, free_port())
        server.start()
        return server

    def _execute(self, statement: str) -> tuple[Any, ...]:
        """The first row of what it gives, where it gives any."""
        connection = psycopg2.connect(self._server.admin_url().replace("+psycopg2", ""))
        connection.autocommit = True
        with closing(connection), connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone() if cursor.description else ()
