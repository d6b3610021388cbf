"""How a command ended is counted under its own name, whatever callers send."""

from dataclasses import dataclass

import pytest
from marshmallow import ValidationError

from shared.kernel.commands.outcomes import KeyReused, Outcomes
from shared.kernel.log.batch import Busy, StoreUnavailable, UnstorableText, VersionConflict


@dataclass(frozen=True)
class Answer:
    replay: bool


def test_an_answer_is_accepted_or_a_repeat() -> None:
    outcomes = Outcomes()
    outcomes.watch("pay", lambda: Answer(replay=False))
    outcomes.watch("pay", lambda: Answer(replay=True))
    assert outcomes.counts() == {("pay", "accepted"): 1, ("pay", "replayed"): 1}
    assert outcomes.seconds()["pay"].read().count == 2


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ValidationError("no number"), "malformed"),
        (UnstorableText("a NUL"), "malformed"),
        (KeyReused("pay"), "key-reused"),
        (VersionConflict("fund-1", 1, 2), "conflict"),
        (Busy("full"), "busy"),
        (StoreUnavailable("away"), "unavailable"),
        (KeyError("nobody foresaw it"), "failed"),
    ],
)
def test_what_went_wrong_says_how_it_ended(error: Exception, outcome: str) -> None:
    def give() -> Answer:
        raise error

    outcomes = Outcomes()
    with pytest.raises(type(error)):
        outcomes.watch("pay", give)
    assert outcomes.counts() == {("pay", outcome): 1}
