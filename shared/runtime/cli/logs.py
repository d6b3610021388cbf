"""Where a process writes what befalls it."""

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from shared.kernel.incidents import DiscreetFormatter

_log = logging.getLogger(__name__)

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
    for handler in handlers:
        handler.setFormatter(DiscreetFormatter(FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=handlers)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _uncaught(
    kind: type[BaseException], error: BaseException | None, _: TracebackType | None
) -> None:
    """What nobody caught is written as discreetly as the rest."""
    if error is not None and not issubclass(kind, KeyboardInterrupt | SystemExit):
        _log.error("uncaught", exc_info=error)
