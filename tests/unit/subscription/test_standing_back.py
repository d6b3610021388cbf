"""Who lacks a reaction that another living replica has takes nothing, and passes over nothing."""

import pytest

from shared.kernel.reactions.reacting import Reacting
from shared.kernel.reactions.reactor import AnotherRelease, Reactor
from tests.unit.subscription.test_remote_log import chain


def test_who_stands_back_asks_nobody_and_passes_over_nothing():
    reactor = Reactor("reactions:source", Reacting([], None, None), None, None, lambda: True)
    with pytest.raises(AnotherRelease):
        reactor.step(None)
    assert not reactor.pass_over(*chain(1))
    assert reactor.position() == 0
