"""`zhenxing`: starts services, gives commands, follows logs, and shows that nothing is stuck."""

import sys

SERVING = {"up", "serve"}


def main() -> None:
    """The command line's entry."""
    if SERVING.intersection(sys.argv[1:2]):
        # Makes the standard library cooperative, which must come before anybody uses it.
        import shared.runtime.launcher  # noqa: F401
    from shared.runtime.cli.app import app
    from shared.runtime.cli.errors import told

    sys.exit(0 if told(lambda: app(prog_name="zhenxing")) else 1)


if __name__ == "__main__":
    main()
