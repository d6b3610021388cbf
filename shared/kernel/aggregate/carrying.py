"""What is accepted can be carried: the law of the door, stated once."""

from typing import Never

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


_OUTCOME = Text("结果", "outcome")


class carried:
    """Refuse the command for whatever is raised inside, by the rule `can-be-carried`."""

    __slots__ = ("_stream", "_what")

    def __init__(self, stream: str, what: Text) -> None:
        self._stream, self._what = stream, what

    def __enter__(self) -> None:
        """There is nothing to begin."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, Exception) and not issubclass(kind, Refused):
            self._refuse()

    def _refuse(self) -> Never:
        zh, en = self._what.zh, self._what.en
        refuse(CAN_BE_CARRIED, stream=self._stream, what_zh=zh, what_en=en)


class overflowing(carried):
    """Refuse the command where a day or number that it leads to is none."""

    __slots__ = ()

    def __init__(self, stream: str) -> None:
        super().__init__(stream, _OUTCOME)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, OverflowError | ArithmeticError):
            self._refuse()
