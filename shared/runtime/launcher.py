"""Runs services on what the settings name: nameko's containers, or plain threads."""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from shared.runtime.ending import cut_off_later
from shared.runtime.garbage import leave_alone_what_stays
from shared.runtime.settings import NAMEKO, Settings, SettingsMissing

_log = logging.getLogger(__name__)

if TYPE_CHECKING:  # imported before the standard library is made cooperative, it must import little
    from shared.runtime.running import RunningService


def prepare(read: Callable[[], Settings]) -> None:
    """Make the standard library what the runtime needs. Comes before anybody uses it.

    Settings that are missing are told later, by whoever needs them.
    """
    try:
        runtime = read().runtime
    except SettingsMissing:
        return
    if runtime == NAMEKO:
        import shared.runtime.on_nameko.patched  # noqa: F401


def run(
    names: Iterable[str],
    settings: Settings,
    ready: Callable[[Sequence["RunningService"]], None] = lambda services: None,
    ending: Callable[[], None] = lambda: None,
) -> None:
    """Run services until SIGINT or SIGTERM. `ready` is called with them once all listen, `ending`
    before they are ended: from then on the process ends within seconds, whatever it hangs in.

    Raises `CannotListen`, `SettingsMissing`.
    """
    if settings.runtime == NAMEKO:
        from shared.runtime.on_nameko.launcher import run
    else:
        from shared.runtime.on_threads.launcher import run
    names = tuple(names)
    _log.info("%s: runtime %s", ", ".join(names), settings.runtime)

    def begun(services: Sequence["RunningService"]) -> None:
        leave_alone_what_stays()
        ready(services)

    def ends() -> None:
        cut_off_later()
        ending()

    run(names, settings, begun, ends)
    cut_off_later()  # what else this process has to end has as long again
