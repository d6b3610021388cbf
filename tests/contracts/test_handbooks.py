"""What the code knows of a service stands in its handbook as it is."""

import tomllib

import pytest

from shared.policy.loader import registry
from shared.runtime.handbook import EXAMPLE, README, example, handbook, readme, written
from shared.runtime.settings import SERVICES
from tests.contracts.snapshot import published


@pytest.mark.parametrize("service", SERVICES)
def test_the_handbook_is_up_to_date(service):
    stands = handbook(service).read_text(encoding="utf-8")
    assert stands == written(service), "run `make docs` and commit"


def test_the_readme_lists_every_service():
    assert README.read_text(encoding="utf-8") == readme(), "run `make docs` and commit"


def test_the_example_of_settings_names_every_service():
    stands = EXAMPLE.read_text(encoding="utf-8")
    assert stands == example(), "run `make docs` and commit"
    assert set(tomllib.loads(stands)["services"]) == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_every_command_and_event_names_a_registered_clause(service):
    entries = [e for part in published(service).values() for e in part.items()]
    strange = [n for n, e in entries if e["clause"] not in {*registry().clauses, "design"}]
    assert not strange
