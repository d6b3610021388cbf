"""`zhenxing serve NAME` that samples itself by its own processor time.

    python -m tests.benchmarks.sampled_service FOLDER serve NAME

SIGUSR2 begins, the next one ends and writes FOLDER/NAME.stacks in py-spy's raw format. The clock
is the process's processor time: on a full machine a process that waits for its turn costs nothing,
where a profiler that looks from outside sees it standing at whatever it was interrupted in. It
takes no rights. Where threads are real it sees only the main one; py-spy sees them all. SIGUSR1 is
the service's own: it tells where it stands.
"""

import ctypes
import os
import runpy
import signal
import sys
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType

EVERY_SECONDS = 0.002
PR_SET_PTRACER = 0x59616D61
ANY = ctypes.c_ulong(-1)


class Sampler:
    """Counts the stacks that the process's time was spent in."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._found: Counter[tuple[CodeType, ...]] | None = None

    def toggle(self, *_: object) -> None:
        if self._found is None:
            self._found = Counter()
            signal.setitimer(signal.ITIMER_PROF, EVERY_SECONDS, EVERY_SECONDS)
        else:
            signal.setitimer(signal.ITIMER_PROF, 0)
            found, self._found = self._found, None
            partial = self._output.with_suffix(".part")
            partial.write_text("".join(f"{_told(s)} {count}\n" for s, count in found.items()))
            partial.rename(self._output)

    def sample(self, _: int, frame: FrameType | None) -> None:
        stack = []
        while frame:
            stack.append(frame.f_code)
            frame = frame.f_back
        if self._found is not None:
            self._found[tuple(reversed(stack))] += 1


def _told(stack: tuple[CodeType, ...]) -> str:
    return ";".join(f"{code.co_qualname} ({_imported(code.co_filename)}:0)" for code in stack)


def _imported(file: str) -> str:
    """A file as it is imported: relative to the longest folder that modules come from."""
    inside = (f"{path}/" for path in {os.getcwd(), *sys.path} if path)
    return file.removeprefix(max((p for p in inside if file.startswith(p)), key=len, default=""))


def _allow_profilers() -> None:
    """Let any process of the same user look in. Where the kernel's Yama is on (Debian, Ubuntu),
    only a parent or root may; elsewhere the kernel knows no such call, and none is needed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANY, 0, 0, 0)


if __name__ == "__main__":
    folder, *arguments = sys.argv[1:]
    sampler = Sampler(Path(folder) / f"{arguments[-1]}.stacks")
    _allow_profilers()
    signal.signal(signal.SIGPROF, sampler.sample)
    signal.signal(signal.SIGUSR2, sampler.toggle)
    sys.argv = ["zhenxing", *arguments]
    runpy.run_module("shared.runtime.cli.main", run_name="__main__", alter_sys=True)
