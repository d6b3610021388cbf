"""What happened before the tests, beside the beginning of the demo: matters whose days have passed.

A department plans and lets its day go by; an award round is scored and made public. Everything in
three days of 2023, so that few limits pass while it is loaded.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from shared.policy.local_time import LOCAL_TIME
from shared.runtime.cli.programme import Line

LATE = "演示-拖过时限的事"
LATE_ISSUE = "taoluo-shown-late"
FUND, LARGE = "award-shown", "large-shown"
YEAR = datetime.now(LOCAL_TIME).year
"""Of which the money is: what is not used by the end of the next year is surplus."""
ROUND = "award-shown"
REVIEWERS = {"housing": "演示-郑伟", "reform": "演示-冯涛", "agriculture": "演示-谢安"}
POINTS = {"taoluo": 86, "zhaoxian": 78}


def lines(after: int) -> Iterator[Line]:
    """The commands, numbered after those that are loaded before."""
    for number, (at, service, command, org, person, data) in enumerate(_told(), start=after + 1):
        when = datetime.fromisoformat(f"2023-08-{at}:00:00+08:00")
        yield Line(number, when, service, command, org, person, data)


Told = tuple[str, str, str, str, str, dict[str, Any]]


def _told() -> Iterator[Told]:
    round = {"round": ROUND}
    yield "07T10", "supervision", "raise-issue", "taoluo", "演示-李明", {
        "issue": LATE_ISSUE, "town": "taoluo", "kind": "problem", "title": LATE,
        "description": "演示-雨污管网未接通",
    }  # fmt: skip
    yield "07T10", "supervision", "assign-issue", "housing", "演示-郑伟", {
        "issue": LATE_ISSUE, "handler": "donggang-finance",
    }  # fmt: skip
    yield "07T10", "supervision", "propose-plan", "donggang-finance", "演示-章程", {
        "issue": LATE_ISSUE, "measures": "演示-接通管网", "due_on": "2023-08-09",
    }  # fmt: skip
    for fund, kind, amount in ((FUND, "general", 500_000_000), (LARGE, "special", 2_000_000_000)):
        yield "07T10", "finance", "register-fund", "finance", "演示-沈洁", {
            "fund": fund, "name": f"演示-{fund}", "source": "city", "kind": kind, "year": YEAR,
        }  # fmt: skip
        yield "07T10", "finance", "appropriate", "finance", "演示-沈洁", {
            "fund": fund, "amount_fen": amount, "document": "演示-日财预〔2023〕30号",
            "budget_approved_on": "2023-08-01",
        }  # fmt: skip
    yield "07T10", "finance", "open-round", "finance", "演示-沈洁", {
        **round, "name": "演示-小城镇建设竞争性奖补", "pool_fen": 500_000_000,
        "prizes_fen": [300_000_000, 200_000_000], "minimum_score": 60,
        "criteria": [{"criterion": "k-1", "title": "产业发展", "weight": 100}],
        "towns": list(POINTS), "fund": FUND, "bids_until": "2023-08-08",
        "document": "演示-日财奖〔2023〕公告",
        "reviewers": [
            {"reviewer": f"r-{o}", "organisation": o, "person": p} for o, p in REVIEWERS.items()
        ],
    }  # fmt: skip
    for town in POINTS:
        bid = {**round, "town": town, "title": "演示-提升方案", "wanted_fen": 300_000_000}
        yield "08T09", "finance", "submit-bid", town, "演示-李明", bid
    for town, points in POINTS.items():
        scores = {**round, "town": town, "scores": [{"criterion": "k-1", "points": points}]}
        for organisation, person in REVIEWERS.items():
            yield "09T09", "finance", "score-bid", organisation, person, scores
    for command in ("close-scoring", "publicise-result"):
        yield "09T10", "finance", command, "finance", "演示-沈洁", round
