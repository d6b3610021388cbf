"""ReserveBook 预留规模, RZ-2.3.g: its state, its rules, and its commands by what they do."""

from services.land.domain.reserve_book import opening, setting, tasks
from services.land.domain.reserve_book.state import RESERVE_BOOK

RESERVE_BOOK.takes(setting, opening, tasks)
