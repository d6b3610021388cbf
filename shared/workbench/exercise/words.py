"""What a cell of 政策兑现 says: a word beside its colour, and its figures with their units."""

from collections.abc import Iterator

from shared.workbench.exercise.matrix import CITY, Acts, Cell, State
from shared.workbench.words import units
from shared.workbench.words.saying import organisation

COLOURS: dict[State, str] = {
    "live": "green",
    "silent": "yellow",
    "never": "red",
    "above": "none",
    "away": "none",
    "outside": "none",
}
SHOWN: dict[str, str] = {
    "": "全部条款",
    "never": "从未行使",
    "silent": "静默",
    "above": "仅区县或全市办理",
}
"""What may be shown alone, by the state."""


def word(cell: Cell, silent_days: int) -> str:
    """A cell's state in a word."""
    match cell.state:
        case "live":
            return "已行使"
        case "silent":
            return f"静默超过{silent_days}天"
        case "never":
            return "从未行使"
        case "above":
            return "全市已办，未及本镇" if cell.place == CITY else "区县已办，未及本镇"
        case "away":
            return "暂不可用"
        case "outside":
            return "不适用"


def figures(acts: Acts) -> Iterator[tuple[str, str]]:
    """Money, land and people, as far as there are any."""
    if acts.money_fen:
        yield "资金", units.money(acts.money_fen)
    if acts.land:
        yield "用地", units.area(acts.land)
    if acts.people:
        yield "人数", units.quantity(acts.people, "people")


def by(id: str) -> str:
    """Who acted; of an institution it is not told which."""
    return organisation(id) if id else "金融机构"


def place(id: str) -> str:
    return "全市" if id == CITY else organisation(id)
