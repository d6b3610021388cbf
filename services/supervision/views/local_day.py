"""The local calendar day on which an event happened."""

from datetime import date

from shared.kernel.log.recorded import EventMeta
from shared.policy.local_time import LOCAL_TIME


def local_day(meta: EventMeta) -> date:
    return meta.effective_at.astimezone(LOCAL_TIME).date()
