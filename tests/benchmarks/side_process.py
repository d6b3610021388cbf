"""The process behind a `Side`: makes the object and calls its methods until its parent leaves."""

import sys

if sys.argv[3] == "green":
    import warnings

    warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
    import eventlet

    eventlet.monkey_patch()

import importlib  # noqa: E402
import json  # noqa: E402
import logging  # noqa: E402
import os  # noqa: E402
import socket  # noqa: E402
import traceback  # noqa: E402
from typing import Any  # noqa: E402

from shared.runtime.garbage import collect_seldom, leave_alone_what_stays  # noqa: E402


def main() -> None:
    logging.basicConfig(level=os.environ.get("BENCHMARK_LOG", "ERROR"))
    # A socket, not a pipe: green threads go on while this one waits for the next call.
    with socket.socket(fileno=int(sys.argv[1])) as parent:
        lines = parent.makefile("r")
        module, _, name = sys.argv[2].partition(":")
        made: list[Any] = []

        def make(**arguments: Any) -> None:
            made.append(getattr(importlib.import_module(module), name)(**arguments))
            if sys.argv[3] == "green":
                collect_seldom()
                leave_alone_what_stays()

        _answer(parent, make, json.loads(lines.readline()))
        for line in lines:
            call = json.loads(line)
            _answer(parent, getattr(made[0], call["method"]), call["arguments"])
    os._exit(0)


def _answer(parent: socket.socket, function: Any, arguments: dict[str, Any]) -> None:
    try:
        answer = {"answer": function(**arguments)}
    except Exception as error:
        traceback.print_exc()
        answer = {"error": f"{type(error).__name__}: {error}"}
    parent.sendall(json.dumps(answer).encode() + b"\n")


main()
