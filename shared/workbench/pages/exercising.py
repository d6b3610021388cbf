"""政策兑现: every sentence in every town, what never was and what is silent, and a cell's cases."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.policy.loader import registry
from shared.workbench.exercise import words
from shared.workbench.exercise.matrix import CITY, Acts, Cell, only, told
from shared.workbench.exercise.reading import Chosen, Read, chosen, read
from shared.workbench.exercise.sheet import sheet
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.route import Route, Routes
from shared.workbench.timeline import Entry, entries
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words.matters import split

PAGE = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Case:
    """A matter in which a sentence was carried out at a place, with the acts, the last first."""

    service: str
    stream: str
    title: str
    name: str
    path: str
    acts: list[Entry]


def exercised(visit: Visit) -> Response:
    """The matrix, or with `show` the list of the cells in one state."""
    asked = _asked(visit)
    found = read(visit, asked)
    return visit.page(
        "exercise.html",
        asked=asked,
        read=found,
        by_clause={line.clause: line for line in found.lines},
        counts={state: len(only(found.lines, state)) for state in words.SHOWN if state},
        listed=only(found.lines, asked.show) if asked.show else [],
        address=lambda **other: _address(asked, **other),
        cell_address=lambda cell: _cell_address(cell, asked),
        saying=words,
        on=asked.as_of,
        nothing=not any(cell.told.acts for line in found.lines for cell in line.cells),
    )


def file(visit: Visit) -> Response:
    """What is seen, as XLSX."""
    asked = _asked(visit)
    found = read(visit, asked)
    seen = set(only(found.lines, asked.show)) if asked.show else None
    rows = [
        (line, cell)
        for line in found.lines
        for cell in line.cells
        if seen is None or (cell in seen and not line.rule_of)
    ]
    name = quote(f"政策兑现-{asked.on.isoformat()}.xlsx")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(
        sheet(rows, found.silent_days, _heading(asked, found)), 200, headers, content_type=XLSX
    )


def cell(visit: Visit, clause: str, place: str) -> Response:
    """The cases in which a sentence was carried out at a place, of all services."""
    known, asked = registry(), _asked(visit)
    if clause not in known.clauses or place not in {*known.towns, *known.counties, CITY}:
        raise NotFound
    services = visit.bench.settings.services
    own, before = visit.request.args.get("of", ""), visit.request.args.get("before", "")
    query: dict[str, Any] = {"limit": PAGE, **asked.past}
    if before and own in services:
        services, query["before"] = {own: services[own]}, before
    where = {"clause": clause, **_placed(place)}
    paths = (
        (f"/exercise/{clause}/{place}", query),
        ("/views/policy-ledger", {**where, **asked.past}),
        ("/views/policy-figures", {**where, **asked.past}),
    )
    answers = visit.get_all(Question(s, path, asks) for path, asks in paths for s in services)
    answered = [answers[n * len(services) : (n + 1) * len(services)] for n in range(len(paths))]
    cases, more = [], []
    for service, answer in zip(services, answered[0], strict=True):
        if isinstance(answer, dict) and service in visit.declared:
            cases += _cases(visit, service, answer["cases"])
            if answer["next"] is not None:
                more.append((services[service].title, service, answer["next"]))
    rows = [[r for a in part if isinstance(a, dict) for r in a["rows"]] for part in answered[1:]]
    summed = told(rows[0], rows[1], {}).acts.get((clause, place), Acts())
    return visit.page(
        "exercised.html",
        clause=known.clauses[clause],
        place=place,
        acts=summed,
        cases=cases,
        more=more,
        away=[p.title for p, a in zip(services.values(), answered[0], strict=True) if _no(a)],
        asked=asked,
        address=lambda **other: _address(asked, **other),
        saying=words,
        on=asked.as_of,
    )


def _asked(visit: Visit) -> Chosen:
    return chosen(visit.request.args, visit.bench.today(), words.SHOWN)


def _address(asked: Chosen, **other: Any) -> str:
    query = {n: v for n, v in {**asked.query, **other}.items() if v}
    return f"?{urlencode(query, doseq=True)}"


def _cell_address(cell: Cell, asked: Chosen) -> str:
    past = _address(asked, town="", show="") if asked.as_of else ""
    return f"/exercise/{cell.clause}/{cell.place}{past}"


def _placed(place: str) -> dict[str, str]:
    """The rows of a place alone, not those of the towns within."""
    if place in registry().towns:
        return {"town": place}
    return {"town": "", "county": "" if place == CITY else place}


def _no(answer: Any) -> bool:
    return isinstance(answer, Away | Declined)


def _cases(visit: Visit, service: str, told: list[dict[str, Any]]) -> list[Case]:
    """A service's cases, by their names."""
    declared = visit.declared[service]
    ids = [split(declared, case["stream"]) for case in told]
    things = [(declared.key_of(category)[1], id) for category, id in ids]
    named = visit.names(one for one in things if one[0])
    events = [event for case in told for event in case["events"]]
    said = iter(entries(visit, declared, events, ("", "")))
    return [
        Case(
            service,
            case["stream"],
            case["title"],
            named.get(thing, ""),
            matter_path(service, case["stream"]),
            [next(said) for _ in case["events"]][::-1],
        )
        for case, thing in zip(told, things, strict=True)
    ]


def _heading(asked: Chosen, found: Read) -> list[tuple[str, str]]:
    """What stands above the rows of a file."""
    away = [("暂不可用", "、".join(found.away))] if found.away else []
    return [
        ("政策兑现", words.SHOWN[asked.show]),
        ("截至", f"{asked.on}（以发生时间为准）" if asked.happened else f"{asked.on}"),
        ("镇", "、".join(town["name"] for town in found.columns)),
        ("静默", f"超过 {found.silent_days} 天未行使"),
        *away,
    ]


ROUTES: Routes = [
    Route("GET", "/exercise", exercised),
    Route("GET", "/exercise/file.xlsx", file),
    Route("GET", "/exercise/<clause>/<place>", cell),
]
