"""The local calendar day on which an event happened."""

from datetime import date

from shared.aggregate.context import LOCAL_TIME
from shared.log.recorded import EventMeta


def local_day(meta: EventMeta) -> date:
    return meta.effective_at.astimezone(LOCAL_TIME).date()
