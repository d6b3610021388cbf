"""Each department's handbook, as far as the code knows it: `python -m shared.runtime.handbook`.

The parts between the marks in services/<name>/README.md are written from the declarations, the
table in the project's README and the example of settings from services.toml; the rest is written
by people and stays.
"""

import importlib
import inspect
import re
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from shared.kernel.aggregate.aggregate import Command
from shared.kernel.reactions.reaction import reactions_of
from shared.policy.loader import present, registry
from shared.policy.local_time import LOCAL_TIME
from shared.policy.model import Parameter
from shared.policy.services import ServiceEntry, services
from shared.runtime.settings import SERVICES
from shared.schemas.duty import Duty
from shared.schemas.events import events_of
from shared.schemas.marshalling import json_schema
from shared.schemas.words import say

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
EXAMPLE = ROOT / "deploy" / "service.example.toml"
_MARKED = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_FOLLOWED = re.compile(
    r"(# generated: the services that projects may follow\n).*?(# end\n)", re.DOTALL
)


def handbook(service: str) -> Path:
    return ROOT / "services" / service / "README.md"


def written(service: str) -> str:
    """The handbook as it should stand: its generated parts from the code."""
    parts = {
        "clauses": _clauses,
        "commands": _commands,
        "events": _events,
        "reactions": _reactions,
        "parameters": _parameters,
        "deadlines": _deadlines,
        "tasks": _tasks,
        "views": _views,
    }
    declared = importlib.import_module(f"services.{service}.service").Service

    def fill(found: re.Match[str]) -> str:
        return f"{found[1]}{parts[found[2]](declared)}\n{found[3]}"

    file = handbook(service)
    stands = file.read_text(encoding="utf-8") if file.exists() else _blank(services()[service])
    return _MARKED.sub(fill, stands)


def _blank(service: ServiceEntry) -> str:
    """The handbook of a service that has none yet."""
    frame = files("shared.runtime").joinpath("frame", "README.md.txt").read_text(encoding="utf-8")
    operator = _organisations((service.operator,))
    return Template(frame).substitute({**asdict(service), "operator_name": operator})


def example() -> str:
    """The example of a service's settings as it should stand: who else is there."""
    others = "".join(
        f'[services.{s.name}]\naddress = "https://{s.name}.example:{s.port}"\n\n'
        for s in services().values()
        if s.name != "projects"
    )
    stands = EXAMPLE.read_text(encoding="utf-8")
    return _FOLLOWED.sub(lambda found: f"{found[1]}{others}{found[2]}", stands)


def readme() -> str:
    """The project's README as it should stand: its table of services from services.toml."""
    rows = [[f"`{s.name}`", _organisations((s.operator,)), s.about] for s in services().values()]
    table = _table(["service", "operated by", "what it does today"], rows)
    return _MARKED.sub(rf"\g<1>{table}\n\g<3>", README.read_text(encoding="utf-8"))


def _given(declared: Any) -> list[Command]:
    commands = [c for a in declared.commands.aggregates for c in a.commands.values()]
    return sorted(commands, key=lambda c: (c.clause, c.name))


def _clauses(declared: Any) -> str:
    now = present()
    used = {now.number_of(c.clause) for c in _given(declared)}
    known = [c for id, c in sorted(now.clauses.items()) if id in used]
    return _table(
        ["clause", "sentence", "lead", "with"],
        [[c.id, f"{c.zh}<br>{c.en}", _organisations(c.lead), _organisations(c.participants)]
         for c in known],
    )  # fmt: skip


def _commands(declared: Any) -> str:
    rows = []
    for command in (c for c in _given(declared) if c.public):
        who = "、".join(a.names(registry()).zh for a in command.by if a.relation != "system")
        who += f"，须有“{say(Duty, command.duty)}”职责" if command.duty else ""
        rows.append([f"`{command.name}`", command.title, command.clause, who, _fields(command)])
    return _table(["command", "title", "clause", "who may", "fields (required in bold)"], rows)


def _fields(command: Command) -> str:
    schema = json_schema(command.data)
    required = schema.get("required", ())
    told = schema["properties"].items()
    return ", ".join(f"{f'**{n}**' if n in required else n} {of['title']}" for n, of in told)


def _events(declared: Any) -> str:
    importlib.import_module(f"shared.schemas.{declared.name}")
    own = [e for e in events_of(declared.name) if e.service == declared.name]
    return _table(
        ["event", "title", "clause", "version"],
        [[f"`{e.name}`", e.title, e.clause, str(e.version)] for e in own],
    )


def _reactions(declared: Any) -> str:
    rows = []
    for _, part in inspect.getmembers(declared, lambda p: hasattr(p, "modules")):
        for module in part.modules:
            for r in reactions_of(module):
                says = (inspect.getdoc(r.commands) or "").split("\n")[0]
                rows.append([part.source, f"`{r.event.__name__}`", r.name, says])
    return _table(["from", "event", "reaction", "what follows"], sorted(rows))


def _parameters(declared: Any) -> str:
    today = datetime.now(LOCAL_TIME).date()
    own = [n for n in sorted(registry().parameters) if n.startswith(f"{declared.name}.")]
    mine = [registry().parameter_on(name, today) for name in own]
    return _table(
        ["parameter", "value", "basis", "clause", "meaning"],
        [[f"`{p.name}`", f"`{p.value}`", p.basis, p.clause, f"{_told(p)}<br>{p.en}"] for p in mine],
    )


def _deadlines(declared: Any) -> str:
    rows = []
    for aggregate in declared.commands.aggregates:
        if aggregate.deadlines_of:
            says = (inspect.getdoc(aggregate.deadlines_of) or "").replace("\n", " ")
            passed = aggregate.commands[f"pass-deadline-of-{aggregate.category}"]
            rows.append([f"`{aggregate.category}-…`", aggregate.title, passed.clause, says])
    return _table(["stream", "title", "clause", "what runs"], rows)


def _tasks(declared: Any) -> str:
    rows = []
    for aggregate in declared.commands.aggregates:
        says = " ".join((inspect.getdoc(aggregate.tasks_of) or "").split())
        if says:
            rows.append([f"`{aggregate.category}-…`", aggregate.title, says])
    return _table(["stream", "title", "whose turn it is"], rows)


def _views(declared: Any) -> str:
    rows = [
        [f"`{v.name}`", v.title, "、".join(c.title for c in v.columns)]
        for v in (row.definition for row in declared.views.rows)
    ]
    return _table(["view", "title", "columns"], sorted(rows))


def _told(parameter: Parameter) -> str:
    """What it is, and what its codes are called."""
    codes = "，".join(f"`{code}` {word}" for code, word in parameter.called.items())
    return f"{parameter.zh}：{codes}" if codes else parameter.zh


def _organisations(ids: tuple[str, ...]) -> str:
    known = registry().organisations
    return "、".join(
        "区县政府" if id == "county" else known[id][-1].name if id in known else id for id in ids
    )


def _table(head: list[str], rows: list[list[str]]) -> str:
    if not rows:
        return "None."
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def main() -> None:
    """Bring every handbook up to date."""
    for service in SERVICES:
        handbook(service).write_text(written(service), encoding="utf-8")
    README.write_text(readme(), encoding="utf-8")
    EXAMPLE.write_text(example(), encoding="utf-8")


if __name__ == "__main__":
    main()
