"""Quantities as people read them; exact, whatever the unit they are said in."""

from datetime import UTC, date, datetime
from decimal import Decimal

from shared.policy import languages
from shared.policy.local_time import LOCAL_TIME

SQUARE_METRES_PER_MU = Decimal(10_000) / 15

SUFFIXES = {
    "working-days": "个工作日",
    "calendar-days": "个自然日",
    "days": "天",
    "months": "个月",
    "years": "年",
    "people": "人",
    "percent": "%",
    "points": "分",
    "bytes": "字节",
}


def money(fen: int) -> str:
    """Fen as refusals say them too."""
    return languages.money(fen)


def yuan(fen: int) -> str:
    """Fen as 元, with all its digits."""
    return f"{Decimal(fen) / languages.FEN_PER_YUAN:,.2f} 元"


def area(square_metres: Decimal) -> str:
    """Square metres, and 亩 beside them from one tenth of a 亩 up."""
    said = f"{_plain(square_metres)} 平方米"
    mu = square_metres / SQUARE_METRES_PER_MU
    return f"{said}（{mu:,.2f} 亩）" if abs(mu) >= Decimal("0.1") else said


def quantity(value: int | Decimal, unit: str) -> str:
    """A number with its unit."""
    if unit == "fen":
        return money(int(value))
    if unit == "square-metres":
        return area(Decimal(value))
    if unit == "basis-points":
        return f"{_plain(Decimal(value) / 100)}%"
    if unit == "thousandths":
        return _plain(Decimal(value) / 1000)
    if unit == "ordinal":
        return str(value)
    suffix = SUFFIXES.get(unit, "")
    space = "" if suffix in ("", "%") else " "
    return f"{_plain(Decimal(value))}{space}{suffix}"


def day(text: str) -> str:
    """A day as it is written in tables."""
    return date.fromisoformat(text).isoformat()


def moment(text: str) -> str:
    """An instant in local time, to the minute."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=UTC)
    return instant.astimezone(LOCAL_TIME).strftime("%Y-%m-%d %H:%M")


def past(text: str) -> str:
    """A day, or a local instant, at which one looks back."""
    return text.removesuffix("+08:00").replace("T", " ")


def past_end(text: str) -> str:
    """The same, saying that of a day its end is meant."""
    return past(text) if "T" in text else f"{text} 终了"


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
