"""The environment of the templates: everything that stands in a page is escaped."""

from collections.abc import Callable
from datetime import date
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from shared.policy.loader import registry
from shared.workbench.words import saying, units
from shared.workbench.words.saying import File, Id, Link, Pairs, Table


def environment(static: Callable[[str], str]) -> Environment:
    """`static` answers the address of a file."""
    made = Environment(
        loader=PackageLoader("shared.workbench"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "moment": units.moment,
        "day": units.day,
        "past": units.past,
        "past_end": units.past_end,
        "unbroken": lambda said: str(said).replace(" ", "\u00a0"),
        "organisation": saying.organisation,
        "clause": saying.clause,
        "clause_number": lambda id: str(id).removeprefix("RZ-"),
    }
    made.tests |= {
        "numeral": lambda said: isinstance(said, Id),
        "link": lambda said: isinstance(said, Link),
        "file": lambda said: isinstance(said, File),
        "pairs": lambda said: isinstance(said, Pairs),
        "table": lambda said: isinstance(said, Table),
        "clause": lambda id: id in registry().clauses,
        "date_like": lambda said: len(said) in (10, 16) and said[:10].replace("-", "").isdigit(),
        "several": lambda said: isinstance(said, list),
    }
    made.globals |= {"static": static, "left": days_left}
    return made


def days_left(task: dict[str, Any]) -> str:
    """How many working days a task has left, in words."""
    left = task["working_days_left"]
    if left is None:
        return "无期限" if not task["ended_at"] else ""
    if left < 0:
        return f"超 {-left} 个工作日"
    return "今日到期" if left == 0 else f"剩 {left} 个工作日"


def weekday(day: date) -> str:
    """As a head line has it: 2025年12月25日 星期四."""
    return f"{day.year}年{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}"
