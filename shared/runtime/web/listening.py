"""Where a service listens, and how many connections its process may have."""

import os
import resource
import socket

from shared.runtime.settings import ServiceSettings

DESCRIPTORS = 8192
"""What a process asks for: many systems allow more than the 1,024 that they begin with."""
BACKLOG = 128


class CannotListen(Exception):
    """A service's address can't be had; the message says which and why."""


def listen(own: ServiceSettings) -> socket.socket:
    """A socket at a service's address that takes connections. Raises `CannotListen`."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((own.host, own.port))
        sock.listen(BACKLOG)
    except OSError as error:
        sock.close()
        why = os.strerror(error.errno) if error.errno else str(error)
        raise CannotListen(
            f"{own.name} 无法在 {own.host}:{own.port} 监听：{why}；请更改 [services.{own.name}] 的"
            f" address，或结束占用该地址的程序\n{own.name} can't listen at {own.host}:{own.port}:"
            f" {why}; change `address` under [services.{own.name}], or end what listens there"
        ) from None
    return sock


def ask_for_descriptors() -> None:
    """Raise this process's limit of open files as far as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def connections_allowed() -> int:
    """The store, the broker and the services beside this one need descriptors too."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return DESCRIPTORS if soft == resource.RLIM_INFINITY else soft // 5
