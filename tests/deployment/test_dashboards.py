"""Dashboards are what their code writes, and Prometheus can read what they ask."""

from pathlib import Path

import pytest
import yaml

from deploy.grafana.all import FOLDER, all_written
from tests.deployment.dashboards import expressions
from tests.deployment.programs import ran


@pytest.mark.parametrize("name", all_written())
def test_a_dashboard_is_what_its_code_writes(name: str) -> None:
    stands = (FOLDER / name).read_text(encoding="utf-8")
    assert stands == all_written()[name], "run `make docs` and commit"


def test_no_dashboard_stands_there_that_nobody_writes() -> None:
    assert {file.name for file in FOLDER.iterdir()} == set(all_written())


def test_every_expression_can_be_read(tmp_path: Path) -> None:
    asked = expressions("land")
    rules = [{"record": f"asked:{n}", "expr": expr} for n, expr in enumerate(asked.values())]
    file = tmp_path / "asked.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "asked", "rules": rules}]}))
    assert f"SUCCESS: {len(asked)} rules found" in ran("promtool", "check", "rules", file)
