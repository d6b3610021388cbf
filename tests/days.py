"""The day as the services see it: where the towns are, wherever the tests run."""

from datetime import UTC, date, datetime

from shared.policy.local_time import LOCAL_TIME


def today() -> date:
    return datetime.now(UTC).astimezone(LOCAL_TIME).date()
