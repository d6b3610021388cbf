"""Errors that nobody foresaw: what may be told of them, and what the log keeps.

What an error says may hold values of rows, SQL, a caller's data. So others are told its class and
an incident's number; the log has, under that number, where it happened, and not what it said.
"""

import logging
import traceback
import uuid
from typing import Any

_TELLABLE = frozenset(
    {
        "Busy",
        "CheckpointConflict",
        "KeysUnavailable",
        "NotRebuilt",
        "OtherColumns",
        "OtherRevision",
        "ServerError",
        "SettingsMissing",
        "SourceChanged",
        "SourceUnavailable",
        "StoreUnavailable",
        "TableMissing",
        "TooManyParked",
        "Unreadable",
        "UnknownEvent",
        "VersionConflict",
    }
)
"""Our own errors whose words name services, streams, positions and servers, and no values."""


def kind_of(error: BaseException) -> str:
    """The class of an error; of a store's error the driver's, too, as in DataError
    (NumericValueOutOfRange)."""
    name, driver = type(error).__name__, getattr(error, "orig", None)
    return f"{name} ({type(driver).__name__})" if driver is not None else name


def words_of(error: BaseException) -> str:
    """What the log may say of an error: its class, and its words where they are harmless."""
    ours = type(error).__module__.startswith("shared.") and type(error).__name__ in _TELLABLE
    if not ours and not isinstance(error, OSError):
        return kind_of(error)
    first = (str(error).splitlines() or [""])[0]
    return f"{kind_of(error)}: {first}" if first else kind_of(error)


def report(log: logging.Logger, error: BaseException, what: str, *arguments: object) -> str:
    """Log where an error came from; what others may be told of it: its class and a number."""
    number = uuid.uuid4().hex
    log.error(f"incident %s: {what}", number, *arguments, exc_info=error)
    return f"{kind_of(error)}, incident {number}"


class DiscreetFormatter(logging.Formatter):
    """Writes of every error its class and where it came from; its words only where they are
    harmless. Holds for whatever is logged, by whichever library."""

    def format(self, record: logging.LogRecord) -> str:
        if isinstance(record.args, tuple):
            args = tuple(_plain(one) for one in record.args)
            if args != record.args:
                record = logging.makeLogRecord({**record.__dict__, "args": args})
        record.exc_text = None  # what another formatter may have kept
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        error: BaseException | None = ei[1]
        told: list[str] = []
        while error is not None:
            frames = "".join(traceback.format_tb(error.__traceback__))
            told.append(f"Traceback (most recent call last):\n{frames}{words_of(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\nwhich followed from\n\n".join(told)


def _plain(argument: object) -> object:
    return words_of(argument) if isinstance(argument, BaseException) else argument
