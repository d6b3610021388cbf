"""Alerts fire for what they name, and not too early; each has its runbook, each way its receiver."""

import re
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deployment.alert_cases import CASES, Case
from tests.deployment.programs import DEPLOY, ROOT, ran

PROMETHEUS = DEPLOY / "prometheus"
RULES = sorted((PROMETHEUS / "rules").glob("*.yml"))


def groups() -> list[dict[str, Any]]:
    files = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in RULES]
    return [group for file in files for group in file["groups"]]


GROUPS = groups()
ALERTS = [rule for group in GROUPS for rule in group["rules"] if "alert" in rule]


def test_every_alert_fires_for_its_case_and_not_too_early(tmp_path: Path) -> None:
    files = []
    for (alert, step), cases in groupby(sorted(CASES, key=together), together):
        rested = tmp_path / f"{alert}.yml"
        rested.write_text(yaml.safe_dump(rested_on(alert)), encoding="utf-8")
        said = {
            "rule_files": [str(rested)],
            "evaluation_interval": f"{step}m",
            "tests": [written(case) for case in cases],
        }
        files.append(tmp_path / f"{alert}-{step}-cases.yml")
        files[-1].write_text(yaml.safe_dump(said, sort_keys=False), encoding="utf-8")
    ran("promtool", "test", "rules", *files)


def test_every_alert_has_a_case() -> None:
    tried = {(case.alert, case.severity) for case in CASES}
    known = {(rule["alert"], rule["labels"]["severity"]) for rule in ALERTS}
    assert {name for name, _ in tried} == {name for name, _ in known}
    both = {name for name, _ in known if len([1 for n, _ in known if n == name]) > 1}
    assert {(n, s) for n, s in known if n in both} <= tried


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule["alert"])
def test_an_alert_says_where_its_runbook_is(rule: dict[str, Any]) -> None:
    kebab = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", rule["alert"]).lower()
    assert rule["annotations"]["runbook"] == f"docs/runbooks/{kebab}.md"
    assert (ROOT / rule["annotations"]["runbook"]).is_file()
    assert rule["labels"]["severity"] in ("page", "warn")


PROMISED = {
    "nothing published while the head moves": "NothingPublished",
    "lag": "SubscriptionBehind",
    "a parked key": "KeysParked",
    "a refused reaction": "ReactionsRefused",
    "stopped on a hash": "SubscriptionStopped",
    "verification failed": "LogNotWhole",
    "the relay stopped": "RelayWaits",
    "waiting writers": "WritersWait",
    "5xx": "ServerErrors",
    "the deadline engine stopped": "DeadlineEngineStopped",
    "a target absent": "ServiceAbsent",
    "an exporter absent": "ExporterAbsent",
    "a backup too old": "BackupTooOld",
    "next year's calendar missing": "CalendarMissing",
    "the disk": "DiskFilling",
    "clocks apart": "ClocksApart",
    "a budget of answers that burns": "AnswersBudgetBurns",
    "a budget of commands that burns": "CommandsBudgetBurns",
    "a budget of deadlines that burns": "DeadlinesBudgetBurns",
}


def test_there_is_an_alert_for_all_that_operators_are_promised_to_be_told() -> None:
    assert set(PROMISED.values()) <= {rule["alert"] for rule in ALERTS}


def test_no_lateness_of_the_programme_wakes_an_operator() -> None:
    assert [r["alert"] for r in ALERTS if "zhenxing_programme_" in r["expr"]] == []


def test_prometheus_takes_its_configuration() -> None:
    ran("promtool", "check", "config", PROMETHEUS / "prometheus.yml")


@pytest.mark.parametrize(
    ("labels", "receiver"),
    [
        (("severity=page", "service=land"), "pager"),
        (("severity=warn", "service=land"), "by-day"),
        (("severity=unheard-of",), "by-day"),
    ],
)
def test_an_alert_reaches_who_is_to_hear_of_it(labels: tuple[str, ...], receiver: str) -> None:
    file = f"--config.file={PROMETHEUS / 'alertmanager.yml'}"
    ran("amtool", "config", "routes", "test", file, f"--verify.receivers={receiver}", *labels)


def test_alertmanager_takes_its_configuration() -> None:
    ran("amtool", "check-config", PROMETHEUS / "alertmanager.yml")


def together(case: Case) -> tuple[str, int]:
    """Cases of one file of tests: those of an alert, by their step."""
    return case.alert, case.step


def rested_on(alert: str) -> dict[str, Any]:
    """A file of rules with all of an alert's and those that record what they look at: what the others
    cost is not paid for every case."""
    looked_at = " ".join(rule["expr"] for rule in ALERTS if rule["alert"] == alert)
    kept = [
        {**group, "rules": [rule for rule in group["rules"] if concerns(rule, alert, looked_at)]}
        for group in GROUPS
    ]
    return {"groups": [group for group in kept if group["rules"]]}


def concerns(rule: dict[str, Any], alert: str, looked_at: str) -> bool:
    return rule["alert"] == alert if "alert" in rule else rule["record"] in looked_at


def written(case: Case) -> dict[str, Any]:
    """A case as promtool reads it: how many such alerts fire, at each of its times."""
    wanted = {"alertname": case.alert, "alertstate": "firing", **case.labels}
    if case.severity:
        wanted["severity"] = case.severity
    inside = ",".join(f'{name}="{value}"' for name, value in wanted.items())
    firing = f"count(ALERTS{{{inside}}}) or vector(0)"
    times = [(case.silent, 0), (case.fires, 1)]
    if case.over is not None:
        times.append((case.over, 0))
    return {
        "name": f"{case.alert} {case.severity}".strip(),
        "interval": f"{case.step}m",
        "input_series": [{"series": s, "values": v} for s, v in case.series.items()],
        "promql_expr_test": [
            {
                "expr": firing,
                "eval_time": f"{minute}m",
                "exp_samples": [{"labels": "{}", "value": count}],
            }
            for minute, count in times
        ],
    }
