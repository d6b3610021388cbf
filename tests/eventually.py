"""Waits for a condition itself, never for a while: how long a machine needs is no promise of ours."""

import os
import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE_SECONDS = float(os.environ.get("ZHENXING_PATIENCE", "90"))
"""What something that happens at once may take on a busy machine; only a fault takes as long."""
FIRST_LOOK_SECONDS, LATER_LOOK_SECONDS = 0.02, 0.2
"""What takes long is looked at less often: looking costs the processor that it waits for."""

T = TypeVar("T")


def eventually(condition: Callable[[], T], what: str, seconds: float = PATIENCE_SECONDS) -> T:
    """The condition's value once it is true; an error when it is not within so many seconds.

    The condition may assert: then the last failed assertion is the error.
    """
    until, pause = time.monotonic() + seconds, FIRST_LOOK_SECONDS
    while True:
        failure: AssertionError | None = None
        try:
            if value := condition():
                return value
        except AssertionError as failed:
            failure = failed
        if time.monotonic() > until:
            raise failure or AssertionError(f"waited {seconds:g} s in vain: {what}")
        time.sleep(pause)
        pause = min(pause * 1.2, LATER_LOOK_SECONDS)
