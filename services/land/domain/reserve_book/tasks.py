"""待办: a county holds enough back for its pilot towns (RZ-2.3.g)."""

from services.land.domain.organisations import NATURAL_RESOURCES
from services.land.domain.reserve_book.rules import CLAUSE
from services.land.domain.reserve_book.setting import set_annual_reserve, set_reserve
from services.land.domain.reserve_book.state import RESERVE_BOOK, ReserveBook
from shared.kernel.aggregate import COUNTY, Task, Tasks, Wait


@RESERVE_BOOK.tasks
def tasks(book: ReserveBook) -> Tasks:
    """Set it, and make it up when it falls short."""
    if not book.reserved or book.breached:
        does = "补足预留规模" if book.breached else "设定预留规模"
        yield Task(
            "reserve", [NATURAL_RESOURCES, COUNTY], does, [set_reserve, set_annual_reserve],
            clause=CLAUSE,
        )  # fmt: skip
    else:
        yield Wait("预留规模已达规定比例")
