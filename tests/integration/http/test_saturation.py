"""More commands than a service takes at a time: the rest hear when to come back, reads go on."""

import threading
from pathlib import Path

from shared.face.http.face import Limits
from shared.kernel.log.batch import Batch, Result, StoreUnavailable
from shared.kernel.log.sqlite import SQLiteStore
from tests.eventually import PATIENCE_SECONDS
from tests.integration.http.served import FUND_1, Served, served


class HeldStore(SQLiteStore):
    """A store whose appends wait until they are let go."""

    let_go: threading.Event
    reached: threading.Event

    def append(self, batches: list[Batch]) -> list[Result]:
        self.reached.set()
        assert self.let_go.wait(PATIENCE_SECONDS)
        return super().append(batches)


def hold(service: Served) -> HeldStore:
    store = HeldStore(service.face.log.database)
    store.let_go, store.reached = threading.Event(), threading.Event()
    service.face.log.writer._store = store
    return store


def test_health_metrics_and_reads_are_answered_while_commands_are_saturated(
    tmp_path: Path,
) -> None:
    with served("finance", tmp_path, Limits(commands=1)) as service:
        service.give("register-fund", FUND_1)
        store = hold(service)
        held = threading.Thread(
            target=service.give, args=("register-fund", {**FUND_1, "fund": "f-2"})
        )
        held.start()
        assert store.reached.wait(PATIENCE_SECONDS)
        refused = service.give("register-fund", {**FUND_1, "fund": "f-3"})
        for path in ("/health/live", "/health/ready", "/metrics", "/views/fund-ledger"):
            assert service.get(path).status_code == 200
        assert service.get("/events", duties=["service"]).json["head"] == 1
        store.let_go.set()
        held.join()
        assert (refused.status_code, refused.json["type"]) == (503, "unavailable")
        assert refused.headers["Retry-After"] == "1"
        assert service.give("register-fund", {**FUND_1, "fund": "f-3"}).status_code == 200


class AbsentStore(SQLiteStore):
    def append(self, batches: list[Batch]) -> list[Result]:
        raise StoreUnavailable("connection refused by 10.0.0.7")


def test_an_absent_store_says_that_nothing_was_lost(finance: Served) -> None:
    finance.face.log.writer._store = AbsentStore(finance.face.log.database)
    answer = finance.give("register-fund", FUND_1)
    assert (answer.status_code, answer.json["type"]) == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    assert "Nothing was lost" in answer.json["detail"]
    assert "没有丢失" in answer.json["detail_zh"]
    assert "10.0.0.7" not in answer.get_data(as_text=True)


def test_views_that_lag_do_not_hold_an_answer_back(tmp_path: Path) -> None:
    with served("finance", tmp_path, Limits(visible_within=0.01, view_wait=0.01)) as service:
        with service.lagging_views():
            answer = service.give("register-fund", FUND_1)
            assert (answer.status_code, answer.json["visible"]) == (200, False)
            waited = service.get("/views/fund-ledger?at=1")
            assert (waited.status_code, waited.json["reached"]) == (503, 0)
        assert service.get("/views/fund-ledger").status_code == 200
