"""`zhenxing`: starts services, gives commands, follows logs, and shows that nothing is stuck."""

import sys

SERVING = {"up": "embedded", "serve": "configured"}
"""The commands that run services, and where each has its settings from."""


def main() -> None:
    """The command line's entry."""
    if settings_from := SERVING.get(next(iter(sys.argv[1:]), "")):
        from shared.runtime import launcher, settings

        launcher.prepare(getattr(settings, settings_from))
    from shared.runtime.cli.app import app
    from shared.runtime.cli.errors import told

    sys.exit(0 if told(lambda: app(prog_name="zhenxing")) else 1)


if __name__ == "__main__":
    main()
