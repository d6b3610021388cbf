"""Which backups stay: few, and none for so long that an erased person's key is in it for ever."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from shared.runtime.backup import KEPT, KEPT_DAYS, named, outdated

NOW = datetime(2026, 3, 1, 2, tzinfo=UTC)


def taken(*days_ago: float) -> list[Path]:
    return [Path(named("talent", NOW - timedelta(days=days))) for days in days_ago]


def test_so_many_of_the_last_nights_stay() -> None:
    nights = taken(*reversed(range(KEPT + 2)))
    assert outdated(nights, "talent", NOW) == nights[:2]


def test_what_is_older_than_a_person_waits_for_his_erasure_goes() -> None:
    weekly = taken(35, 28, 21, 14, 7, 0)
    assert outdated(weekly, "talent", NOW) == weekly[:1]
    assert not outdated(taken(KEPT_DAYS, 0), "talent", NOW)


def test_the_new_one_stays() -> None:
    assert outdated(taken(400, 0), "talent", NOW) == taken(400)
    assert not outdated(taken(0), "talent", NOW)
