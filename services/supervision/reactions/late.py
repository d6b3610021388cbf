"""What is late anywhere raises an issue here (RZ-3.3.a)."""

from datetime import date
from typing import Protocol

from services.supervision.domain.cause import late_cause, late_issue
from shared.kernel.log.recorded import EventMeta
from shared.schemas.supervision import issue as issues


class Late(Protocol):
    """An event that says of which town something was not done by its day."""

    @property
    def town(self) -> str | None: ...

    @property
    def due_on(self) -> date: ...


def raise_issue(
    event: Late,
    meta: EventMeta,
    what: tuple[str, ...],
    *,
    title: str,
    description: str,
    handler: str,
    key: str,
    county: str | None = None,
    co_handlers: tuple[str, ...] = (),
) -> issues.RaiseIssueFromCause:
    """The issue that `what` raises: one for each day on which it was due.

    `key` is how the source names the flag that falls once the issue is resolved.
    """
    return issues.RaiseIssueFromCause(
        issue=late_issue(*what, due_on=event.due_on),
        title=title,
        description=description,
        clause=meta.clause,
        handler=handler,
        cause=late_cause(*what),
        cause_service=meta.source,
        cause_stream=meta.stream,
        cause_key=key,
        town=event.town,
        county=county,
        co_handlers=co_handlers,
    )


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
