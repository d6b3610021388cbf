"""Whoever acts has a name: those that the registry lists, and those that follow from it."""

from datetime import date

from shared.policy.loader import registry

DAY = date(2026, 1, 5)


def test_a_countys_department_and_a_towns_group_are_named_after_them():
    named = {id: registry().name_of(id, DAY) for id in ("donggang-finance", "assist-taoluo")}
    assert named == {"donggang-finance": "东港区财政局", "assist-taoluo": "涛雒镇帮包小组"}


def test_what_a_limit_did_by_itself_was_done_by_the_system():
    assert registry().name_of("system", DAY) == "系统"


def test_what_is_not_known_keeps_its_id():
    unknown = ("donggang-weather", "assist-atlantis", "atlantis")
    assert [registry().name_of(id, DAY) for id in unknown] == list(unknown)
