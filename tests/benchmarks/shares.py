"""What a profile's samples were spent on: by module, and by what the process was at work for."""

import sys
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

DRIVER = "psycopg2"
C_CALLS = {
    "DefaultDialect.do_execute": DRIVER,
    "_that_waits.<locals>.Waits.execute": DRIVER,
    "eventlet_wait_callback": DRIVER,
}
"""Functions that do little but call into C; a profile of Python sees no deeper."""
ROOMS = ("shared", "services")

WORK = (
    ("commands: decide, append", "shared/kernel/commands/"),
    ("commands: wait until shown", "shared/face/http/commands.py", "Watermark.wait"),
    ("commands: the face around it", "shared/face/http/commands.py"),
    ("feed: answer followers", "shared/face/http/feed.py"),
    ("face: route, verify the token", "shared/face/http/"),
    ("web: read, parse, answer", "shared/runtime/on_"),
    ("web: read, parse, answer", "shared/runtime/web/"),
    ("views and deadlines: fold, write", "shared/kernel/views/follower.py"),
    ("relay: publish", "shared/kernel/bus/relay.py"),
    ("consumer: take from the broker", "shared/kernel/bus/consumer.py"),
    ("reactions", "shared/kernel/reactions/"),
    ("followers: confirm, wait", "shared/kernel/subscription/"),
    ("other replicas: hear, notify", "shared/kernel/log/head_watcher.py"),
    ("deadlines: fire", "shared/kernel/deadlines/"),
    ("green threads: hub, switching", "eventlet/"),
)
"""What a process may be at work for, and a file that is on the stack then. The first that fits."""


class Frame(NamedTuple):
    """A function on a stack, and its file as it is imported."""

    function: str
    file: str


Stack = tuple[Frame, ...]
"""Outermost first."""


@dataclass(frozen=True)
class Share:
    """Of all samples (0–1): spent in it itself, and in it or in what it called."""

    name: str
    own: float
    whole: float


def stacks(collapsed: str) -> Counter[Stack]:
    """The samples of py-spy's raw format: `function (file:line);…;function (file:line) count`."""
    found: Counter[Stack] = Counter()
    for line in collapsed.splitlines():
        told, _, count = line.rpartition(" ")
        found[tuple(map(_frame, told.split(";")))] += int(count)
    return found


def by_module(samples: Counter[Stack]) -> list[Share]:
    """Each module's share, the greatest first: our rooms by theirs, others by their package."""
    own, whole = Counter[str](), Counter[str]()
    for stack, count in samples.items():
        own[C_CALLS.get(stack[-1].function, module(stack[-1].file))] += count
        on_it = {module(frame.file) for frame in stack}
        for name in on_it | {C_CALLS[f.function] for f in stack if f.function in C_CALLS}:
            whole[name] += count
    return _shares(own, whole)


def by_work(samples: Counter[Stack]) -> list[Share]:
    """The share of each kind of work, the greatest first."""
    spent = Counter[str]()
    for stack, count in samples.items():
        spent[_work(stack)] += count
    return _shares(spent, spent)


def module(file: str) -> str:
    """`shared/kernel/log/store.py` is in shared.kernel.log, `sqlalchemy/engine/base.py` in
    sqlalchemy, `json/encoder.py` in python: json."""
    first, *rest = file.removesuffix(".py").split("/")
    if first in ROOMS:
        return ".".join([first, *rest[:-1]][:3])
    if first == "<string>":
        return "python: dataclasses"  # their methods are compiled from strings
    return f"python: {first}" if first in sys.stdlib_module_names else first


def _work(stack: Stack) -> str:
    for name, file, *function in WORK:
        if any(f.file.startswith(file) for f in stack) and all(
            any(f.function == each for f in stack) for each in function
        ):
            return name
    return "other"


def _frame(told: str) -> Frame:
    function, _, place = told.rpartition(" (")
    return Frame(function, place.rstrip(")").rpartition(":")[0] or place.rstrip(")"))


def _shares(own: Counter[str], whole: Counter[str]) -> list[Share]:
    total = sum(own.values()) or 1
    shares = [Share(name, own[name] / total, whole[name] / total) for name in whole]
    return sorted(shares, key=lambda share: (share.own, share.whole), reverse=True)
