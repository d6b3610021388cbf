"""A ledger to be written out: what it is of, and where its data stood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.face.exports.cells import Cell, cells_of
from shared.face.exports.saying import Titles
from shared.kernel.views.definition import View
from shared.policy.local_time import LOCAL_TIME
from shared.policy.services import services


@dataclass(frozen=True)
class Ledger:
    """Rows of a view with the filter that chose them, the log's position and the moment.

    `log` is the service whose log the position is of; `incomplete` are the keys of what could not
    be computed, and so is missing or older than the rest. The service calls things by the `titles`.
    """

    view: View
    rows: Iterable[Any]
    filter: str
    log: str
    position: int
    at: datetime
    incomplete: Sequence[str] = ()
    columns: Sequence[str] = ()
    titles: Titles = field(default_factory=dict)

    def cells(self) -> list[Cell]:
        """How its columns are taken from a row: all, or those that are asked for."""
        cells = cells_of(self.view, self.log, self.titles)
        return [c for c in cells if not self.columns or c.column in self.columns]

    def heading(self) -> list[tuple[str, str]]:
        """What stands above the table."""
        at = self.at.astimezone(LOCAL_TIME).strftime("%Y-%m-%d %H:%M:%S")
        above = [
            ("台账", self.view.title),
            ("筛选条件", self.filter or "无"),
            ("数据时间", at),
            ("日志位置", f"{_title(self.log)} {self.position}"),
        ]
        if self.incomplete:
            above.append(("未能计入，数据不全", "、".join(self.incomplete)))
        return above


def _title(log: str) -> str:
    """What the service is called whose log it is."""
    return services()[log].title if log in services() else log
