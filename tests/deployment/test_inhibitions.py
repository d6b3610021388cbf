"""What follows from another fault wakes nobody beside it: a running Alertmanager says so."""

from pathlib import Path

import requests

from tests.deployment.paging import paging
from tests.eventually import PATIENCE_SECONDS, eventually

CAUSES = (("ServiceAbsent", "land"), ("StoreDown", "finance"))
FOLLOW = (
    ("RelayWaits", "land"),
    ("AnswersBudgetBurns", "finance"),
    ("DeadlinesNotTold", "finance"),
    ("ServerErrors", "workbench"),
    ("AnswersBudgetBurns", "workbench"),
)
STAND_ALONE = (("LogNotWhole", "finance"), ("RelayWaits", "projects"))
LATER = "2199-01-01T00:00:00Z"
"""When it would be over, were it not told again."""


def test_what_follows_from_a_fault_wakes_nobody_beside_it(tmp_path: Path) -> None:
    with paging(tmp_path) as (pager, address):
        url = f"http://{address}/api/v2/alerts"

        def post(alerts: tuple[tuple[str, str], ...]) -> bool:
            said = [
                {"labels": {"alertname": a, "service": s, "severity": "page"}, "endsAt": LATER}
                for a, s in alerts
            ]
            return requests.post(url, json=said, timeout=PATIENCE_SECONDS).ok

        def suppressed() -> set[tuple[str, str]]:
            found = requests.get(url, timeout=PATIENCE_SECONDS).json()
            return {
                (one["labels"]["alertname"], one["labels"]["service"])
                for one in found
                if one["status"]["state"] == "suppressed"
            }

        eventually(lambda: _answers(url), "the Alertmanager to answer")
        assert post(CAUSES)
        eventually(lambda: set(CAUSES) <= pager.firing().keys(), "the causes to be told")
        assert post((*FOLLOW, *STAND_ALONE))
        told = {*CAUSES, *STAND_ALONE}
        eventually(lambda: pager.firing().keys() == told, "what stands alone to be told")
        assert suppressed() == set(FOLLOW)


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=PATIENCE_SECONDS).ok
    except requests.ConnectionError:
        return False
