"""What people type for money, areas, days and months, read exactly."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from shared.policy.languages import FEN_PER_YUAN
from shared.workbench.words.units import SQUARE_METRES_PER_MU

YUAN, WAN, YI = "元", "万元", "亿元"
SQUARE_METRES, MU = "平方米", "亩"
_YUAN_IN = {YUAN: 1, "": 1, "万": 10_000, WAN: 10_000, "亿": 10**8, YI: 10**8}
_NUMBER = re.compile(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(.*)")
_LONGEST, _MOST_DIGITS = 40, 24
"""Nothing that people mean by a number or a day is longer, and what is can't be reckoned with."""
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_MOMENT = re.compile(r"(.+?)[ T]+([0-9]{1,2}:[0-9]{2})(:[0-9]{2})?(?:\+08:00)?")
_CENT = Decimal("0.01")


class Unreadable(ValueError):
    """What was typed can't be read; the message says in Chinese what would do."""


def money(text: str, unit: str = YUAN) -> int:
    """Fen of `3000`, `3,000.50`, `3000万`, `1.2亿元`; a bare number is in `unit`.

    Raises `Unreadable`, also for what is no whole number of fen.
    """
    number, own = _number(text, "须为金额，如 3000、3000万元、12.5元")
    if own not in _YUAN_IN:
        raise Unreadable("金额单位须为 元、万元 或 亿元")
    fen = number * _YUAN_IN[own or unit] * FEN_PER_YUAN
    if fen != fen.to_integral_value():
        raise Unreadable("金额最小到分")
    return int(fen)


def area(text: str, unit: str = SQUARE_METRES) -> str:
    """Square metres with two places of `6666.67`, `10亩`; a bare number is in `unit`.

    Square metres are taken as they are; those of 亩 are rounded to two places.
    Raises `Unreadable`.
    """
    number, own = _number(text, "须为面积，如 6666.67、10亩")
    own = {"": unit, "㎡": SQUARE_METRES, "平": SQUARE_METRES, "m2": SQUARE_METRES}.get(own, own)
    if own == MU:
        return f"{(number * SQUARE_METRES_PER_MU).quantize(_CENT, ROUND_HALF_UP)}"
    if own != SQUARE_METRES:
        raise Unreadable("面积单位须为 平方米 或 亩")
    if number != number.quantize(_CENT):
        raise Unreadable("面积最多两位小数")
    return f"{number:f}"


def day(text: str, today: date) -> str:
    """A day as ISO of `1225`, `12-25`, `12月25日` (this year's), `20251225`, `2025-12-25`, `今天`.

    Raises `Unreadable`.
    """
    text = _narrow(text, "须为日期，如 1225、12-25 或 2025-12-25")
    if text in ("今天", "今日"):
        return today.isoformat()
    parts = [int(p) for p in re.findall(r"[0-9]+", text)]
    digits = re.fullmatch(r"[0-9]+", text)
    if digits and len(text) == 4:
        parts = [today.year, int(text[:2]), int(text[2:])]
    elif digits and len(text) == 8:
        parts = [int(text[:4]), int(text[4:6]), int(text[6:])]
    elif len(parts) == 2:
        parts = [today.year, *parts]
    try:
        year, month, number = parts
        return date(year, month, number).isoformat()
    except (ValueError, TypeError):
        raise Unreadable("须为日期，如 1225、12-25 或 2025-12-25") from None


def moment(text: str, today: date) -> str:
    """A day as `day` reads it, or one with a time, `1225 17:30`, as a local instant.

    Raises `Unreadable`.
    """
    text = _narrow(text, "须为日期或时刻，如 1225 17:30")
    found = _MOMENT.fullmatch(text)
    if not found:
        return day(text, today)
    try:
        at = time.fromisoformat(found[2].rjust(5, "0") + (found[3] or ":00"))
    except ValueError:
        raise Unreadable("时刻须如 1225 17:30") from None
    return f"{day(found[1], today)}T{at:%H:%M:%S}+08:00"


def past(text: str, today: date, read: Callable[[str, date], str] = day) -> str:
    """A day, or what else is `read`, that has come: before Christmas `1225` is last year's.

    Raises `Unreadable`, also for what is yet to come.
    """
    for year in (today, date(today.year - 1, 12, 31)):
        found = read(text, year)
        if found[:10] <= today.isoformat():
            return found
    raise Unreadable("这一天还没有到")


def month(text: str, today: date) -> str:
    """A month as `2025-09`, of `9`, `09`, `202509`, `2025-9`. Raises `Unreadable`."""
    text = _narrow(text, "须为月份，如 9 或 2025-09")
    parts = [int(p) for p in re.findall(r"[0-9]+", text)]
    if re.fullmatch(r"[0-9]{6}", text):
        parts = [int(text[:4]), int(text[4:])]
    if len(parts) == 1:
        parts = [today.year, *parts]
    if len(parts) != 2 or not 1 <= parts[1] <= 12:
        raise Unreadable("须为月份，如 9 或 2025-09")
    return f"{parts[0]:04}-{parts[1]:02}"


def whole(text: str) -> int:
    """A whole number; a percent sign or unit after it is left out. Raises `Unreadable`."""
    number, _ = _number(text, "须为整数")
    if number != number.to_integral_value():
        raise Unreadable("须为整数")
    return int(number)


def percent(text: str) -> int:
    """Basis points of a percentage such as `12.5` or `12.5%`. Raises `Unreadable`."""
    number, _ = _number(text, "须为百分数，如 12.5")
    points = number * 100
    if points != points.to_integral_value():
        raise Unreadable("百分数最多两位小数")
    return int(points)


def thousandths(text: str) -> int:
    """Thousandths of a number with three places at most. Raises `Unreadable`."""
    number, _ = _number(text, "须为数字，如 73.9")
    parts = number * 1000
    if parts != parts.to_integral_value():
        raise Unreadable("数字最多三位小数")
    return int(parts)


def numeral(text: str) -> int | None:
    """A plain number as our own pages send it; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _number(text: str, must: str) -> tuple[Decimal, str]:
    """The number, and what stands after it."""
    found = _NUMBER.fullmatch(_narrow(text, must))
    if not found:
        raise Unreadable(must)
    digits = found[1].replace(",", "")
    if len(digits) > _MOST_DIGITS:
        raise Unreadable("数字过长，请核对")
    return Decimal(digits), found[2].strip()


def _narrow(text: str, must: str) -> str:
    """What was typed, full-width letters and digits as plain ones."""
    narrow = text.translate(_FULL_WIDTH).strip()
    if len(narrow) > _LONGEST:
        raise Unreadable(must)
    return narrow
