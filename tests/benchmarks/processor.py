"""Processor time of processes, and of the private servers with all that they have started."""

import os
from collections.abc import Iterable
from pathlib import Path

from deploy.servers import process
from tests.benchmarks.servers import Servers

TICK = os.sysconf("SC_CLK_TCK")


def spent(pids: Iterable[int], servers: Servers) -> dict[str, float]:
    """Seconds that processes and both servers have spent until now, user and system, by whose."""
    postmaster, node = servers.postgresql.pid, servers.rabbitmq.pid
    assert postmaster is not None and node is not None
    return {
        "services": sum(map(_seconds, pids)),
        # A postmaster's ended children count with it: connections come and go.
        "PostgreSQL": _seconds(postmaster, ended_children=True)
        + sum(map(_seconds, process.children(postmaster))),
        "RabbitMQ": _seconds(node) + sum(map(_seconds, process.children(node))),
    }


def _seconds(pid: int, *, ended_children: bool = False) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, stat[11 : 15 if ended_children else 13])) / TICK
