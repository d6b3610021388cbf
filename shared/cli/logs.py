"""Where a process writes what befalls it."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_CHATTY = ("nameko", "amqp", "urllib3")
_BYTES, _KEPT = 10_000_000, 3


def to_file(path: Path) -> None:
    """Everything to a file, alarms to standard error as well."""
    alarms = logging.StreamHandler()
    alarms.setLevel(logging.ERROR)
    file = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    _write([file, alarms])


def to_standard_error() -> None:
    """Everything to standard error, which whoever started the process keeps."""
    _write([logging.StreamHandler()])


def _write(handlers: list[logging.Handler]) -> None:
    logging.basicConfig(level=logging.INFO, format=FORMAT, handlers=handlers)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
