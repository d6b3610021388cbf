"""Free ports on loopback."""

import errno
import random
import socket

LOOPBACK = "127.0.0.1"

# Below the range from which systems take the ports of outgoing connections (32768 on Linux,
# 49152 elsewhere): a port found free stays free until the server that asked for it listens.
CANDIDATES = range(20_000, 32_000)


def free_ports(count: int) -> list[int]:
    """`count` different TCP ports on which nothing listens now."""
    found: list[int] = []
    for port in random.SystemRandom().sample(CANDIDATES, len(CANDIDATES)):
        if len(found) == count:
            break
        if not in_use(port):
            found.append(port)
    return found


def free_port() -> int:
    """One TCP port on which nothing listens now."""
    return free_ports(1)[0]


def in_use(port: int) -> bool:
    """Whether something on loopback already has this port."""
    refused = _refused(port)
    return accepts(port) if refused == errno.EACCES else refused != 0


def forbidden(port: int) -> bool:
    """Whether this process may not have this port, such as one below 1024, whoever has it."""
    return _refused(port) == errno.EACCES


def _refused(port: int) -> int:
    """The number of the error with which it can't be had now; 0 where it can."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            return error.errno or errno.EADDRINUSE
    return 0


def accepts(port: int) -> bool:
    """Whether something on loopback answers on this port."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False
