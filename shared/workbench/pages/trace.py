"""经过: what one command led to in all services, as a tree with times, and who held it how long."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.chain import Act, tree
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words import units

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """An act as the page shows it; `since` is the time from what led to it."""

    service: str
    title: str
    by: str
    clause: str
    at: str
    since: str
    places: list[tuple[str, str]]
    held: list[str]
    after: list["Step"]


def trace(visit: Visit, correlation: str) -> Response:
    """The chain, from whoever has a part in it."""
    services = visit.bench.settings.services
    answers = visit.get_all(Question(s, f"/trace/{correlation}") for s in services)
    parts = [a for a in answers if isinstance(a, dict)]
    acts = tree(parts)
    if not acts:
        if away := next((a for a in answers if isinstance(a, Away)), None):
            raise away
        raise next((a for a in answers if isinstance(a, Declined)), NotFound())
    titles = {name: place.title for name, place in services.items()}
    moments = [datetime.fromisoformat(e["recorded_at"]) for p in parts for e in p["events"]]
    return visit.page(
        "trace.html",
        steps=list(_steps(acts, titles, None)),
        count=len(moments),
        lasted=lasting(max(moments) - min(moments)),
        reached=[titles[p["service"]] for p in parts if p["events"]],
        hidden=sum(p["hidden"] for p in parts),
        away=[a.title for a in answers if isinstance(a, Away)],
    )


def _steps(acts: list[Act], titles: Mapping[str, str], since: datetime | None) -> Iterator[Step]:
    for act in acts:
        first = act.events[0]
        yield Step(
            service=titles[act.service],
            title="、".join(dict.fromkeys(e["title"] for e in act.events)),
            by=first["organisation_name"],
            clause=first["clause"],
            at=units.moment(first["recorded_at"]),
            since=lasting(act.at - since) if since else "",
            places=[
                (matter_path(act.service, stream), f"{titles[act.service]} {position}")
                for stream, position in {e["stream"]: e["position"] for e in act.events}.items()
            ],
            held=[held(task) for task in act.tasks],
            after=list(_steps(act.after, titles, act.at)),
        )


def held(task: Told) -> str:
    """Who has or had a task, how long."""
    days = task["working_days"]
    long = "" if days is None else f" {days} 个工作日"
    done = f"已办结，历时{long}" if task["ended_at"] else f"在办，已持有{long}"
    return f"{task['about']}：{task['holder_name']} {done}"


def lasting(time: Any) -> str:
    """A time between two moments as people say it."""
    seconds = time.total_seconds()
    if seconds < 1:
        return f"{max(0, seconds) * 1000:.0f} 毫秒"
    if seconds < 60:
        return f"{seconds:.1f} 秒"
    minutes, hours, days = int(seconds // 60), int(seconds // 3600), int(seconds // 86400)
    if days:
        return f"{days} 天 {hours % 24} 小时" if hours % 24 else f"{days} 天"
    return f"{hours} 小时 {minutes % 60} 分" if hours else f"{minutes} 分钟"


ROUTES: Routes = [Route("GET", "/trace/<correlation>", trace)]
