"""政策版本: what each version of the text changes, and which open matters stand under which."""

from typing import Any

from werkzeug import Response

from shared.workbench.faces import Away, Declined, Question
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words.saying import parameter_value

MOST = 200
"""Matters of a service that are listed."""


def versions(visit: Visit) -> Response:
    """Every version, with how much is open under it; the matters of the one that is asked for."""
    names = list(visit.bench.settings.services)
    answers = visit.get_all(Question(name, "/policy") for name in names)
    told = {n: a for n, a in zip(names, answers, strict=True) if not isinstance(a, Away | Declined)}
    away = [p.title for n, p in visit.bench.settings.services.items() if n not in told]
    known: dict[str, dict[str, Any]] = {}
    for name, answer in told.items():
        for version in answer["versions"]:
            one = known.setdefault(version["version"], {**version, "by_service": []})
            one["by_service"].append((visit.bench.settings.services[name].title, version["open"]))
    for one in known.values():
        one["open"] = sum(number for _, number in one["by_service"])
        one["numbers"] = [
            (p["title"], parameter_value(p["name"], p["before"], {}),
             parameter_value(p["name"], p["value"], {}))
            for p in one["parameters"]
        ]  # fmt: skip
    asked = visit.request.args.get("version", "")
    chosen = known.get(asked)
    matters = _matters(visit, list(told), asked) if chosen else []
    return visit.page(
        "policy.html", versions=list(known.values()), chosen=chosen, matters=matters, away=away
    )


def _matters(visit: Visit, names: list[str], version: str) -> list[dict[str, Any]]:
    query = {"version": version, "limit": MOST}
    answers = visit.get_all(Question(name, "/policy/matters", query) for name in names)
    found = [
        {**m, "service": name, "path": matter_path(name, m["stream"])}
        for name, answer in zip(names, answers, strict=True)
        if not isinstance(answer, Away | Declined)
        for m in answer["matters"]
    ]
    return sorted(found, key=lambda m: (m["due_on"] or "9999", m["path"]))


ROUTES: Routes = [Route("GET", "/policy", versions)]
