"""A process's clock is five minutes wrong."""

from pathlib import Path

from tests.integration.game.fault import Fault, Field, of

WRONG = "supervision"
MINUTES = 5
LIBRARIES = ("lib/*/faketime", "lib/faketime", "lib64/faketime", "local/lib/faketime")
"""Where libfaketime is, under /usr."""


def set_clock(field: Field, seconds: int) -> None:
    """Its own clock, and no pause of its: those are counted by one that nobody sets."""
    service = field.cluster.services[WRONG]
    service.terminate()
    service.start(
        LD_PRELOAD=str(_library()),
        FAKETIME=f"{seconds:+d}",
        DONT_FAKE_MONOTONIC="1",
        FAKETIME_DONT_FAKE_MONOTONIC="1",
    )
    field.cluster.wait_ready(WRONG)


def set_right(field: Field) -> None:
    service = field.cluster.services[WRONG]
    service.terminate()
    service.start()
    field.cluster.wait_ready(WRONG)


def _library() -> Path:
    places = (f"{place}/libfaketimeMT.so*" for place in LIBRARIES)
    found = [file for place in places for file in Path("/usr").glob(place)]
    assert found, "libfaketime is not installed: apt-get install faketime"
    return found[0]


FAULTS = tuple(
    Fault(
        f"{WRONG}'s clock is five minutes {word}",
        lambda field, seconds=sign * MINUTES * 60: set_clock(field, seconds),
        set_right,
        of(WRONG, "ClocksApart"),
    )
    for sign, word in ((1, "fast"), (-1, "slow"))
)
