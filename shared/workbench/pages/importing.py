"""导入: a ledger's rows from a spreadsheet, uploaded or pasted; tried first, then all or none."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.faces import (
    FILE_PATIENCE_SECONDS,
    Answer,
    Away,
    Declined,
    Question,
    Unanswered,
)
from shared.workbench.importing.grid import MOST_CELLS, Grid
from shared.workbench.importing.sent import XLSX, NotSent, sent
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit

TAKE = "take"


def imports(visit: Visit) -> Response:
    """Every service's templates."""
    services = visit.bench.settings.services
    answers = visit.get_all(Question(s, "/imports") for s in services)
    told = list(zip(services.values(), answers, strict=True))
    return visit.page(
        "imports.html",
        listed=[
            (place.title, place.name, answer["imports"])
            for place, answer in told
            if not isinstance(answer, Away | Declined) and answer["imports"]
        ],
        away=[place.title for place, answer in told if isinstance(answer, Away)],
    )


def template(visit: Visit, service: str, name: str) -> Response:
    """One template: its grid, empty."""
    told = _template(visit, service, name)
    return _page(visit, service, told, Grid.empty(told))


def take(visit: Visit, service: str, name: str) -> Response:
    """Look at what was typed, pasted or uploaded, or take it; bad cells are told with why."""
    try:
        return _take(visit, service, _template(visit, service, name))
    except Away as away:
        if not visit.partial:
            raise
        unknown = isinstance(away, Unanswered) and visit.request.form.get("_do") == TAKE
        again = "；可能已经导入，同样的行不会登记两次" if unknown else ""
        return visit.notice(f"{away}{again}。表格仍在本页，请稍后再按一次。")


def _take(visit: Visit, service: str, told: Mapping[str, Any]) -> Response:
    """What is new is only tried."""
    form = visit.request.form
    try:
        given = sent(told, visit.request)
    except NotSent as no:
        digest = form.get("_file", "")
        return _page(visit, service, told, no.grid, str(no), digest=digest, status=422)
    grid, take = given.grid, form.get("_do") == TAKE and not given.new
    params = {"dry_run": "false" if take else "true"}
    if given.file and told["cells"]:
        params["cells"] = str(min(MOST_CELLS, told["cells"]))
    another = given.new and bool(form.get("numbers"))
    page = partial(_page, visit, service, told, digest=given.digest, another=another)
    try:
        answer = visit.bench.faces.send(
            visit.person, service, "POST", f"/imports/{told['name']}",
            data=given.sheet, params=params, headers={"Content-Type": given.content_type},
            patience=FILE_PATIENCE_SECONDS,
        )  # fmt: skip
    except Declined as no:
        bad = no.problem.get("bad", [])
        if given.file and given.new and not bad:  # unread: it is new when it is chosen again
            return page(Grid.empty(told), no.says, status=422, digest="")
        return page(_read(grid, no.problem), no.says, bad=bad, status=422)
    if answer["applied"]:
        visit.say_once(f"已导入 {answer['new']} 行")
        return visit.go(f"/ledgers/{service}/{told['view']}")
    return page(_read(grid, answer), tried=answer, bad=answer["bad"])


def _read(grid: Grid, answer: Mapping[str, Any]) -> Grid:
    """With the rows that a service read of a file, and what it found wrong."""
    bad = answer.get("bad", ())
    grid = grid.read(answer["cells"], bad) if "cells" in answer else grid
    return grid.marked(bad)


def blank(visit: Visit, service: str, name: str) -> Response:
    """The empty sheet, with notes and an example."""
    told = _template(visit, service, name)
    got = visit.bench.faces.ask(visit.person, service, "GET", f"/imports/{name}")
    if got.status_code != 200:
        raise Declined(service, got.status_code, got.json())
    called = quote(f"{told['title']}-模板.xlsx")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{called}"}
    return Response(got.content, 200, headers, content_type=XLSX)


def _template(visit: Visit, service: str, name: str) -> Mapping[str, Any]:
    if service not in visit.bench.settings.services:
        raise NotFound
    listed = visit.get(service, "/imports")
    for told in listed["imports"]:
        if told["name"] == name:
            return {**told, "cells": listed.get("cells", 0)}
    raise NotFound


def _page(
    visit: Visit,
    service: str,
    told: Mapping[str, Any],
    grid: Grid,
    refusal: str = "",
    *,
    tried: Answer | None = None,
    bad: Sequence[Mapping[str, Any]] = (),
    status: int = 200,
    digest: str = "",
    another: bool = False,
) -> Response:
    """The page, or the part of it that a try changes: a file stays chosen beside it. `digest` is
    of the file that the grid stands for; `another` tells that it has just been changed for it."""
    must = {h for c in told["columns"] if c["required"] for h in (c["title"], c["beside"])}
    return visit.page(
        "import_part.html" if visit.partial else "import.html", status, service=service,
        asked=told, grid=grid, refusal=refusal, tried=tried, bad=bad, must=must, digest=digest,
        another=another, partial=visit.partial,
    )  # fmt: skip


ROUTES: Routes = [
    Route("GET", "/imports", imports),
    Route("GET", "/imports/<service>/<name>", template),
    Route("POST", "/imports/<service>/<name>", take),
    Route("GET", "/imports/<service>/<name>/blank.xlsx", blank),
]
