"""Issue 事项, RZ-3.3: its state, its rules, and its commands by what they do."""

from services.supervision.domain.issue import (
    explanation,
    handling,
    limits,
    raising,
    supervision,
    tasks,
    visits,
)
from services.supervision.domain.issue.state import ISSUE

ISSUE.takes(raising, handling, visits, explanation, supervision, limits, tasks)
