"""`/views/<view>?format=xlsx|csv`: a ledger as a file, written by a process pool."""

from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from werkzeug import Request, Response
from werkzeug.wsgi import FileWrapper

from shared.face.bound import Full
from shared.face.exports.saying import OF_PROGRAMS, say_of
from shared.face.exports.writing import Writing, write
from shared.face.http.call import Call
from shared.face.http.missing import placed
from shared.face.http.parameter import invalid_parameter
from shared.face.http.personal import note_export
from shared.face.http.problem import TOO_LARGE, Problem
from shared.face.http.refusals import unavailable
from shared.face.http.view_query import OfPage, columns_named, selection
from shared.face.meanings import meaning
from shared.face.workers import Broken, Declined, ProcessPool
from shared.kernel.views.definition import View
from shared.kernel.views.past import Until
from shared.kernel.views.selection import Selection
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
_SIGNS = {"": "＝", "gte": "≥", "lte": "≤"}
_BLOCK = 1 << 16


def wants_file(request: Request) -> bool:
    return "format" in request.args


def refuse_pages(call: Call) -> None:
    """Raise for a file that is asked for page by page."""
    for name in {"limit", "after"} & set(call.request.args):
        raise invalid_parameter(name, Text("导出时不分页", "left out: an export has no pages"))


def ledger(
    call: Call, view: View, asked: OfPage, pool: ProcessPool, until: Until | None
) -> Response:
    """All rows that the query asks for and the caller may see, as a file."""
    format = asked.format
    assert format
    refuse_pages(call)
    if until and not view.folds:  # what aggregates say of states is not told by a fold of events
        why = Text("此台账不导出历史，请分页查阅", "left out: this view's past is read in pages")
        raise invalid_parameter("as_of", why)
    chosen = selection(view, call, asked)
    missing = call.face.views.missing(view, chosen.any_of)
    theirs, others = placed(call, view, chosen.any_of, missing)
    task = Writing(
        service=call.face.name,
        database=call.face.log.database.url.render_as_string(hide_password=False),
        row=view.row,
        selection=chosen,
        filter=in_words(call, view, chosen),
        format=format,
        columns=_columns(call, view, asked.only),
        titles=call.face.titles,
        until=until,
        theirs=theirs,
        others=others,
    )
    now = call.face.executor.clock.now()
    note_export(call, view)
    try:
        with pool.place() as place:
            path = place.folder / f"{view.name}.{format}"
            written = place.run(write, task, path)
            return sent(
                path,
                TYPES[format],
                f"{view.title}-{_day(now)}.{format}",
                f"{view.name}-{_day(now)}.{format}",
                {"Ledger-Rows": str(written["rows"]), "Ledger-Position": str(written["position"])},
            )
    except Full:
        raise unavailable(Text("正在导出的台账过多", "Too many exports are running."), 5) from None
    except Broken:
        raise unavailable(Text("导出未能完成", "The export could not be finished."), 30) from None
    except Declined as no:
        raise Problem(TOO_LARGE, no.why) from no


def sent(
    path: Path, content_type: str, name: str, plain_name: str, headers: dict[str, str]
) -> Response:
    """A file as an answer. It is opened here and may be removed at once.

    `plain_name`, in ASCII, is for callers that can't read `name`.
    """
    named = f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(name, safe='')}"
    file = path.open("rb")
    return Response(
        FileWrapper(file, _BLOCK),  # closes it
        200,
        {
            "Content-Disposition": named,
            "Content-Length": str(path.stat().st_size),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **headers,
        },
        content_type=content_type,
        direct_passthrough=True,
    )


def _columns(call: Call, view: View, only: str | None) -> tuple[str, ...]:
    """The columns that are asked for; without a word about that, those that tell people something."""
    if only is not None:
        return columns_named(view, only)
    kinds = {c.name: meaning(view, c, call.face.name).get("kind") for c in view.columns}
    return tuple(name for name, kind in kinds.items() if kind not in OF_PROGRAMS)


def in_words(call: Call, view: View, chosen: Selection) -> str:
    """The filter as a clerk reads it, with what limits the caller's sight."""
    columns = {column.name: column for column in view.columns}
    said = []
    for name, texts in call.rest.items():
        field, _, suffix = name.partition("__")
        if field in columns:
            say = say_of(view, columns[field], call.face.name, call.face.titles)
            told = "、".join(map(say or str, texts))
            said.append(f"{columns[field].title}{_SIGNS.get(suffix, '＝')}{told}")
    if "as_of" in call.request.args:
        said.append(f"截至 {call.request.args['as_of']}")
    if "effective" in call.request.args:
        said.append(f"截至 {call.request.args['effective']} 已发生")
    if chosen.any_of is not None:
        today = _local(call.face.executor.clock.now()).date()
        name = call.face.registry.name_of(call.actor.organisation, today)
        said.append(f"{name}可见范围")
    return "；".join(said)


def _day(now: datetime) -> str:
    return _local(now).date().isoformat()


def _local(moment: datetime) -> datetime:
    return moment.astimezone(LOCAL_TIME)
