"""Runbooks say what they should, and name nothing that is not there.

Their commands of `zhenxing` and questions to a service are run in
tests/integration/cli/test_operating.py, in a world in which something is wrong. Here run what they
ask of the servers and of the machine. Of systemd its own programs read them, offline: nothing on this
machine is started or stopped. What kubectl, docker, chronyc and the
installation of packages are told is not run, but whatever units, files, labels and Secrets it names must
be there.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import yaml

from deploy.credentials import Places, make
from deploy.servers import RabbitMQ
from shared.policy.services import services
from tests.conftest import Database
from tests.deployment.programs import DEPLOY, ROOT
from tests.deployment.runbooks import RUNBOOKS, blocks, lines, statements
from tests.deployment.test_alerts import ALERTS
from tests.eventually import eventually
from tests.plain_amqp import channel

OURS = {"zhenxing", "curl", ".venv/bin/python", "make"}
BROKERS = {"rabbitmqctl", "rabbitmq-diagnostics", "rabbitmq-plugins"}
SYSTEMDS = {"systemctl", "journalctl", "timedatectl"}
MACHINES = {"top", "df", "cp", "install", "/opt/zhenxing/bin/python"}
NOT_RUN = {"chronyc", "kubectl", "docker", "chown", "useradd", "python3", "/opt/zhenxing/bin/pip"}
ELSEWHERE = {
    "pg_basebackup": "tests/deployment/recovery.py",
    "python -m deploy.credentials": "tests/deployment/test_credentials.py",
    "psql --set=ON_ERROR_STOP=1 < deploy/credentials/roles.sql": "tests/deployment/test_credentials.py",
    "import_definitions < deploy/credentials/broker.json": "tests/deployment/test_credentials.py",
    "zhenxing restore": "tests/integration/cli/test_operating.py",
    "zhenxing_store_clock": "tests/integration/cluster/test_looking.py",
}
"""What begins with these words is run there, apart from the rest."""
MISREAD = re.compile(
    r"unrecognized option|invalid option|unknown (command|operation|verb)|requires an argument"
    r"|failed to parse|no such file",
    re.IGNORECASE,
)
OPERATIONS = ROOT / "docs" / "operations.md"
OF_AN_ALERT = {ROOT / rule["annotations"]["runbook"] for rule in ALERTS}


@pytest.mark.parametrize("file", sorted(OF_AN_ALERT), ids=lambda file: file.stem)
def test_a_runbook_says_what_look_do_and_when_it_is_over(file: Path) -> None:
    said = file.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", said, re.MULTILINE)
    assert headings == ["What it means", "Look", "Do", "Over when"]
    alerts = {rule["alert"] for rule in ALERTS}
    assert re.match(r"# (\w+):", said)[1] in alerts
    assert "[How to run what stands here](README.md)" in said


@pytest.mark.parametrize("file", [*RUNBOOKS, OPERATIONS], ids=lambda file: file.stem)
def test_a_link_leads_somewhere(file: Path) -> None:
    said = file.read_text(encoding="utf-8")
    for target, place in re.findall(r"\]\(([^)#]*)(?:#([^)]*))?\)", said):
        to = (file.parent / target) if target else file
        assert to.exists(), target
        headings = re.findall(r"^#+ (.*)$", to.read_text(encoding="utf-8"), re.MULTILINE)
        assert not place or place in {anchor(heading) for heading in headings}, (target, place)


def anchor(heading: str) -> str:
    """What a page's reader calls the place under a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_the_operators_page_names_every_dashboard() -> None:
    said = OPERATIONS.read_text(encoding="utf-8")
    files = (DEPLOY / "grafana/dashboards").glob("*.json")
    titles = {json.loads(file.read_text(encoding="utf-8"))["title"] for file in files}
    assert set(re.findall(r"^\| (镇兴 [^|]+) \|", said, re.MULTILINE)) == titles


def test_the_operators_page_lists_every_alert_and_whether_it_wakes() -> None:
    said = OPERATIONS.read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[(\w+)\]\(([^)]+)\) \| ([^|]+) \|", said, re.MULTILINE)
    wakes: dict[tuple[str, str], list[str]] = {}
    for rule in ALERTS:
        page = rule["annotations"]["runbook"].removeprefix("docs/")
        word = {"page": "page", "warn": "warning"}[rule["labels"]["severity"]]
        wakes.setdefault((rule["alert"], page), []).append(word)
    assert sorted(listed) == sorted((*key, ", ".join(words)) for key, words in wakes.items())


def test_every_program_is_one_that_is_known() -> None:
    named = {shlex.split(line)[0] for line in lines()}
    apart = {"pg_basebackup", "sudo", "for"}
    assert named <= OURS | BROKERS | SYSTEMDS | MACHINES | NOT_RUN | apart
    for words, file in ELSEWHERE.items():
        assert any(words in line for line in lines()), f"nobody is told {words}"
        said = (ROOT / file).read_text(encoding="utf-8")
        assert words.split()[-1].removeprefix("deploy/credentials/") in said


def test_units_and_files_that_are_named_are_there() -> None:
    for line in lines():
        for name, instance, kind in re.findall(r"\b(zhenxing[a-z-]*)(@\w*)?(\.\w+)?", units(line)):
            unit = f"{name}{'@' if instance else ''}{kind or '.service'}"
            assert (DEPLOY / "systemd" / unit).is_file(), line
        for path in re.findall(r"deploy/[\w./]+", line):
            made_by_us = path.startswith("deploy/credentials")
            known = (ROOT / path).exists() or list(ROOT.glob(f"{path}*"))
            assert made_by_us or known, line
        for lock in re.findall(r"-r (\S+)", line):
            assert (ROOT / lock).exists(), line


def units(line: str) -> str:
    """What a line of shell says of units of systemd."""
    program = shlex.split(line)[0]
    return line if program in ("systemctl", "journalctl") else ""


def test_the_store_answers_what_runbooks_ask(database: Database) -> None:
    """Among it that a session of somebody's ends."""
    url = database.owner_url.replace("+psycopg2", "")
    with closing(psycopg2.connect(url)) as connection, closing(psycopg2.connect(url)) as other:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements("restoring.md"):
                cursor.execute(statement.replace("PID", str(other.info.backend_pid)))
                assert cursor.description
        eventually(lambda: ended(other), "the session to be ended")


def ended(session: Any) -> bool:
    try:
        with session.cursor() as cursor:
            cursor.execute("SELECT 1")
    except psycopg2.Error:
        return True
    return False


def test_the_broker_answers_what_runbooks_ask(rabbitmq: RabbitMQ) -> None:
    """Among it that an exchange that is not ours goes. A plugin is turned on from the next start."""
    rabbitmq.start()
    with channel(rabbitmq.admin_url) as foreign:
        foreign.exchange_delete("land.events")  # of services that have run here
        foreign.exchange_declare("land.events", "fanout", durable=True, auto_delete=False)
    told = [shlex.split(line) for line in lines()]
    asked = [words for words in told if words[0] in BROKERS and "<" not in words]
    later = {"rabbitmq-plugins": ["--offline"]}
    with ThreadPoolExecutor(len(asked)) as pool:  # each of them waits for most of its time
        list(pool.map(lambda words: rabbitmq.ask(*words, *later.get(words[0], [])), asked))
    with channel(rabbitmq.admin_url) as now:
        now.exchange_declare("land.events", "topic", durable=True, auto_delete=False)
        now.exchange_delete("land.events")


def test_systemds_programs_read_what_runbooks_tell_them(tmp_path: Path) -> None:
    units = tmp_path / "etc/systemd/system"
    units.parent.mkdir(parents=True)
    shutil.copytree(DEPLOY / "systemd", units)
    for line in lines():
        program, *arguments = shlex.split(line.replace("SERVICE", "land"))
        if program not in SYSTEMDS:
            continue
        root = [f"--root={tmp_path}"] if "enable" in arguments else []
        done = offline(program, *root, *arguments)
        assert not MISREAD.search(done.stdout + done.stderr), (line, done)
    assert list((units / "multi-user.target.wants").iterdir())
    assert MISREAD.search(offline("systemctl", "status", "--nonsense").stderr)
    assert MISREAD.search(offline("systemctl", "restartt", "land").stderr)
    assert MISREAD.search(offline("journalctl", "--since", "-1hour!").stderr)


def offline(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "SYSTEMD_OFFLINE": "1", "SYSTEMD_PAGER": "", "LC_ALL": "C"}
    return subprocess.run(
        [program, *arguments], env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


def test_the_machine_does_what_runbooks_tell_it(tmp_path: Path) -> None:
    """What is to go to /etc, and what is made for it, goes to a folder of this test's."""
    (tmp_path / "systemd/system").mkdir(parents=True)
    (tmp_path / "opt").mkdir()
    put = {
        "/etc/": f"{tmp_path}/",
        "-o zhenxing -g zhenxing ": "",
        "/opt/zhenxing/bin/python": sys.executable,
        "deploy/credentials": f"{tmp_path}/made",
        "/opt/zhenxing/": f"{tmp_path}/opt/",
        "/var/lib/grafana/": f"{tmp_path}/",
    }
    for line in lines():
        program = shlex.split(line)[0]
        if program not in MACHINES:
            continue
        told = line
        for words, here in put.items():
            told = told.replace(words, here)
        done = subprocess.run(["bash", "-c", told], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, (line, done)
    assert {file.stem for file in (tmp_path / "zhenxing").iterdir()} >= set(services())
    assert (tmp_path / "systemd/system/zhenxing@.service").is_file()
    assert len(list((tmp_path / "dashboards").iterdir())) == 4


def test_a_backup_taken_elsewhere_is_told_by_the_unit_as_the_runbook_changes_it(
    tmp_path: Path,
) -> None:
    shutil.copytree(DEPLOY / "systemd", tmp_path, dirs_exist_ok=True)
    [change] = blocks(ROOT / "docs/runbooks/restoring.md", "ini")
    unit = tmp_path / "zhenxing-backup@land.service"
    (tmp_path / f"{unit.name}.d").mkdir()
    for file, said in (
        (unit, (tmp_path / "zhenxing-backup@.service").read_text(encoding="utf-8")),
        (tmp_path / f"{unit.name}.d/override.conf", change),
    ):
        file.write_text(said.replace("/opt/zhenxing/bin/zhenxing", "/bin/true"), encoding="utf-8")
    done = offline("systemd-analyze", "verify", "--man=no", str(unit))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_pods_that_are_named_are_those_that_are_made() -> None:
    made = [
        document
        for file in sorted((DEPLOY / "kubernetes/base").rglob("*.yaml"))
        for document in yaml.safe_load_all(file.read_text(encoding="utf-8"))
        if document and document["kind"] == "Deployment"
    ]
    labels = {label for d in made for label in d["spec"]["template"]["metadata"]["labels"].items()}
    for line in lines():
        if not line.startswith("kubectl") or "apply" in line or "create" in line:
            continue
        assert " -n zhenxing " in line, line
        for key, value in re.findall(r"-l (\S+)=(\S+)", line):
            assert (key, value.replace("SERVICE", "land")) in labels, line


def test_the_secrets_that_are_told_to_be_made_are_those_that_pods_read(tmp_path: Path) -> None:
    """kubectl here writes down what it is told to make, of files that are there."""
    make(tmp_path / "made", Places(database="database-rw:5432", broker="broker:5672"), apart=True)
    kubectl = tmp_path / "kubectl"
    kubectl.write_text(f'#!/bin/sh\necho "told: $*" >> {tmp_path}/told\n', encoding="utf-8")
    kubectl.chmod(0o755)
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    for line in lines():
        if "create secret" in line:
            told = line.replace("deploy/credentials", str(tmp_path / "made"))
            subprocess.run(["bash", "-ec", told], env=env, check=True)
    made = {}
    for line in (tmp_path / "told").read_text(encoding="utf-8").splitlines():
        name = re.search(r"secret generic (\S+)", line)
        files = dict(re.findall(r"--from-file=(\S+?)=(\S+)", line))
        assert name and all(Path(f).is_file() or f.endswith("_FILE") for f in files.values()), line
        made[name[1]] = set(files)
    assert len(made) == 2 * len(services()) + 4
    base = sorted((DEPLOY / "kubernetes/base").rglob("*.yaml"))
    wanted = "\n".join(file.read_text(encoding="utf-8") for file in base)
    names = set(re.findall(r"(?:secretName|name): (zhenxing-\S+)$", wanted, re.MULTILINE))
    assert names - {f"zhenxing-{name}-tokens" for name in services()} == made.keys()
    for keys in made.values():
        assert all(re.search(rf"(key: |/){key}\b", wanted) for key in keys), keys


def test_what_is_looked_for_in_a_log_is_what_services_say() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "shared").rglob("*.py"))
    said = re.findall(r"(?:_log\.\w+\(|log\.error\()\s*f?\"([^\"]*)\"", code)
    for line in lines():
        words = shlex.split(line)
        if "--grep" in words:
            wanted = words[words.index("--grep") + 1]
            assert any(wanted in one for one in said), line
