"""One name has many spellings; what earlier releases reserved holds as well."""

import hashlib
from dataclasses import replace

import pytest

from services.projects.domain.project.state import PROJECT
from services.projects.domain.reservations import NAME_IS_FREE, RESERVED_NAME, ReservedName
from shared.schemas.projects.project_admission import RejectApplication, ReturnForCorrection
from shared.schemas.projects.reservations import ProjectNameReserved
from tests.unit.projects.library import APPLIED, APPLY, RESUBMIT, Library

NAME = "演示园（一期）2"
SPELLINGS = [
    "演示园(一期)2",
    "演示园（一期）２",
    "演示园（一期)2",
    "演示园\u200b（一期）2",
    "演示 园（一期）　2",
    "\ufeff演示园（一期）2",
]


def named(name, project="tea"):
    return replace(APPLY, project=project, name=name, national_code=None)


def earlier_id(town, unit, name):
    """The id as releases before this one made it."""
    words = "\x1f".join("".join(part.split()) for part in (town, unit, name))
    return hashlib.sha256(words.encode()).hexdigest()[:40]


def reserved_earlier(name):
    """A library in which an earlier release took the project's application."""
    library = Library()
    library.streams["project-tea"] = [replace(APPLIED, name=name, national_code=None)]
    id = earlier_id("jufeng", APPLY.unit, name)
    event = ProjectNameReserved("tea", town="jufeng", unit=APPLY.unit, name=name)
    library.streams[RESERVED_NAME.stream(id)] = [event]
    return library, id


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_another_spelling_is_no_other_name(spelling):
    library = Library()
    library.give(PROJECT, named(NAME), by="jufeng")
    library.give(PROJECT, named(spelling, "tea-2"), by="jufeng").refused(NAME_IS_FREE)


def test_what_was_typed_is_kept():
    library = Library()
    library.give(PROJECT, named(NAME), by="jufeng")
    assert library.state(PROJECT, "tea").name == NAME


def test_names_that_differ_in_what_is_read_are_two():
    library = Library()
    library.give(PROJECT, named(NAME), by="jufeng")
    assert library.give(PROJECT, named("演示园（二期）2", "tea-2"), by="jufeng").refusal is None


@pytest.mark.parametrize("reserved", ["演示园（一期）2", "演示园(一期)2", "演示园（一期）２"])
@pytest.mark.parametrize("asked", ["演示园（一期）2", "演示园(一期)2", "演示园（一期）２"])
def test_what_an_earlier_release_reserved_is_not_free(reserved, asked):
    library, _ = reserved_earlier(reserved)
    library.give(PROJECT, named(asked, "tea-2"), by="jufeng").refused(NAME_IS_FREE)


def test_what_an_earlier_release_reserved_is_given_back():
    library, id = reserved_earlier(NAME)
    library.give(PROJECT, RejectApplication("tea", reason="不符合"), by="housing")
    assert library.state(RESERVED_NAME, id) == ReservedName()
    assert library.give(PROJECT, named(NAME, "tea-2"), by="jufeng").refusal is None


def test_a_new_spelling_moves_what_an_earlier_release_reserved():
    library, id = reserved_earlier(NAME)
    library.give(PROJECT, ReturnForCorrection("tea", reason="更正"), by="housing")
    again = replace(RESUBMIT, name="演示园(一期)2", national_code=None)
    assert library.give(PROJECT, again, by="jufeng").refusal is None
    assert library.state(RESERVED_NAME, id) == ReservedName()
    library.give(PROJECT, named(NAME, "tea-2"), by="jufeng").refused(NAME_IS_FREE)
