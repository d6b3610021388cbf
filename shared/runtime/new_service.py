"""The frame of a new service: its files, written from the texts in `frame/`."""

import os
import re
import subprocess
import sys
from collections.abc import Container
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from string import Template, ascii_lowercase

from shared.policy.loader import registry
from shared.policy.services import FILE, services

FRAME = {
    "service.py.txt": "services/$name/service.py",
    "domain.py.txt": "services/$name/domain/matter.py",
    "schemas.py.txt": "shared/schemas/$name/matter.py",
    "view.py.txt": "services/$name/views/ledger.py",
    "clauses.toml.txt": "shared/policy/clauses/$name.toml",
    "parameters.toml.txt": "shared/policy/parameters/$name.toml",
    "course.py.txt": "deploy/demo/$name/course.py",
    "test.py.txt": "tests/unit/$name/test_matter.py",
}
PACKAGES = (
    "services/$name",
    "services/$name/domain",
    "services/$name/views",
    "tests/unit/$name",
)
GENERATED = (
    "deploy.demo.generate",
    "tests.contracts.snapshot",
    "shared.runtime.handbook",
    "deploy.generate",
)
"""What follows from the declarations: the programme, the agreed language, the handbooks, what
deployments list."""
_NAME = re.compile(r"[a-z]{2,20}")
_CLAUSE = re.compile(r"RZ-\d(\.\d)?\.[a-z]")


class NotMade(Exception):
    """The service can't be made so; the message says why, in Chinese and English."""


@dataclass(frozen=True)
class NewService:
    """What a new service is called; its `clause` is the first sentence that it carries out."""

    name: str
    title: str
    operator: str
    clause: str = ""

    @property
    def port(self) -> int:
        return max(entry.port for entry in services().values()) + 1


def make(new: NewService, root: Path) -> list[Path]:
    """Write the frame into the tree at `root`, list it, and generate what follows; the files
    written, empty ones left out. Raises `NotMade`, before anything is written."""
    clause = new.clause or placeholder(registry().clauses)
    _check(new, clause, root)
    known = registry().organisations[new.operator][-1]
    said = {
        "name": new.name,
        "Name": new.name.capitalize(),
        "title": new.title,
        "operator": new.operator,
        "operator_name": known.name,
        "clause": clause,
    }
    written = []
    for text, place in FRAME.items():
        path = root / Template(place).substitute(said)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_text(text, said), encoding="utf-8")
        written.append(path)
    for package in PACKAGES:
        (root / Template(package).substitute(said) / "__init__.py").touch()
    language = root / "shared" / "schemas" / new.name / "__init__.py"
    language.write_text(_text("package.py.txt", said), encoding="utf-8")
    written.append(language)
    _list(new, clause, root)
    _format(written, root)
    for module in GENERATED:
        _generate(module, root)
    return written


def placeholder(known: Container[str]) -> str:
    """The first sentence in no text of the policy that no service has registered, as RZ-0.1.a."""
    numbers = (f"RZ-0.{n}.{letter}" for letter in ascii_lowercase for n in range(1, 10))
    return next(id for id in numbers if id not in known)


def _check(new: NewService, clause: str, root: Path) -> None:
    if not (root / FILE).exists():
        raise NotMade(
            f"{root} 不是本项目的源代码目录\n{root} is not this project's source tree: no {FILE}"
        )
    if not _NAME.fullmatch(new.name):
        raise NotMade(
            f"服务名由 2 至 20 个小写字母组成：{new.name}\n"
            f"A service's name has 2 to 20 lowercase letters: {new.name}"
        )
    if new.name in services() or (root / "services" / new.name).exists():
        raise NotMade(f"服务 {new.name} 已有\nThere is a service {new.name} already")
    if not new.title.strip() or re.search(r"[\"\\$\n]", new.title):
        raise NotMade(
            f"名称须为一行，不含引号、反斜线和 $：{new.title}\n"
            f"A title is one line without quotation marks, backslash and $: {new.title}"
        )
    if new.operator not in registry().organisations:
        raise NotMade(
            f"登记簿中没有单位 {new.operator}，见 shared/policy/organisations.toml\n"
            f"No organisation {new.operator} is registered: see shared/policy/organisations.toml"
        )
    if not _CLAUSE.fullmatch(clause) or clause in registry().clauses:
        raise NotMade(
            f"条款须为尚无服务登记的编号，如 RZ-2.4.a：{clause}；用 --clause 指明\n"
            f"A clause is one that no service has registered, as RZ-2.4.a: {clause}. Say it with"
            " --clause"
        )


def _list(new: NewService, clause: str, root: Path) -> None:
    entry = {
        "name": f'"{new.name}"',
        "port": str(new.port),
        "title": f'"{new.title}"',
        "operator": f'"{new.operator}"',
        "about": f'"what pilot towns report ({clause})"',
    }
    lines = "".join(f"{key} = {value}\n" for key, value in entry.items())
    with (root / FILE).open("a", encoding="utf-8") as file:
        file.write(f"\n[[service]]\n{lines}")


def _text(name: str, said: dict[str, str]) -> str:
    text = files("shared.runtime").joinpath("frame", name).read_text(encoding="utf-8")
    return Template(text).substitute(said)


def _format(written: list[Path], root: Path) -> None:
    """Bring the files to the house's form: how lines break and imports sort rests on the name.

    An environment that only runs services has nothing for it: `make format` will do.
    """
    if not find_spec("ruff"):
        return
    for act in (["check", "--fix"], ["format"]):
        subprocess.run(
            [sys.executable, "-m", "ruff", *act, "--no-cache", "--quiet", *written],
            cwd=root,
            check=False,
        )


def _generate(module: str, root: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", module]
    env = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)
    if done.returncode:
        raise NotMade(f"python -m {module} 失败 failed:\n{done.stderr[-2000:]}")
