"""导入: a ledger's rows from a spreadsheet, uploaded or pasted; tried first, then all or none."""

from collections.abc import Mapping
from typing import IO, Any
from urllib.parse import quote

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.faces import Answer, Away, Declined, Question
from shared.workbench.importing.grid import Grid, most_rows, pasted, posted
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TRY, TAKE = "try", "take"


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
    told, form = _template(visit, service, name), visit.request.form
    file = visit.request.files.get("file")
    text = form.get("pasted", "")
    path, applied = f"/imports/{name}", form.get("_do") == TAKE
    content: bytes | IO[bytes]
    of_file = form.get("_of") == "file" or bool(file and file.filename)
    if of_file and not (file and file.filename):
        refusal = "请选择填好的文件"
        return _page(visit, service, told, Grid.empty(told), refusal, status=422, file=True)
    if file is not None and file.filename:
        grid, content = Grid.empty(told), file.stream  # read as it is sent, never whole in memory
    else:
        grid = pasted(told, text) if text.strip() else posted(told, form)
        if not grid.fits:
            most = f"一次最多粘贴 {most_rows(grid.heads)} 行，所粘贴的有 {len(grid.rows)} 行"
            refusal = f"{most}；请填入模板后上传文件"
            return _page(visit, service, told, Grid.empty(told), refusal, status=422)
        content = grid.workbook()
    try:
        answer = visit.bench.faces.send(
            visit.person, service, "POST", path, data=content,
            params={"dry_run": "false" if applied else "true"}, headers={"Content-Type": XLSX},
        )  # fmt: skip
    except Declined as no:
        bad = no.problem.get("bad", [])
        return _page(
            visit, service, told, grid.marked(bad), no.says, bad=bad, status=422, file=of_file
        )
    if answer["applied"]:
        visit.say_once(f"已导入 {answer['new']} 行")
        return visit.go(f"/ledgers/{service}/{told['view']}")
    grid, bad = grid.marked(answer["bad"]), answer["bad"]
    return _page(visit, service, told, grid, tried=answer, bad=bad, file=of_file)


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
    listed = visit.get(service, "/imports")["imports"]
    told: Mapping[str, Any] | None = next((t for t in listed if t["name"] == name), None)
    if told is None:
        raise NotFound
    return told


def _page(
    visit: Visit,
    service: str,
    told: Mapping[str, Any],
    grid: Grid,
    refusal: str = "",
    *,
    tried: Answer | None = None,
    bad: list[dict[str, Any]] | None = None,
    status: int = 200,
    file: bool = False,
) -> Response:
    """The page. What a browser sends of a `file` it sends once: it has to be chosen again, and is
    not shown as a grid, which would be empty."""
    return visit.page(
        "import.html", status, service=service, asked=told, grid=grid, refusal=refusal,
        tried=tried, bad=bad or [], file=file,
    )  # fmt: skip


ROUTES: Routes = [
    Route("GET", "/imports", imports),
    Route("GET", "/imports/<service>/<name>", template),
    Route("POST", "/imports/<service>/<name>", take),
    Route("GET", "/imports/<service>/<name>/blank.xlsx", blank),
]
