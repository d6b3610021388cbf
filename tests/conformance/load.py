"""Writers that go on while the store comes and goes."""

import threading

from shared.kernel.log.batch import Appended, Batch, StoreUnavailable
from shared.kernel.log.log import Log
from shared.kernel.log.verification import verify
from tests.conformance.batches import batch, in_thread
from tests.eventually import PATIENCE_SECONDS, eventually

WRITERS = 8


class Load:
    """Writers that go on until its end, each sending the same batch until it is accepted."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.accepted: list[tuple[int, str]] = []
        self.refusals = 0
        self._ending = threading.Event()

    def __enter__(self) -> "Load":
        self._work = [in_thread(self._write, n) for n in range(WRITERS)]
        return self

    def __exit__(self, *error: object) -> None:
        if not any(error):
            self.wait_for_more(30)
        self._ending.set()
        for work in self._work:
            work.result(PATIENCE_SECONDS)

    def wait_for_more(self, count: int) -> None:
        goal = len(self.accepted) + count
        eventually(lambda: len(self.accepted) >= goal, f"{count} more appends")

    def wait_for_refusal(self) -> None:
        goal = self.refusals + 1
        eventually(lambda: self.refusals >= goal, "a caller to be told")

    def assert_all_there_once(self) -> None:
        assert verify(self.log.store).failure is None
        stands = [(record.position, record.id) for record in self.log.read_all()]
        assert stands == sorted(self.accepted)

    def _write(self, n: int) -> None:
        version = 0
        while not self._ending.is_set():
            new = batch(f"writer-{n}", version)
            self.accepted.append((self._until_accepted(new).first, new.events[0].id))
            version += 1

    def _until_accepted(self, new: Batch) -> Appended:
        while True:
            try:
                return self.log.append(new)
            except StoreUnavailable:
                self.refusals += 1
