"""Logs as JSON: a line each, with what was being done, and nothing of what an error said."""

import json
import logging
import sys

from shared.kernel.doing import being_done, doing
from shared.runtime.cli.logs import JsonFormatter


def written(message: str, *arguments: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("shared.x", logging.WARNING, __file__, 1, message, arguments, info)
    return JsonFormatter().format(record)


def test_a_line_says_what_was_being_done() -> None:
    with doing(correlation="c-1", organisation="finance"), doing(position=7):
        line = json.loads(written("%s refused", "pay"))
    assert (line["message"], line["level"], line["logger"]) == (
        "pay refused",
        "WARNING",
        "shared.x",
    )
    assert (line["correlation"], line["organisation"], line["position"]) == ("c-1", "finance", 7)
    assert being_done() == {}


def test_what_an_error_says_is_not_written() -> None:
    said = "演示-张三的身份证号"
    try:
        raise ValueError(said)
    except ValueError as error:
        line = written("it failed: %s", error, error=sys.exc_info()[1])
    assert "\n" not in line
    assert "张三" not in json.loads(line)["message"]
    assert "ValueError" in json.loads(line)["message"]
