"""Runbooks say what they should, and name nothing that is not there.

Their commands of `zhenxing` and questions to a service are run in
tests/integration/cli/test_operating.py, in a world in which something is wrong. Here run what they
ask of the servers. What is the machine's own (systemctl, kubectl, docker …) is not run, but whatever
units and files it names must be there.
"""

import re
import shlex
from pathlib import Path

import psycopg2
import pytest

from deploy.servers import RabbitMQ
from tests.conftest import Database
from tests.deployment.programs import DEPLOY, ROOT
from tests.deployment.runbooks import RUNBOOKS, lines, statements
from tests.deployment.test_alerts import ALERTS

OURS = {"zhenxing", "curl", "python"}
BROKERS = {"rabbitmqctl", "rabbitmq-diagnostics"}
MACHINES = {
    "systemctl", "journalctl", "timedatectl", "chronyc", "top", "df", "cp", "install", "kubectl",
    "docker", "pg_basebackup",
}  # fmt: skip
OF_AN_ALERT = {ROOT / rule["annotations"]["runbook"] for rule in ALERTS}


@pytest.mark.parametrize("file", sorted(OF_AN_ALERT), ids=lambda file: file.stem)
def test_a_runbook_says_what_look_do_and_when_it_is_over(file: Path) -> None:
    said = file.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", said, re.MULTILINE)
    assert headings == ["What it means", "Look", "Do", "Over when"]
    alerts = {rule["alert"] for rule in ALERTS}
    assert re.match(r"# (\w+):", said)[1] in alerts
    assert "[How to run what stands here](README.md)" in said


@pytest.mark.parametrize("file", RUNBOOKS, ids=lambda file: file.stem)
def test_a_link_leads_somewhere(file: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
        assert (file.parent / target).exists(), target


def test_every_program_is_one_that_is_known() -> None:
    named = {shlex.split(line)[0] for line in lines()}
    assert named <= OURS | BROKERS | MACHINES


def test_units_and_files_that_are_named_are_there() -> None:
    for line in lines():
        for name, instance, kind in re.findall(r"\b(zhenxing[a-z-]*)(@\w*)?(\.\w+)?", units(line)):
            unit = f"{name}{'@' if instance else ''}{kind or '.service'}"
            assert (DEPLOY / "systemd" / unit).is_file(), line
        for path in re.findall(r"deploy/[\w./]+", line):
            made_by_us = path == "deploy/credentials"
            known = (ROOT / path).exists() or list(ROOT.glob(f"{path}*"))
            assert made_by_us or known, line


def units(line: str) -> str:
    """What a line of shell says of units of systemd."""
    program = shlex.split(line)[0]
    return line if program in ("systemctl", "journalctl") else ""


def test_the_store_answers_what_runbooks_ask(database: Database) -> None:
    connection = psycopg2.connect(database.owner_url.replace("+psycopg2", ""))
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements("restoring.md"):
            cursor.execute(statement)
            assert cursor.description
    connection.close()


def test_the_broker_answers_what_runbooks_ask(rabbitmq: RabbitMQ) -> None:
    rabbitmq.start()
    for line in lines():
        program, *arguments = shlex.split(line)
        if program in BROKERS:
            rabbitmq.ask(program, *arguments)
