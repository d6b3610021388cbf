"""How a process with services ends: in order, and within seconds whatever it hangs in."""

import faulthandler

STOP_SECONDS = 3.0
"""For an orderly end of a process's services."""
CUT_OFF_SECONDS = 4.5


def cut_off_later() -> None:
    """End this process after so long, and say where it hung: what was in flight will be replayed.
    Asked for again, it is as long again from then on."""
    faulthandler.dump_traceback_later(CUT_OFF_SECONDS, exit=True)
