"""The log is verified on a timer, with what its followers saw; what is found shows and alarms."""

import threading

import pytest

from shared.kernel.log.failures import Failure
from shared.kernel.subscription.source import SourceUnavailable
from shared.runtime import verifying
from shared.runtime.verifying import Verifying
from tests.conformance.batches import batch
from tests.eventually import PATIENCE_SECONDS, eventually


@pytest.fixture
def log(log):
    log.append(batch("a", events=30))
    return log


def seen(log, position):
    return {"land": [("land", position, log.store.hash_at(position))]}


def asking(told):
    def ask(name):
        if name not in told:
            raise SourceUnavailable(f"{name} is away")
        return told[name]

    return ask


def test_a_whole_log_is_found_whole_with_its_witnesses(log):
    found = Verifying(log.store, ["finance", "land"], asking(seen(log, 30))).look()
    assert found.whole and found.position == 30
    assert (found.witnesses, found.silent) == (("land",), ("finance",))


def test_a_changed_record_is_found(backend, log):
    with backend.tampering() as run:
        run("UPDATE records SET data = '{\"n\":2}' WHERE position = 13")
    found = Verifying(log.store, [], asking({})).look()
    assert not found.whole and found.as_dict()["failure"]["position"] == 13


def test_a_cut_tail_is_found_by_what_a_follower_saw(backend, log):
    told = seen(log, 30)
    with backend.tampering() as run:
        run("DELETE FROM records WHERE position > 25")
    found = Verifying(log.store, ["land"], asking(told)).look()
    assert isinstance(found.failure, Failure) and "land" in found.failure.said.en


def test_it_looks_by_itself_and_again_after_a_failure(log, monkeypatch):
    for name in ("FIRST_SECONDS", "EACH_SECONDS", "RETRY_SECONDS"):
        monkeypatch.setattr(verifying, name, 0.01)
    asked, broken = threading.Event(), [RuntimeError("a fault of ours")]

    def ask(name):
        asked.set()
        return []

    class Store(type(log.store)):
        def count(self, upto):
            if broken:
                raise broken.pop()
            return super().count(upto)

    timer = Verifying(Store(log.database), ["land"], ask)
    timer.loop.start()
    eventually(lambda: timer.last is not None, "the log to be verified")
    timer.loop.end()
    assert timer.last.whole and asked.is_set() and not broken


def test_it_ends_in_the_midst_of_a_log(log, monkeypatch):
    monkeypatch.setattr(verifying, "PAGE", 1)
    monkeypatch.setattr(verifying, "FIRST_SECONDS", 0.0)
    monkeypatch.setattr(verifying, "SHARE", 1e-9)
    timer = Verifying(log.store, [], asking({}))
    before = set(threading.enumerate())
    timer.loop.start()
    timer.loop.end()
    timer.loop.join(PATIENCE_SECONDS)
    assert "verifying" not in {thread.name for thread in {*threading.enumerate()} - before}
    assert timer.last is None
