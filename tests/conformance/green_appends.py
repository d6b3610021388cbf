"""Green threads that append while some are killed; to be run by a test, with a store's URL.

The others must not notice: each ends, and what it was told stands in the log.
"""

import eventlet

eventlet.monkey_patch()

import random  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from contextlib import closing  # noqa: E402

from shared.kernel.log.database import Database  # noqa: E402
from shared.kernel.log.log import Log  # noqa: E402
from shared.kernel.log.verification import verify  # noqa: E402
from tests.conformance.batches import batch  # noqa: E402
from tests.eventually import PATIENCE_SECONDS  # noqa: E402

VICTIMS, SURVIVORS = 30, 15


def main(url: str) -> None:
    with closing(Database(url)) as database:
        with closing(Log("tested", database)) as log:
            kill_some_of_many(log)
        if database.postgresql:  # SQLite never yields inside an append
            # Another one: it knows nobody, so that who waits is in one group.
            with closing(Log("tested", database)) as log:
                kill_who_waits_for_an_answer_and_then_who_asked_for_it(log)


def kill_some_of_many(log: Log) -> None:
    told: dict[str, int] = {}

    killing = True

    def work(name: str) -> int:
        version = 0
        while killing:
            new = batch(name, version)
            told[new.events[0].id] = log.append(new).first
            version += 1
            eventlet.sleep(0)  # SQLite's appends never yield by themselves
        return version

    victims = [eventlet.spawn(work, f"victim-{n}") for n in range(VICTIMS)]
    survivors = [eventlet.spawn(work, f"survivor-{n}") for n in range(SURVIVORS)]
    chance = random.Random(3)
    chance.shuffle(victims)
    for victim in victims:
        assert log.watermark.wait(log.watermark.position, PATIENCE_SECONDS)
        for _ in range(chance.randrange(4)):
            eventlet.sleep(0)  # somewhere between two switches of the others
        victim.kill()
    killing = False
    with eventlet.Timeout(PATIENCE_SECONDS):
        reached = [survivor.wait() for survivor in survivors]

    assert verify(log.store).whole
    ids = {record.id: record.position for record in log.read_all()}
    assert all(ids[id] == position for id, position in told.items())
    streams = [log.store.read_stream(f"survivor-{n}") for n in range(SURVIVORS)]
    assert [len(stream) for stream in streams] == reached
    assert min(reached) > 0
    assert log.writer.waiting == 0


def kill_who_waits_for_an_answer_and_then_who_asked_for_it(log: Log) -> None:
    """A, then B for itself, C and D, ask a store that does not answer; only D is to live."""
    callers = {}
    with closing(log.database.connect()) as holding, eventlet.Timeout(PATIENCE_SECONDS):
        holding.cursor().execute("SELECT pg_advisory_lock(7216)")
        for n, name in enumerate("ABCD"):
            callers[name] = eventlet.spawn(log.append, batch(f"held-{name}"))
            until(lambda n=n: log.writer.waiting == n)
        callers["A"].kill()
        until(lambda: log.writer.waiting == 0)
        callers["C"].kill()
        callers["B"].kill()
    with eventlet.Timeout(PATIENCE_SECONDS):
        position = callers["D"].wait().last
    assert log.read(position - 1, 1)[0].stream == "held-D"
    log.append(batch("afterwards"))
    assert verify(log.store).whole


def until(condition: Callable[[], bool]) -> None:
    while not condition():
        eventlet.sleep(0)


if __name__ == "__main__":
    main(sys.argv[1])
