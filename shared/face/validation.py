"""marshmallow's messages, per field, in Chinese and English."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from marshmallow import ValidationError

WHOLE = "(body)"
MOST = 100

_WORDS: dict[str, str] = {
    "Missing data for required field.": "必填",
    "Unknown field.": "没有这个字段",
    "Field may not be null.": "不能为空值",
    "Not a valid string.": "须为文字",
    "Not a valid utf-8 string.": "须为 UTF-8 文字",
    "Not a valid integer.": "须为整数",
    "Not a valid number.": "须为数字",
    "Not a valid boolean.": "须为 true 或 false",
    "Not a valid date.": "须为日期，如 2024-03-01",
    "Not a valid datetime.": "须为时刻，如 2024-03-01T09:00:00+08:00",
    "Not a valid aware datetime.": "时刻须带时区，如 2024-03-01T09:00:00+08:00",
    "Not a valid list.": "须为列表",
    "Not a valid tuple.": "须为列表",
    "Not a valid mapping type.": "须为对象",
    "Invalid input type.": "类型不符",
    "Invalid value.": "取值不符",
    "Number too large.": "数字过大",
    "Special numeric values (nan or infinity) are not permitted.": "须为有限的数",
    "String does not match expected pattern.": "格式不符",
}
_PHRASES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), zh)
    for pattern, zh in (
        (
            r"Must be greater than or equal to (\S+) and less than or equal to (\S+)\.",
            r"须在 \1 与 \2 之间",
        ),
        (r"Must be greater than or equal to (\S+)\.", r"不得小于 \1"),
        (r"Must be less than or equal to (\S+)\.", r"不得大于 \1"),
        (r"Longer than maximum length (\d+)\.", r"不得超过 \1 个字符或项"),
        (r"Shorter than minimum length (\d+)\.", r"不得少于 \1 个字符或项"),
        (r"Length must be between (\d+) and (\d+)\.", r"须有 \1 至 \2 个字符或项"),
        (r"Must be one of: (.*)\.", r"须为其中之一：\1"),
    )
]
_BILINGUAL = re.compile(r"([^A-Za-z]*[^\x00-\x7f][^A-Za-z]*) ([A-Z].*)", re.DOTALL)
"""The kernel's own kinds say it in both languages: Chinese, a space, English."""


def field_errors(error: ValidationError) -> list[dict[str, str]]:
    """One entry a message: field (dotted path), message, message_zh; at most `MOST` of them."""
    return [
        {"field": ".".join(path) or WHOLE, "message": en, "message_zh": zh}
        for path, text in islice(_messages((), error.messages), MOST)
        for zh, en in [_both(text)]
    ]


def _messages(path: tuple[str, ...], node: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from _messages(path if name == "_schema" else (*path, str(name)[:100]), inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _messages(path, inner)
    else:
        yield path, str(node)


def _both(text: str) -> tuple[str, str]:
    """A message in Chinese and English."""
    if text in _WORDS:
        return _WORDS[text], text
    for pattern, zh in _PHRASES:
        if found := pattern.fullmatch(text):
            return found.expand(zh), text
    if found := _BILINGUAL.fullmatch(text):
        return found[1].strip(), found[2]
    return f"不符合要求（{text}）", text
