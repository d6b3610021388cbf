"""Causes 事由: keep a cause from having two open issues at once."""

from shared.schemas.events import event
from shared.schemas.kinds import Identifier


@event("supervision", clause="RZ-3.3.a", title="事由立项")
class CauseOpened:
    """An open issue stands for the cause."""

    cause: Identifier
    issue: Identifier


@event("supervision", clause="RZ-3.3.a", title="事由了结")
class CauseClosed:
    """The cause's issue is closed; if it happens again, a new issue raises itself."""

    cause: Identifier
    issue: Identifier


Event = CauseOpened | CauseClosed
