"""The process aside: reads a function and its arguments from standard input, answers in JSON."""

import json
import os
import pickle
import resource
import sys

from shared.face.workers.pool import Declined

_MEMORY = 2 << 30
"""Bytes; a file that claims to be greater ends this process, never the service."""
_NICER = 5


def main() -> None:
    function, arguments, seconds = pickle.load(sys.stdin.buffer)
    os.nice(_NICER)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    try:
        said = {"answer": function(*arguments)}
    except Declined as no:
        said = {"declined": no.why}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
