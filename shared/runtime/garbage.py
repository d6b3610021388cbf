"""How seldom the interpreter looks for garbage: most of what a service has stays with it."""

import gc

COLLECTED_AFTER = 10_000
"""New objects that may hold others: what is imported stays, and a batch of events makes thousands
that it frees itself. With the interpreter's 700 a fifth of a start goes into collecting nothing."""


def collect_seldom() -> None:
    """Before anything is imported: this module must import little."""
    gc.set_threshold(COLLECTED_AFTER, *gc.get_threshold()[1:])


def collect_nothing_yet() -> None:
    """Until `leave_alone_what_stays`: of what a service imports and makes to begin with, all stays."""
    gc.disable()


def leave_alone_what_stays() -> None:
    """Have the garbage collector pass over what is there by now: classes, schemas, the policy.

    They stay as long as the process, and are most of what it would go through again and again.
    """
    gc.freeze()
    gc.enable()
