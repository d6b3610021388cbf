"""What is accepted can be carried: the law of the door, stated once."""

from collections.abc import Iterator
from contextlib import contextmanager

from shared.kernel.aggregate.rules import Refused, Rule, refuse
from shared.policy.languages import Text

CAN_BE_CARRIED = Rule(
    "can-be-carried",
    "design",
    zh="受理的内容须能计入台账、算出期限",
    en="What is accepted can be entered in every ledger, and its deadlines computed.",
    pass_zh="{stream} 的{what_zh}无法计算，请核对金额、面积、天数和日期",
    pass_en="The {what_en} of {stream} can't be computed: check amounts, areas, days and dates.",
)


@contextmanager
def carried(stream: str, what: Text) -> Iterator[None]:
    """Refuse the command for whatever is raised inside, by the rule `can-be-carried`."""
    try:
        yield
    except Refused:
        raise
    except Exception:
        refuse(CAN_BE_CARRIED, stream=stream, what_zh=what.zh, what_en=what.en)


@contextmanager
def overflowing(stream: str) -> Iterator[None]:
    """Refuse the command where a day or number that it leads to is none."""
    try:
        yield
    except (OverflowError, ArithmeticError):
        refuse(CAN_BE_CARRIED, stream=stream, what_zh="结果", what_en="outcome")
