"""What a parameter's value may be: of its kind, within its registered range."""

from datetime import date
from typing import Any

from shared.policy.languages import Text, money
from shared.policy.model import Parameter

LONGEST_TEXT = 200
MOST_ITEMS = 100


def fits(known: Parameter, value: Any) -> bool:
    """Whether a value may stand where the registered one stands."""
    if isinstance(value, list) and known.items and len(value) != known.items:
        return False
    return _fits(known, known.value, value)


def expected(known: Parameter) -> Text:
    """What a value should be."""
    kind = _KINDS[type(known.value)]
    if known.form:
        return Text("日期（年-月-日）或空", "a day as YYYY-MM-DD, or nothing")
    if known.choices:
        among = "、".join(known.choices)
        return Text(f"{kind.zh}，取值 {among}", f"{kind.en} of {among}")
    if known.most and known.name.endswith("_fen"):
        return Text(
            f"金额，{money(known.least)}至 {money(known.most)}",
            f"{kind.en} of fen, from {known.least} to {known.most}",
        )
    if known.most:
        return Text(
            f"{kind.zh}，数值 {known.least} 至 {known.most}",
            f"{kind.en}, numbers from {known.least} to {known.most}",
        )
    return kind


_KINDS = {
    bool: Text("是或否", "true or false"),
    int: Text("整数", "a whole number"),
    str: Text("文字", "a text"),
    list: Text("列表", "a list"),
    dict: Text("项目相同的对照表", "an object with the same names"),
}


def _fits(known: Parameter, example: Any, value: Any) -> bool:
    if isinstance(example, bool) or isinstance(value, bool):
        return isinstance(example, bool) and isinstance(value, bool)
    if isinstance(example, int):
        return isinstance(value, int) and known.least <= value <= known.most
    if isinstance(example, str):
        return isinstance(value, str) and _reads(known, value)
    if isinstance(example, list):
        return (
            isinstance(value, list)
            and len(value) <= MOST_ITEMS
            and all(any(_fits(known, e, v) for e in example) for v in value)
        )
    return (
        isinstance(value, dict)
        and value.keys() == example.keys()
        and all(_fits(known, example[name], value[name]) for name in example)
    )


def _reads(known: Parameter, text: str) -> bool:
    if known.form == "day-or-empty":
        return not text or _is_day(text)
    if known.choices:
        return text in known.choices
    return 0 < len(text) <= LONGEST_TEXT and text.isprintable()


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
