"""Every reading of the text has its switches, and each is exercised in both positions."""

from shared.kernel.aggregate.parameter_values import fits
from shared.policy.loader import registry
from tests.unit.readings import test_money_and_land, test_priority, test_supervision
from tests.unit.readings.positions import EXERCISED

MODULES = (test_money_and_land, test_priority, test_supervision)
NUMBERS = range(1, 9)
"""As many places as the commentary on the text lists."""


def test_every_reading_of_the_list_has_a_switch_and_says_how_the_text_is_read() -> None:
    readings = registry().readings
    assert list(readings) == list(NUMBERS)
    for reading in readings.values():
        assert reading.switches and reading.clause in registry().clauses, reading.number
        assert all((reading.title, reading.title_en, reading.zh, reading.en)), reading.number


def test_a_switch_is_a_parameter_of_the_policy_with_another_value_that_it_may_have() -> None:
    for reading in registry().readings.values():
        for switch in reading.switches:
            known = registry().parameters[switch.parameter]
            assert known.basis == "policy", switch
            assert fits(known, switch.other) and switch.other != known.value, switch
            assert switch.zh and switch.en


def test_every_switch_is_exercised_in_both_positions() -> None:
    switches = {s.parameter for r in registry().readings.values() for s in r.switches}
    assert MODULES and switches == EXERCISED


def test_a_reading_says_what_one_service_would_have_otherwise() -> None:
    priority = registry().readings[3]
    assert priority.otherwise("land") == {"land.priority_reading": "exclusive"}
    assert priority.otherwise("credit") == {}
