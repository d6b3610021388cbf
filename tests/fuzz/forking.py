"""A process that has loaded Schemathesis, and forks itself for each document: what it takes to come up,
it takes once.

It reads lines of JSON: a folder, variables of the environment, the words of Schemathesis's command line,
and the seconds within which it is to end. What is said goes to `said` in the folder, and the exit code
to this process's output.
"""

import json
import os
import signal
import sys

from schemathesis.cli import schemathesis
from schemathesis.cli.commands.run import executor  # noqa: F401  # which the command brings late

from shared.face import identity  # noqa: F401  # which the callers bring
from shared.policy.loader import registry


def main() -> None:
    registry()
    for line in sys.stdin:
        if not (child := os.fork()):
            _run(*json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(folder: str, env: dict[str, str], words: list[str], seconds: int) -> None:
    """Ends this process."""
    signal.alarm(seconds)
    os.chdir(folder)
    os.environ.update(env)
    said = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(said, stream.fileno())
    schemathesis(words)


if __name__ == "__main__":
    main()
