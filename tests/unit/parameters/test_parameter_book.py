from dataclasses import replace
from datetime import date

import pytest

from shared.kernel.aggregate.parameters import (
    KNOWN_PARAMETER,
    LEAD_SETS_IT,
    ONLY_LOCAL_IS_SET,
    PARAMETERS,
    VALUE_KEEPS_ITS_KIND,
    InForce,
    setters,
)
from shared.policy.loader import registry
from shared.policy.model import Parameter
from shared.schemas.platform import ParameterSet, SetParameter
from tests.given import given

LIMIT = "projects.permit_green_channel_working_days"


def setting(**changes):
    plain = SetParameter(
        "projects", parameter=LIMIT, value=8, effective_from=date(2025, 1, 1),
        basis="日建字〔2024〕9号",
    )  # fmt: skip
    return replace(plain, **changes)


def was_set(value, since):
    return ParameterSet(LIMIT, value=value, effective_from=since, basis="日建字〔2024〕9号")


def value_on(day, *events):
    book = PARAMETERS.replay(events)
    return InForce(registry(), book, day)[LIMIT].value


def test_the_lead_of_the_clause_sets_a_local_parameter_from_a_day_on():
    given(PARAMETERS, "projects").when(setting(), by="housing").then(was_set(8, date(2025, 1, 1)))


def test_another_organisation_does_not_set_it():
    given(PARAMETERS, "projects").when(setting(), by="finance").refused(LEAD_SETS_IT)


def test_a_county_sets_what_concerns_its_own_towns_alone():
    """RZ-2.3.j is 潮河镇's; the others' values hold in every county."""
    name = "land.entry_adjustment_fund_percent"
    own = setting(book="land", parameter=name, value=registry().parameters[name].value)
    land = given(PARAMETERS, "land")
    assert land.when(own, by="wulian").events and land.when(own, by="natural-resources").events
    land.when(own, by="juxian").refused(LEAD_SETS_IT)
    given(PARAMETERS, "projects").when(setting(), by="wulian").refused(LEAD_SETS_IT)


def test_what_rests_on_no_sentence_is_set_by_who_operates_the_service():
    own = setting(book="people", parameter="people.exclusion", value="tell")
    assert given(PARAMETERS, "people").when(own, by="organization").events
    given(PARAMETERS, "people").when(own, by="housing").refused(LEAD_SETS_IT)


def test_counties_that_are_the_only_leads_set_it():
    known = registry()
    clause = replace(known.clauses["RZ-2.1.b"], lead=("county",), scope=("taoluo", "juxian"))
    counties = replace(known, clauses={**known.clauses, clause.id: clause})
    assert counties.leads_of(clause.id) == ("donggang", "juxian")
    everywhere = replace(clause, scope=())
    counties = replace(known, clauses={**known.clauses, clause.id: everywhere})
    assert counties.leads_of(clause.id) == tuple(known.counties)


def test_a_setting_is_made_under_the_clause_of_its_parameter():
    command = PARAMETERS.commands["set-parameter"]
    assert command.clause_for(setting(), registry()) == "RZ-2.1.b"
    assert command.clause_for(setting(parameter="projects.unknown"), registry()) == "design"


@pytest.mark.parametrize(
    ("service", "name", "by"),
    [
        ("land", "land.reserve_minimum_ratio_percent", "natural-resources"),
        ("projects", "projects.permit_statutory_working_days", "housing"),
    ],
)
def test_what_law_or_policy_sets_is_not_set_here(service, name, by):
    command = setting(book=service, parameter=name, value=5)
    given(PARAMETERS, service).when(command, by=by).refused(ONLY_LOCAL_IS_SET)


def test_a_parameter_of_another_service_is_not_set_here():
    given(PARAMETERS, "land").when(setting(book="land"), by="housing").refused(KNOWN_PARAMETER)


@pytest.mark.parametrize("value", ["8", -1, True, None, [8], 8.5])
def test_a_value_stays_of_its_kind(value):
    command = setting(value=value)
    given(PARAMETERS, "projects").when(command, by="housing").refused(VALUE_KEEPS_ITS_KIND)


def test_a_decision_dated_last_year_uses_last_years_value():
    events = [was_set(8, date(2025, 1, 1)), was_set(6, date(2026, 1, 1))]
    assert value_on(date(2024, 12, 31), *events) == 10
    assert value_on(date(2025, 12, 31), *events) == 8
    assert value_on(date(2026, 1, 1), *events) == 6


def test_of_two_settings_for_one_day_the_later_one_holds():
    events = [was_set(8, date(2025, 1, 1)), was_set(9, date(2025, 1, 1))]
    assert value_on(date(2025, 6, 1), *events) == 9


def test_a_newer_edition_of_the_text_overrides_an_older_setting():
    known = registry()
    edition = replace(known.parameters[LIMIT], value=7, since=date(2026, 6, 1))
    newer = replace(
        known,
        parameters={**known.parameters, LIMIT: edition},
        earlier={LIMIT: (known.parameters[LIMIT],)},
    )
    book = PARAMETERS.replay([was_set(8, date(2025, 1, 1))])
    assert InForce(newer, book, date(2026, 5, 31))[LIMIT].value == 8
    assert InForce(newer, book, date(2026, 6, 1))[LIMIT].value == 7
    assert isinstance(InForce(newer, book, date(2026, 6, 1))[LIMIT], Parameter)


@pytest.mark.parametrize("service", sorted(registry().operators))
def test_those_who_may_set_a_parameter_of_a_service_are_the_ones_it_names(service):
    named = setters(service, registry())
    book = given(PARAMETERS, service)
    for name, known in registry().parameters.items():
        if name.startswith(f"{service}.") and known.basis == "local":
            own = setting(book=service, parameter=name, value=known.value)
            assert any(book.when(own, by=by).events for by in named if by in may_set(name))
            assert may_set(name) <= set(named)
    assert "taoluo" not in named


def may_set(name):
    known = registry()
    clause, service = known.parameters[name].clause, name.partition(".")[0]
    return set(known.leads_of(clause)) if clause in known.clauses else {known.operators[service]}
