"""口径推演: a history replayed under another reading, parameter or act; nothing is appended."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from services.finance.domain.fee_account.rules import TOWN_RETAINS_FEES
from shared.kernel.commands.replaying import Measure, Otherwise, Replay
from shared.kernel.log.meta import decode_meta
from shared.policy.loader import registry
from tests.unit.finance.fees import PUBLISH
from tests.unit.replaying.histories import LATE_FEE, MAY, History, of_fees


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with of_fees(tmp_path) as made:
        yield made


def measures(replay: Replay) -> dict[tuple[str, str], tuple[object, object]]:
    """(was, would) by kind of event and figure; there is one town."""
    told: list[Measure] = replay.tally.measures(lambda stream, event: True)
    return {(m.type, m.field): (m.was, m.would) for m in told}


def test_a_history_replayed_as_it_was_is_the_same(history: History) -> None:
    replay = history.replay()
    assert measures(replay) == {} and replay.tally.differences == []
    assert (replay.decided, replay.stood) == (0, 0)
    same = history.replay(parameters={"finance.fee_reading_until": ""})
    assert measures(same) == {} and same.decided == 0


def test_another_reading_tells_who_would_have_kept_what_and_who_would_have_been_late(
    history: History,
) -> None:
    before = history.log.head().position
    other = registry().readings[1].otherwise("finance")
    replay = history.replay(parameters=other)
    told = measures(replay)
    assert told["FeeRetained", "留用（分）"] == (1800, 900)
    assert told["FeeHandoverOverdue", ""] == (4, 2)
    assert ("FeeRecorded", "") not in told
    assert replay.stood == 0
    (fee, *late) = replay.tally.differences
    assert (fee.command, fee.stream, fee.place) == ("record-fee", "fee-account-taoluo", "taoluo")
    assert {d.command for d in late} == {"pass-deadline-of-fee-account"}
    assert history.log.head().position == before


def test_a_longer_limit_lets_fewer_be_late_by_then(history: History) -> None:
    replay = history.replay(parameters={"finance.fee_handover_days": 3650})
    assert measures(replay)["FeeHandoverOverdue", ""] == (4, 0)
    shorter = history.replay(parameters={"finance.fee_handover_days": 1})
    assert ("FeeHandoverOverdue", "") not in measures(shorter)


def test_an_act_that_would_have_been_refused_says_by_which_rule(history: History) -> None:
    three = ["zhaoxian", "chaohe", "jufeng"]
    replay = history.replay(parameters={"finance.retention_towns": three})
    refusals = {d.command: d.refusal for d in replay.tally.differences}
    said = refusals["publish-fee-shares"]
    assert said is not None and TOWN_RETAINS_FEES.zh in said.zh and TOWN_RETAINS_FEES.en in said.en
    assert measures(replay)["FeeRecorded", ""] == (2, 0)


def test_another_act_is_carried_through_all_that_rests_on_it(history: History) -> None:
    id = decode_meta(history.log.read(0, 1)[0].meta).command_id
    city, county, town = PUBLISH.shares[1:]
    province = replace(PUBLISH.shares[0], share=4000)
    less = (province, city, replace(county, share=2000), replace(town, share=2000))
    replay = history.replay(acts={id: replace(PUBLISH, shares=less)})
    assert measures(replay)["FeeRetained", "留用（分）"] == (1800, 1200)


def test_what_the_caller_does_not_see_is_in_no_sum(history: History) -> None:
    replay = history.replay(parameters=registry().readings[1].otherwise("finance"))
    assert replay.tally.measures(lambda stream, event: False) == []


def test_it_says_how_far_it_is_and_ends_with_all_records(history: History) -> None:
    for number in range(60):
        history.give(replace(LATE_FEE, receipt=f"r-0{number}"))
    replay = Replay(history.log, [], registry(), MAY, Otherwise())
    steps = list(replay.run())
    assert steps == sorted(steps) and steps[-1] == replay.head and len(steps) > 1
