"""The final text: a version of the policy is data, and holds from its day on over a history."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from services.finance.domain.award_round.rules import CLAUSE as AWARDS
from services.supervision.domain.issue.handling import CLAUSE as HANDLING
from shared.kernel.commands.stream_states import StreamStates
from shared.kernel.tasks.table import TaskTable
from shared.kernel.views.tables import ViewTables
from shared.policy.editions import SETTING, BadVersion
from shared.policy.loader import registry
from tests.contracts.test_coverage import missing, used
from tests.contracts.words import sentences_named
from tests.fixed_clock import FixedClock
from tests.integration.http.served import Served, served
from tests.integration.policy.versions import CLAUSES, FINAL, PARAMETERS, POLICY, write

BEFORE, AFTER = datetime(2026, 11, 20, 4, tzinfo=UTC), datetime(2026, 12, 10, 4, tzinfo=UTC)
DRAFT = "RZ-2023-draft"
SHARES = [{"level": "provincial", "share": 1000}, {"level": "town", "share": 9000}]
PUBLISH = {
    "town": "taoluo", "shares": SHARES, "effective_from": "2024-01-01", "document": "演示-1号",
}  # fmt: skip
ROUND = {
    "name": "演示-奖补", "fund": "f-1", "pool_fen": 1000, "towns": ["taoluo", "zhaoxian"],
    "criteria": [{"name": "实效", "weight": 100}], "bids_until": "2027-01-10",
    "reviewers": ["甲", "乙", "丙", "丁"],
}  # fmt: skip


def fee(receipt: str, day: str) -> dict[str, Any]:
    return {
        "town": "taoluo", "receipt": receipt, "collector": "donggang", "payer": "演示-房企",
        "components": [{"name": "道路", "amount_fen": 1000}], "collected_on": day,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(SETTING, raising=False)
    registry.cache_clear()
    yield
    monkeypatch.undo()
    registry.cache_clear()


def load(folder: Path, monkeypatch: pytest.MonkeyPatch, **texts: str) -> None:
    """As a service is started again with the setting."""
    monkeypatch.setenv(SETTING, str(write(folder / "final", **texts)))
    registry.cache_clear()


@contextmanager
def running(folder: Path, at: datetime | FixedClock, name: str = "finance") -> Iterator[Served]:
    clock = FixedClock(at) if isinstance(at, datetime) else at
    with served(name, folder, whole=True, clock=clock) as service:
        yield service


def given(service: Served, command: str, data: Any, **more: Any) -> Any:
    answer = service.give(command, data, **more)
    assert answer.status_code == 200, answer.json
    return answer.json


def events(service: Served, stream: str, by: str = "") -> list[Any]:
    return list(service.call("GET", f"/streams/{stream}", by=by).json["events"])


def test_it_changes_what_holds_from_its_day_on_and_no_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(tmp_path, BEFORE) as draft:
        given(draft, "publish-fee-shares", PUBLISH)
        given(draft, "record-fee", fee("r-1", "2026-11-19"))
        hashes = [r.hash for r in draft.face.log.read_all()]
    load(tmp_path, monkeypatch)
    with running(tmp_path, BEFORE) as loaded:
        given(loaded, "record-fee", fee("r-2", "2026-11-20"))
    with running(tmp_path, AFTER) as final:
        given(final, "record-fee", fee("r-3", "2026-12-09"))
        told = [e for e in events(final, "fee-account-taoluo") if e["type"] == "FeeRetained"]
        assert [(e["policy"], e["clause"]) for e in told] == [
            (DRAFT, "RZ-2.2.d"), (DRAFT, "RZ-2.2.d"), (FINAL, "RZ-2.3.k"),
        ]  # fmt: skip
        assert [e["data"]["handover_days"] for e in told] == [30, 30, 45]
        assert [r.hash for r in final.face.log.read_all()][: len(hashes)] == hashes


def test_another_lead_stands_in_the_place_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, monkeypatch)
    opening = {**ROUND, "round": "a-1"}
    with running(tmp_path, BEFORE) as draft:
        assert draft.give("open-round", opening, by="reform").status_code == 403
    with running(tmp_path, AFTER) as final:
        refused = final.give("open-round", opening, by="finance")
        assert (refused.status_code, refused.json["type"]) == (403, "not-permitted")
        assert final.give("open-round", opening, by="reform").status_code != 403
    assert AWARDS == "RZ-2.2.f"


def test_a_scope_that_widens_holds_from_its_day_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, monkeypatch)
    asked = {"town": "taoluo", "conditions": "具备条件"}
    with running(tmp_path, BEFORE) as draft:
        given(draft, "apply-for-treasury", asked, by="taoluo")
    with running(tmp_path, AFTER) as final:
        given(final, "apply-for-treasury", {**asked, "town": "zhaoxian"}, by="zhaoxian")
        bases = [
            events(final, f"treasury-{town}")[0]["data"]["basis"] for town in ("taoluo", "zhaoxian")
        ]
        assert bases == ["budget-law", "policy"]


def test_a_report_tells_which_open_matters_stand_under_which_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, monkeypatch)
    with running(tmp_path, BEFORE) as draft:
        given(draft, "publish-fee-shares", PUBLISH)
        given(draft, "record-fee", fee("r-1", "2026-11-19"))
    with running(tmp_path, AFTER) as final:
        position = given(final, "record-fee", fee("r-2", "2026-12-09"))["position"]
        final.call("GET", f"/tasks?for=donggang-finance&at={position}")
        told = final.call("GET", "/policy").json
        draft_, final_ = told["versions"]
        assert (told["in_force"], draft_["in_force"], final_["in_force"]) == (FINAL, False, True)
        assert (final_["since"], final_["title"]) == ("2026-12-01", "正式文本（演示）")
        assert draft_["open"] > 0 and final_["open"] > 0
        moved = next(s for s in final_["sentences"] if s["clause"] == "RZ-2.3.k")
        assert moved["was"] == ["RZ-2.2.d"]
        (number,) = final_["parameters"]
        assert (number["before"], number["value"]) == (30, 45)
        under = final.call("GET", f"/policy/matters?version={DRAFT}").json["matters"]
        assert len(under) == draft_["open"] and {m["policy"] for m in under} == {DRAFT}
        assert all(m["stream"] == "fee-account-taoluo" and m["holder_name"] for m in under)
        assert final.call("GET", "/policy/matters", by="juxian").json["matters"] == []
        wrong = final.call("GET", "/policy/matters?version=RZ-1")
        assert wrong.status_code == 422 and wrong.json["detail_zh"]


def test_what_is_open_passes_to_who_leads_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By whichever replica is the first to see it; this one remembers how the rows were before."""
    load(
        tmp_path,
        monkeypatch,
        clauses=f'[[clause]]\nid = "{HANDLING}"\nreplaces = {{ housing = "reform" }}\n',
    )
    issue = {"issue": "i-1", "kind": "problem", "title": "演示", "description": "演示"}
    clock = FixedClock(BEFORE)
    with running(tmp_path, clock, "supervision") as service:
        at = given(service, "raise-issue", {**issue, "town": "taoluo"}, by="taoluo")["position"]
        service.call("GET", f"/tasks?at={at}")
        assert tasks_of(service, "housing") == ["i-1"]
        clock.moment = AFTER
        kept, tables = service.face.log.database, ViewTables()
        another = TaskTable(StreamStates(service.face.executor.repository, []), [], registry())
        assert another.pass_on(kept, tables, AFTER.date()) == 1
        assert (tasks_of(service, "housing"), tasks_of(service, "reform")) == ([], ["i-1"])
        assign = {"issue": "i-1", "handler": "ecology"}
        assert service.give("assign-issue", assign, by="housing").status_code == 403
        at = given(service, "assign-issue", assign, by="reform")["position"]
        service.call("GET", f"/tasks?at={at}")
        assert tasks_of(service, "reform") == []
        assert events(service, "issue-i-1", by="reform")[-1]["policy"] == FINAL


def tasks_of(service: Served, organisation: str) -> list[str]:
    told = service.call("GET", f"/tasks?for={organisation}").json["tasks"]
    return [task["stream_id"] for task in told]


def test_every_sentence_of_the_version_is_carried_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, monkeypatch)
    present = registry().on(AFTER.date())
    found = (used("commands"), used("events"), sentences_named())
    assert missing(present.clauses, *({present.number_of(id) for id in of} for of in found)) == []


def test_sentences_follow_the_version_and_their_earlier_numbers_lead_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, monkeypatch)
    before, after = registry().on(date(2026, 11, 30)), registry().on(date(2026, 12, 1))
    assert len(before.clauses) == len(after.clauses) == len(registry().clauses)
    assert "RZ-2.2.d" in set(before.clauses) and "RZ-2.2.d" not in set(after.clauses)
    assert after.clauses["RZ-2.2.d"] is after.clauses["RZ-2.3.k"]
    assert after.clauses["RZ-2.2.a"].scope == ("taoluo", "zhaoxian", "chaohe", "jufeng")
    assert before.clauses["RZ-2.2.a"].scope == ("chaohe",)
    assert after.clauses["RZ-2.2.f"].lead == ("reform", "pboc", "tax", "county")
    assert (before.policy_version, after.policy_version) == (DRAFT, FINAL)


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ({"policy": 'version = "x"'}, "from"),
        ({"policy": POLICY.replace("from = 2026-12-01", 'from = "soon"')}, "from"),
        ({"clauses": CLAUSES.replace('was = "RZ-2.2.d"', 'was = "RZ-9.9.z"')}, "RZ-9.9.z"),
        ({"clauses": CLAUSES.replace('"RZ-2.3.k"', '"RZ-2.2.b"')}, "RZ-2.2.b"),
        ({"clauses": CLAUSES.replace('"reform"', '"nobody"')}, "nobody"),
        ({"clauses": CLAUSES + '[[clause]]\nid = "RZ-4"\nzh = "新"\n'}, "RZ-4"),
        ({"parameters": PARAMETERS.replace("fee_handover_days", "weather")}, "weather"),
        ({"parameters": PARAMETERS.replace("45", "0")}, "fee_handover_days"),
        ({"parameters": PARAMETERS.replace("45", '"many"')}, "fee_handover_days"),
    ],
)
def test_a_version_that_can_not_hold_is_refused_when_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: dict[str, str], says: str
) -> None:
    load(tmp_path, monkeypatch, **texts)
    with pytest.raises(BadVersion, match=says):
        registry()
