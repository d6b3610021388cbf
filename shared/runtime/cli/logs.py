"""Where a process writes what befalls it: as text or, with ZHENXING_LOG=json, as JSON, a line each."""

import faulthandler
import json
import logging
import os
import signal
import sys
import threading
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from shared.kernel.doing import being_done
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
    as_json = os.environ.get("ZHENXING_LOG", "text") == "json"
    formatter = JsonFormatter() if as_json else DiscreetFormatter(FORMAT)
    for handler in handlers:
        handler.setFormatter(formatter)
    logging.basicConfig(level=logging.INFO, handlers=handlers)
    # An operator asks a process that hangs where it stands; only lines of code are told, no values.
    faulthandler.register(signal.SIGUSR1)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    logging.getLogger("zhenxing.accepted").setLevel(logging.INFO if as_json else logging.WARNING)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


class JsonFormatter(DiscreetFormatter):
    """One object a line: when, how grave, by which module, what, and what was being done: the chain's
    `correlation`, the `causation`, the `organisation`, the `position`. As discreet as the text."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": super().format(record),
            **being_done(),
        }
        return json.dumps(said, ensure_ascii=False)


def _uncaught(
    kind: type[BaseException], error: BaseException | None, _: TracebackType | None
) -> None:
    """What nobody caught is written as discreetly as the rest."""
    if error is not None and not issubclass(kind, KeyboardInterrupt | SystemExit):
        _log.error("uncaught", exc_info=error)
