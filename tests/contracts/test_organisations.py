"""Whoever may give a command is called by a name in Chinese, on every page and in every file."""

import json
from datetime import date
from importlib import import_module

import pytest

from deploy.demo.generate import PROGRAMME
from shared.policy.loader import registry
from shared.runtime.settings import SERVICES

DAY = date(2026, 1, 1)


@pytest.mark.parametrize("service", SERVICES)
def test_whoever_may_give_a_command_has_a_name(service: str) -> None:
    known = registry()
    named = {*known.organisations, *(f"<county>-{d}" for d in known.departments)}
    declared = import_module(f"services.{service}.service").Service.commands.aggregates
    givers = {
        authority.id if authority.relation == "organisation" else f"<county>-{authority.id}"
        for aggregate in declared
        for command in aggregate.commands.values()
        for authority in command.by
        if authority.relation in ("organisation", "county-department")
    }
    assert givers - named == set()


def test_a_county_s_department_is_called_after_its_county() -> None:
    assert registry().name_of("donggang-justice", DAY) == "东港区司法局"
    assert registry().name_of("juxian-organization", DAY) == "莒县委组织部"


def test_whoever_acts_in_the_demo_has_a_name() -> None:
    """A clause names the county, and a county's department acts that no command names by itself."""
    lines = map(json.loads, PROGRAMME.read_text(encoding="utf-8").splitlines())
    acting = {line["org"] for line in lines}
    assert len(acting) > 40
    assert {org for org in acting if registry().name_of(org, DAY) == org} == set()
