"""The process aside: reads a function and its arguments from standard input, answers in JSON."""

import json
import logging
import os
import pickle
import resource
import signal
import sys

from shared.face.workers.declined import Declined
from shared.kernel.incidents import DiscreetFormatter

_MEMORY = 2 << 30
"""Bytes; a file that claims to be greater ends this process, never the service."""
_NICER = 5


def main() -> None:
    function, arguments, seconds = pickle.load(sys.stdin.buffer)
    os.nice(_NICER)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    signal.alarm(int(seconds) + 2)  # where nobody is left to end it
    try:
        said = {"answer": function(*arguments)}
    except Declined as no:
        said = {"declined": no.why}
    json.dump(said, sys.stdout)


def be_discreet() -> None:
    """Its last words are logged by the service: what an error says may hold values of rows."""
    handler = logging.StreamHandler()
    handler.setFormatter(DiscreetFormatter())
    logging.basicConfig(handlers=[handler])
