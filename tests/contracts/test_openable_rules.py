"""RZ-2.6.d: what a reform can open are the rules that services declare relaxable, and no others."""

import gc
from importlib import import_module

from shared.kernel.aggregate import Rule
from shared.runtime.settings import SERVICES
from shared.schemas.empowerment.pilot_reform import OpenableRule
from shared.schemas.words import words_of


def test_a_reform_opens_relaxable_rules_and_every_one_of_them_can_be_opened() -> None:
    for name in SERVICES:
        import_module(f"services.{name}.service")
    gc.unfreeze()  # what was there when the tests were collected
    rules = [one for one in gc.get_objects() if isinstance(one, Rule)]
    relaxable = {rule.reference for rule in rules if rule.relaxable}
    assert relaxable == set(words_of(OpenableRule))
