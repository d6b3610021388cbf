"""What a parameter of the policy lists, clerks read in words: permits, measures, purposes, causes."""

from collections.abc import Iterator
from typing import Any

import pytest

from shared.face.words import words_for
from shared.policy.loader import registry
from shared.schemas.finance.guidance_fund import FundCriterion
from shared.schemas.land.quota_ledger_proceeds import ProceedsPurpose
from shared.schemas.land.revitalisation import Measure
from shared.schemas.projects.green_channel import PermitId, StopCause

NAMED: dict[str, Any] = {
    "projects.permits_required": PermitId,
    "projects.permit_type_green_channel_working_days": PermitId,
    "projects.permits_never_on_commitment": PermitId,
    "projects.clock_stop_causes": StopCause,
    "land.revitalisation_measures": Measure,
    "land.proceeds_purposes": ProceedsPurpose,
    "finance.guidance_fund_criteria": FundCriterion,
}


def codes(value: Any) -> Iterator[str]:
    """The texts that a parameter's value lists; keys where they stand for nothing else."""
    if isinstance(value, dict):
        lists = [v for v in value.values() if isinstance(v, list | tuple)]
        yield from (code for listed in lists for code in listed)
        yield from (key for key in value if not lists)
    else:
        yield from value


@pytest.mark.parametrize("name", NAMED)
def test_what_a_parameter_lists_has_a_word(name: str) -> None:
    words = words_for(NAMED[name])
    assert words is not None and words.open
    listed = set(codes(registry().parameters[name].value))
    assert listed and sorted(listed - words.said.keys()) == []


def test_what_a_parameter_may_be_has_a_word_and_stands_in_no_title() -> None:
    others = {"people.excluding_duties", "talent.innovation_receiver"}
    """Pairs of duties, and departments: they have words of their own."""
    known = registry().parameters.values()
    choosing = [p for p in known if p.choices and p.name not in others]
    assert len(choosing) > 8
    assert [p.name for p in choosing if {*p.called} != {*p.choices}] == []
    assert [p.name for p in known if any(code in p.zh for code in p.called)] == []


def test_a_value_that_a_parameter_may_hold_tomorrow_stands_for_itself() -> None:
    words = words_for(PermitId)
    assert words is not None
    assert (words.say("planning-permit"), words.say("fire-safety")) == (
        "建设工程规划许可", "fire-safety",
    )  # fmt: skip
    assert words.mean("项目备案") == "project-filing"
