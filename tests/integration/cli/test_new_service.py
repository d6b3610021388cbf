"""`zhenxing new-service` in a copy of the tree: it is served, documented, tested and followed."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import requests

from deploy.servers.process import children, command_line
from shared.policy.services import services
from tests.days import today
from tests.eventually import eventually
from tests.integration.cli.upped import Up
from tests.integration.forked import ROOT, ZHENXING
from tests.integration.processes import free_base
from tests.interoperation.joining import HERE

pytestmark = pytest.mark.timeout(900)

COPIED = ("deploy", "services", "shared", "tests")
NEW = shlex.split(HERE.script.splitlines()[0])[1:]
SEEN_BY_SUPERVISION = """
from dataclasses import replace

from shared.kernel.aggregate import to_town
from shared.kernel.views.row import Row, column, view
from shared.schemas.culture.matter import CultureMatterReported
from shared.schemas.kinds import TownId


@view("culture-matters", title="文旅事项", key="matter", version=1, source="culture", sight=[to_town()])
class CultureMatters(Row):
    matter: str = column("事项")
    town: TownId = column("镇")
    name: str = column("名称")


@CultureMatters.on(CultureMatterReported)
def reported(row: CultureMatters, event: CultureMatterReported) -> CultureMatters:
    return replace(row, town=event.town, name=event.name)
"""

ASKS = """

@MATTER.tasks
def tasks(matter: Matter) -> Tasks:
    yield Task("add", [TOWN], "补充文旅材料", [report_culture_matter], clause=CLAUSE)
"""


class Tree:
    """A copy of the source tree, and what runs there."""

    def __init__(self, root: Path, up: Up) -> None:
        self.root, self.up = root, up

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command, cwd=self.root, env=self.up.env, capture_output=True, text=True, timeout=600
        )

    def replace(self, service: str, was: str, now: str, where: str = "service.py") -> None:
        """Change a service's screen, or another file of it."""
        file = self.root / "services" / service / where
        text = file.read_text(encoding="utf-8")
        assert was in text
        file.write_text(text.replace(was, now), encoding="utf-8")

    def zhenxing(self, *words: str) -> str:
        done = self.run(*ZHENXING, *words)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    """A copy in which `culture` was made, and supervision looks at what it says."""
    root = tmp_path_factory.mktemp("tree")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, root / folder)  # with what is compiled: it fits the copies
    for file in ("services.toml", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / file, root)
    home = tmp_path_factory.mktemp("new") / "home"
    tree = Tree(root, Up(home, free_base(len(services()) + 1), root))
    tree.zhenxing(*NEW)
    yield tree
    if tree.up.running:
        tree.up.stop()


def test_the_frame_is_at_most_eight_files(tree: Tree) -> None:
    written = {
        path.relative_to(tree.root)
        for path in tree.root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != "__init__.py"
        if not (ROOT / path.relative_to(tree.root)).exists()
    }
    agreed = {path for path in written if "published" in path.parts}
    # Generated, as the agreed language is:
    handbook = Path("services/culture/README.md")
    manifests = {path for path in written if path.parts[:2] == ("deploy", "kubernetes")}
    assert len(written - agreed - manifests - {handbook}) == 8


def test_the_frame_is_in_the_form_of_the_house(tree: Tree) -> None:
    for act in (["format", "--check"], ["check"]):
        done = tree.run(sys.executable, "-m", "ruff", *act, "services", "shared", "deploy", "tests")
        assert done.returncode == 0, done.stdout


def test_a_new_service_is_listed_everywhere(tree: Tree) -> None:
    listed = tree.run(
        sys.executable, "-c", "from shared.runtime.settings import embedded;"
        "s = embedded().services['culture']; print(s.port, list(embedded().services))",
    ).stdout  # fmt: skip
    assert listed.startswith(f"{tree.up.port + len(services()) + 1} ")
    assert "| `culture` | 市住房和城乡建设局 |" in (tree.root / "README.md").read_text()
    assert "`report-culture-matter`" in (tree.root / "services/culture/README.md").read_text()
    assert "[services.culture]" in (tree.root / "deploy/service.example.toml").read_text()
    assert "`culture-ledger`" in (tree.root / "services/culture/README.md").read_text()
    programme = (tree.root / "deploy/demo/programme.jsonl").read_text()
    assert '"command": "report-culture-matter"' in programme
    agreed = json.loads((tree.root / "tests/contracts/published/culture.json").read_text())
    assert "CultureMatterReported" in agreed["events"]


def test_its_own_tests_and_those_of_every_service_pass(tree: Tree) -> None:
    """What holds for all services holds for it, from its first day; what is asked of one at a time
    holds for the others as before."""
    contracts = ("services", "handbooks", "declarations", "coverage", "glossary")
    files = [f"tests/contracts/test_{name}.py" for name in contracts]
    others = " or ".join(f"[{name}]" for name in services())
    chosen = ["-k", f"not ({others})", "tests/unit/culture", *files]
    done = tree.run(sys.executable, "-m", "pytest", "-vv", *chosen)
    assert done.returncode == 0, done.stdout[-3000:]
    asked = set(re.findall(r"test_(\w+)\.py::\S+\[culture\] PASSED", done.stdout))
    assert asked == {"handbooks", "declarations", "glossary"}


def test_its_command_is_given_and_what_is_said_seen_from_service_to_service(tree: Tree) -> None:
    views = tree.root / "services/supervision/views"
    (views / "culture_matters.py").write_text(SEEN_BY_SUPERVISION, encoding="utf-8")
    tree.replace("supervision", "views import (", "views import (\n    culture_matters,")
    tree.replace("supervision", "Views(", "Views(\n        culture_matters,")
    HERE.write(tree.root)
    tree.replace("culture", "views import ledger", "views import applied, ledger")
    tree.replace("culture", "Views(ledger)", "Views(applied, ledger)")
    tree.replace(
        "culture", "    RulesOf,\n", "    RulesOf,\n    Task,\n    Tasks,\n", "domain/matter.py"
    )
    tree.replace("culture", 'MATTER.asks_nobody("已报送")\n', "", "domain/matter.py")
    with (tree.root / "services/culture/domain/matter.py").open("a", encoding="utf-8") as domain:
        domain.write(ASKS)
    tree.up.start("--no-demo")
    tree.zhenxing(
        "give", "apply-for-admission", "project=demo-1", "town=taoluo", "name=演示-滨海民宿",
        "kind=investment", "origin=recruited", "unit=演示-文旅公司", "investment_fen=3000000000",
        "--org", "taoluo", "--name", "演示-李明",
    )  # fmt: skip
    told = tree.zhenxing(
        "give", "report-culture-matter", "matter=m-1", "town=taoluo", "name=演示-贷款对接",
        f"arose_on={today()}", "--org", "taoluo", "--name", "演示-李明",
    )  # fmt: skip
    assert "CultureMatterReported" in told

    told = tree.zhenxing("token", "--org", "taoluo", "--name", "演示-李明")
    read = {"Authorization": f"Bearer {told.strip()}"}
    ports = {name: tree.up.port + n for n, name in enumerate([*services(), "culture"], 1)}

    def shown(service: str, view: str, name: str) -> bool:
        address = f"http://localhost:{ports[service]}/views/{view}"
        return name in requests.get(address, headers=read, timeout=60).text

    for place in (
        ("culture", "culture-ledger", "演示-贷款对接"),
        ("supervision", "culture-matters", "演示-贷款对接"),
        ("culture", "applied", "演示-滨海民宿"),
    ):
        eventually(partial(shown, *place), f"{place} to be shown")
    assert "culture" in tree.zhenxing("status")


def test_it_is_in_the_workbench_without_a_change_to_it(tree: Tree) -> None:
    address = f"http://localhost:{tree.up.port}"
    drawn_by = [command_line(child) for child in children(tree.up.pid)]
    assert sum(" workbench " in line for line in drawn_by) == 1, "not by who serves commands"
    person = {"organisation": "taoluo", "name": "演示-李明", "next": "/"}
    signed_in = requests.post(
        f"{address}/sign-in", person, headers={"Origin": address}, allow_redirects=False, timeout=60
    )
    cookie = {"Cookie": signed_in.headers["Set-Cookie"].partition(";")[0]}

    def page(path: str) -> str:
        answer = requests.get(address + path, headers=cookie, timeout=60)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text

    assert "文旅融合" in page("/ledgers") and "报送文旅融合事项" in page("/new")
    form = page("/command/culture/report-culture-matter")
    assert 'name="arose_on"' in form and "系统编号" in form
    for path in (
        "/ledgers/culture/culture-ledger", "/matter/culture/culture-matter-m-1",
        "/dossier/town/taoluo", "/ledgers/culture/culture-ledger/changes?compared_with=20200101",
    ):  # fmt: skip
        assert "演示-贷款对接" in page(path), path
    desk = page("/")
    assert "文旅融合：暂不可用" not in desk
    assert 'href="/matter/culture/culture-matter-m-1' in desk and "补充文旅材料" in desk


def test_what_cannot_be_made_is_said(tree: Tree) -> None:
    done = tree.run(*ZHENXING, "new-service", "finance", "--title", "财", "--operator", "finance")
    assert done.returncode == 1 and "already" in done.stderr and "Traceback" not in done.stderr
