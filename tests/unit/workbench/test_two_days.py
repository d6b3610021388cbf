"""Two days that are compared: by what was recorded, or by what had happened."""

from shared.workbench.dossiers.asked import Asked
from shared.workbench.ledgers.two_days import TwoDays

EVENT = {"recorded_at": "2026-11-27T01:00:00+00:00", "effective_at": "2024-12-31T15:59:00+00:00"}


def test_services_and_pages_are_asked_by_the_time_that_was_chosen() -> None:
    recorded = TwoDays("2024-12-31", "2025-12-31")
    assert recorded.query == {"compared_with": "2024-12-31", "as_of": "2025-12-31"}
    assert recorded.address == {**recorded.query, "by_day_of": ""}
    happened = TwoDays("2024-12-31", "2025-12-31", happened=True)
    assert happened.query == {"effective_since": "2024-12-31", "effective": "2025-12-31"}
    assert happened.address == {**recorded.query, "by_day_of": "happened"}
    assert TwoDays(happened=True).address == TwoDays().address
    asked = Asked(year="2024")
    assert asked.questioned(happened) == {"order": "newest", "year": "2024", **happened.query}
    assert asked.questioned(recorded)["since"] == "2024-12-31"
    for days in (recorded, happened):
        told = asked.address(days, year="")
        assert ("by_day_of=happened" in told) is days.happened and "2025-12-31" in told


def test_the_same_days_are_a_step_away_by_the_other_time() -> None:
    recorded = TwoDays("2024-12-31", "2025-12-31")
    happened = TwoDays("2024-12-31", "2025-12-31", happened=True)
    both = "?compared_with=2024-12-31&as_of=2025-12-31"
    assert recorded.by_the_other == f"{both}&by_day_of=happened"
    assert happened.by_the_other == both
    assert happened.then == {"as_of": "2025-12-31", "by_day_of": "happened"}
    assert TwoDays("2024-12-31", happened=True).then == {}, "how it is now"


def test_an_event_is_between_two_days_by_when_it_happened_or_was_recorded() -> None:
    assert TwoDays("2024-12-31").between(EVENT)
    assert not TwoDays("2024-12-31", happened=True).between(EVENT), "it was still that day here"
    assert TwoDays("2024-12-30", happened=True).between(EVENT)
