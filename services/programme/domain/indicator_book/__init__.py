"""IndicatorBook 指标, RZ-1.a: its state, its rules, and its commands by what they do."""

from services.programme.domain.indicator_book import figures, limits, scheme, tasks
from services.programme.domain.indicator_book.state import INDICATOR_BOOK

INDICATOR_BOOK.takes(scheme, figures, limits, tasks)
