"""`zhenxing`: starts services, gives commands, follows logs, and shows that nothing is stuck."""

import logging
import os
import sys

from shared.runtime.garbage import collect_nothing_yet, collect_seldom

SERVING = {"up": "embedded", "serve": "configured"}
"""The commands that run services, and where each has its settings from."""


def main() -> None:
    """The command line's entry."""
    collect_seldom()
    settings_from = SERVING.get(next(iter(sys.argv[1:]), ""))
    if settings_from:
        collect_nothing_yet()
        from shared.runtime import launcher, settings

        launcher.prepare(getattr(settings, settings_from))
    from shared.runtime.cli.app import app
    from shared.runtime.cli.errors import run

    try:
        code: object = 0 if run(lambda: app(prog_name="zhenxing")) else 1
    except SystemExit as ended:
        code = ended.code
    if settings_from and isinstance(code, int | None):
        _leave(code or 0)
    sys.exit(code)  # type: ignore[arg-type]


def _leave(code: int) -> None:
    """End this process at once: its services have ended, or never began. To take an interpreter
    apart in which they ran can last longer than ending them, on a busy machine."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
