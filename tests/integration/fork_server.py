"""A process that has loaded what `zhenxing serve` and `up` load on nameko, and forks itself for each
of them that a test starts.

A fork has no thread, no connection and no event loop of its parent's. From then on its parent is who
asked for it, who waits for it and ends it as any process that he starts.
"""

import gc
import json
import os
import socket
import sys
import traceback
from importlib import import_module
from typing import NoReturn

MESSAGE = 1 << 18
"""Bytes: the words and the environment of a process."""
STREAMS = 3
ENTRY = "shared.runtime.cli.main"
_LOADED_LATE = (
    ENTRY,
    "alembic.context",
    "psycopg2",
    "shared.runtime.cli.app",
    "shared.runtime.cli.demo",
    "shared.runtime.cli.errors",
    "shared.runtime.cli.logs",
    "shared.runtime.cli.ports",
    "shared.runtime.cli.welcome",
    "shared.runtime.hosting_workbench",
    "shared.runtime.launcher",
    "sqlalchemy.dialects.postgresql.psycopg2",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "typer._adapters",
)
"""What the command line and the first store bring."""


def main() -> None:
    """Until nobody can ask any more."""
    asked, wait = socket.socket(fileno=os.dup(0)), os.waitpid  # not the cooperative ones
    from shared.runtime.garbage import collect_seldom

    collect_seldom()
    import shared.runtime.on_nameko.patched  # noqa: F401

    for name in _LOADED_LATE:
        import_module(name)
    while True:
        message, streams, _, _ = socket.recv_fds(asked, MESSAGE, STREAMS)
        if not message:
            return
        words, folder, env = json.loads(message)
        _load(words)
        if not (between := os.fork()):
            if not (pid := os.fork()):
                _become(words, folder, env, streams)
            asked.send(str(pid).encode())
            os._exit(0)
        wait(between, 0)  # now the other has lost its parent, and has the next one
        for stream in streams:
            os.close(stream)
        asked.send(b"begun")


def _load(words: list[str]) -> None:
    """The services that these words run."""
    from shared.runtime.on_nameko.launcher import nameko_service
    from shared.runtime.settings import SERVICES

    for name in [name for name in SERVICES if name in words] or SERVICES:
        nameko_service(name)
    gc.freeze()


def _become(words: list[str], folder: str, env: dict[str, str], streams: list[int]) -> NoReturn:
    """Run the command line with these words, as an interpreter of its own would."""
    code: object = 1
    try:
        os.setsid()
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.closerange(STREAMS, max(map(int, os.listdir("/proc/self/fd"))) + 1)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(env)
        from eventlet import hubs

        hubs.use_hub()  # the parent's watches the parent's descriptors
        entry = import_module(ENTRY)
        sys.argv = [str(entry.__file__), *words]
        entry.main()
        code = 0
    except SystemExit as ended:
        code = ended.code
    except BaseException:
        traceback.print_exc()
    if not isinstance(code, int | None):
        print(code, file=sys.stderr)
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code or 0)  # type: ignore[arg-type]
