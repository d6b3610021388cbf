"""Reads a JSON body: strict where parsers are lenient, bounded where callers are not."""

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

from werkzeug import Request

from shared.face.http import json_values
from shared.face.http.problem import MALFORMED, TOO_LARGE, TOO_SLOW, Problem
from shared.policy.languages import Text

_PIECE = 1 << 16
_SURROGATE = b"\\ud"


def read_json(request: Request, largest: int, values: int, nesting: int) -> dict[str, Any]:
    """The body as a JSON object.

    Raises `Problem` 413 beyond `largest` bytes, also for a body of unknown length, or beyond so
    many `values`, and 400 for anything that is not one unambiguous JSON object nested at most so
    deep.
    """
    if request.mimetype != "application/json":
        raise Problem(
            MALFORMED,
            Text("请求内容须为 application/json", "The content type must be application/json."),
        )
    raw = b"".join(received(request, largest))
    if json_values.exceed(raw, values):
        raise Problem(
            TOO_LARGE,
            Text(f"请求内容不得超过 {values} 个值", f"The body may hold at most {values} values."),
            values=values,
        )
    try:
        text = raw.decode("utf-8-sig")  # some editors put a byte order mark in front
    except UnicodeDecodeError as error:
        raise _malformed(
            Text("不是有效的 UTF-8", f"not valid UTF-8 at byte {error.start}")
        ) from None
    try:
        value = _decoder.decode(text.strip(" \t\r\n"))
    except _Unacceptable as error:
        raise _malformed(error.what) from None
    except json.JSONDecodeError as error:
        at = f"第 {error.lineno} 行第 {error.colno} 列不是 JSON"
        raise _malformed(
            Text(at, f"not JSON at line {error.lineno} column {error.colno}")
        ) from None
    except RecursionError:
        raise _too_deep(nesting) from None
    if not isinstance(value, dict):
        raise _malformed(Text("须为一个 JSON 对象", "not a JSON object"))
    if _depth(value, nesting) > nesting:
        raise _too_deep(nesting)
    if _SURROGATE in raw.lower():
        _check_surrogates(value)
    return value


def received(request: Request, largest: int) -> Iterator[bytes]:
    """The raw body, piece by piece. Raises `Problem` 413 beyond `largest` bytes, 400 if cut short.

    A chunked body has no length: one byte more than allowed tells.
    """
    too_large = Problem(
        TOO_LARGE,
        Text(f"请求内容不得超过 {largest} 字节", f"The body may have at most {largest} bytes."),
        limit=largest,
    )
    environ = request.environ
    chunked = bool(environ.get("HTTP_TRANSFER_ENCODING"))
    left = largest + 1
    if not chunked:
        digits = environ.get("CONTENT_LENGTH") or "0"
        if not (digits.isascii() and digits.isdigit()):
            raise _malformed(Text("Content-Length 有误", "of unknown length"))
        if len(digits) > 18 or int(digits) > largest:
            raise too_large
        left = int(digits)
    while left and (piece := _piece(environ["wsgi.input"], min(left, _PIECE))):
        left -= len(piece)
        yield piece
    if chunked and not left:
        raise too_large
    if not chunked and left:
        raise _malformed(Text("请求内容不完整", "shorter than its Content-Length"))


def _piece(stream: Any, length: int) -> bytes:
    """Some bytes, none at the end of the body. Raises `Problem` 400, 408."""
    try:
        piece: bytes = stream.read(length)
    except TimeoutError:
        raise Problem(
            TOO_SLOW,
            Text(
                "请求内容传输过慢，已中断；没有保存任何数据",
                "The body came too slowly and was cut off: nothing was stored.",
            ),
        ) from None
    except (OSError, ValueError):
        raise _malformed(Text("传输中断", "cut short or wrongly chunked")) from None
    return piece


class _Unacceptable(Exception):
    """What the JSON grammar lets through, or Python adds to it, and a command must not hold."""

    def __init__(self, what: Text) -> None:
        super().__init__(what.en)
        self.what = what


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Unacceptable(Text("含有重复的字段", "an object with a field given twice"))
    return found


def _integer(digits: str) -> int:
    if len(digits) > 40:
        raise _Unacceptable(Text("数字过长", "a number too long to be meant"))
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _Unacceptable(Text("数字过大", "a number too great to be meant"))
    return number


def _constant(name: str) -> Any:
    raise _Unacceptable(Text(f"{name} 不是 JSON", f"not JSON: {name} is no number"))


_decoder = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_integer,
    parse_float=_fraction,
    parse_constant=_constant,
)


def _depth(value: Any, stop: int) -> int:
    """How deep a value is nested; counting ends just after `stop`."""
    depth = 0
    level = _nested([value])
    while level and depth <= stop:
        depth += 1
        level = _nested(i for v in level for i in (v.values() if isinstance(v, dict) else v))
    return depth


def _nested(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if isinstance(value, dict | list)]


def _check_surrogates(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _malformed(Text("含有不成对的代理字符", "text with a lone surrogate")) from None


def _too_deep(nesting: int) -> Problem:
    return _malformed(Text(f"嵌套超过 {nesting} 层", f"nested more than {nesting} levels deep"))


def _malformed(what: Text) -> Problem:
    return Problem(MALFORMED, Text(f"请求内容有误：{what.zh}", f"The body is {what.en}."))
