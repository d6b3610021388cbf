"""`zhenxing trace`: the whole chain that a command began, over all services, as a tree with times."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any

import typer

from shared.workbench.chain import Act, tree


def lines(acts: list[Act], depth: int = 0, since: datetime | None = None) -> Iterator[str]:
    """A line an act, with the time since what led to it; below it who holds what, and since when."""
    from shared.runtime.cli.history import local

    for act in acts:
        first = act.events[0]
        indent = "  " * depth
        when = local(first["recorded_at"]) if since is None else f"+{_seconds(act.at, since)} s"
        told = "、".join(f"{e['title']} {e['type']}" for e in act.events)
        place = f"{first['stream']} @{first['position']}"
        who = first["organisation_name"]
        yield f"{indent}{when} {act.service} {first['command']} {who} {first['clause']} {place}"
        yield f"{indent}    {told}"
        for task in act.tasks:
            yield f"{indent}    待办 {task['about']}：{task['holder_name']} {_held(task)}"
        yield from lines(act.after, depth + 1, act.at)


def _held(task: Mapping[str, Any]) -> str:
    days = task["working_days"]
    so_far = "已办结 done" if task["ended_at"] else "在办 open"
    return f"{so_far}，持有 held {days if days is not None else '—'} 工作日 working days"


def _seconds(later: datetime, earlier: datetime) -> str:
    return f"{(later - earlier).total_seconds():.3f}"


def trace(
    correlation: Annotated[str, typer.Argument(help="The chain: `correlation` of any event.")],
    as_json: Annotated[bool, typer.Option("--json", help="What each service answered.")] = False,
) -> None:
    """What followed from one command in all services, with times, and who held it how long."""
    from shared.runtime.cli import show
    from shared.runtime.cli.client import Declined, Unreachable
    from shared.runtime.cli.errors import Complaint
    from shared.runtime.cli.services import Services

    parts, away = [], []
    for name, client in Services().clients("operator").items():
        try:
            parts.append(client.get(f"/trace/{correlation}"))
        except (Declined, Unreachable) as error:
            away.append(f"{name}: {error}")
    for said in away:
        show.complaint(said)
    if as_json:
        print(json.dumps(parts, ensure_ascii=False))
        return
    roots = tree(parts)
    if not roots:
        raise Complaint(f"没有链条 {correlation}\nNo chain {correlation} is known here")
    for line in lines(roots):
        show.line(line)
    if hidden := sum(part["hidden"] for part in parts):
        show.note(f"另有 {hidden} 个事件不向你公开 events are not shown to you")
