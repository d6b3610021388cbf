"""Concurrent callers: green threads where the process is cooperative, else threads."""

import threading
import time
from collections.abc import Callable


def rate(count: int, seconds: float, one: Callable[[int, int], None]) -> float:
    """How often a second `count` callers together do `one(caller, turn)`, for so many seconds."""
    done = [0] * count
    failures: list[BaseException] = []
    start = time.perf_counter()
    until = start + seconds

    def work(caller: int) -> None:
        try:
            while time.perf_counter() < until:
                one(caller, done[caller])
                done[caller] += 1
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(done) / (time.perf_counter() - start)
