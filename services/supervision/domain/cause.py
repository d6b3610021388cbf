"""A cause 事由 that issues raise themselves from: one open issue at a time.

The ids of causes and of the issues they raise follow from the facts alone, so that anyone who
knows the fact knows the ids.
"""

from datetime import date, datetime
from hashlib import sha256
from typing import assert_never

import msgspec

from shared.kernel.aggregate import Aggregate, to_organisation
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.copying import replace
from shared.schemas.supervision import cause as causes

LONGEST_ID = 64


class Cause(msgspec.Struct, frozen=True):
    """`open_issue` is empty when no issue is open for the cause."""

    open_issue: str = ""


CAUSE = Aggregate(
    "cause",
    Cause(),
    key="cause",
    title="事由",
    sight=[to_organisation("housing")],
)


@CAUSE.evolve
def evolve(cause: Cause, event: causes.Event) -> Cause:
    match event:
        case causes.CauseOpened(issue=issue):
            return replace(cause, open_issue=issue)
        case causes.CauseClosed():
            return replace(cause, open_issue="")
    assert_never(event)


CAUSE.asks_nobody("由系统登记，办理见其事项")


def late_cause(*what: str) -> str:
    """The cause that something is late, such as a permit and its project."""
    return _fit("-".join(("late", *what)))


def late_issue(*what: str, due_on: date) -> str:
    """The issue that it raises when it was due on a day: one for each due day."""
    return _fit("-".join(("late", *what, f"{due_on:%Y%m%d}")))


def reserve_cause(county: str) -> str:
    """The cause that a county's reserve is too small."""
    return _fit(f"reserve-{county}")


def reserve_issue(county: str, breached_at: datetime) -> str:
    """The issue that a county's reserve raises by falling short at a moment (local, to minutes)."""
    return _fit(f"reserve-{county}-{breached_at.astimezone(LOCAL_TIME):%Y%m%d-%H%M}")


def _fit(id: str) -> str:
    if len(id) <= LONGEST_ID:
        return id
    digest = sha256(id.encode()).hexdigest()[:16]
    return f"{id[: LONGEST_ID - 17]}-{digest}"
