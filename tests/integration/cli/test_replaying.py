"""口径推演 by the command line: the demo's history under another reading and another limit."""

import json

import pytest

pytestmark = [pytest.mark.timeout(900), pytest.mark.usefixtures("up")]


def test_two_readings_are_compared_on_the_same_history(zhenxing):
    said = zhenxing("simulate", "--reading", "2")
    assert said.code == 0, said.err
    assert "预留规模" in said.out and "原来" in said.out
    told = json.loads(zhenxing("simulate", "--reading", "5", "--json").out)
    kept = [m for m in told["measures"] if (m["type"], m["field"]) == ("FeeRetained", "留用（分）")]
    (jufeng,) = [m for m in kept if m["place"] == "jufeng"]
    assert jufeng["was"] > 0 and jufeng["would"] == 0
    assert all(m["was"] == m["would"] for m in kept if m["place"] != "jufeng")


def test_another_limit_tells_who_would_have_been_late(zhenxing):
    said = zhenxing("simulate", "--set", "finance.fee_handover_days=5", "--json")
    told = json.loads(said.out)
    late = [m for m in told["measures"] if m["type"] == "FeeHandoverOverdue" and not m["field"]]
    assert late and all(m["late"] and m["would"] >= m["was"] for m in late)


def test_what_is_to_be_otherwise_is_asked_for(zhenxing):
    for given in ((), ("--reading", "9"), ("--reading", "3")):
        said = zhenxing("simulate", *given)
        assert said.code == 1 and "Traceback" not in said.err, given
