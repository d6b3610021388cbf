"""推演: a reading, a parameter or an act otherwise, over the whole history, by town."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.faces import Answer, Away, Declined, Question
from shared.workbench.forms.typed import Unreadable
from shared.workbench.involved import LEDGER
from shared.workbench.route import Route, Routes
from shared.workbench.timeline import entries
from shared.workbench.visit import Visit, matter_path
from shared.workbench.whatif import changed as otherwise
from shared.workbench.whatif.asking import (
    Amount,
    amounts,
    askable,
    changed,
    has_amounts,
    shown,
    value_of,
)
from shared.workbench.whatif.showing import figures
from shared.workbench.words import saying, units
from shared.workbench.words.meaning import of_schema
from shared.workbench.words.refusals import all_in_names

WAIT_SECONDS = 1
"""Longer than this, and the page says how far it is."""
SHOWN = 60
"""Acts that are told one by one."""
NEWEST = 500
"""Of a matter whose act is taken otherwise, so many events are asked for what it calls its parts."""


def choose(visit: Visit) -> Response:
    """Every reading that somebody's rules obey, and the parameters of each service."""
    names = list(visit.bench.settings.services)
    answers = visit.get_all(Question(name, "/readings") for name in names)
    told = {n: a for n, a in zip(names, answers, strict=True) if not isinstance(a, Away | Declined)}
    away = [p.title for n, p in visit.bench.settings.services.items() if n not in told]
    readings = [(name, r) for name, answer in told.items() for r in answer["readings"]]
    return visit.page(
        "whatif.html",
        readings=sorted(
            readings, key=lambda one: (not _may(one[1]), one[1]["number"], names.index(one[0]))
        ),
        parameters={
            n: sorted((p for p in a["parameters"] if askable(p)), key=lambda p: not _may(p))
            for n, a in told.items()
        },
        acts={n: of for n, a in told.items() if (of := _acts(visit, n, a))},
        away=away,
    )


def _acts(visit: Visit, service: str, told: Answer) -> list[tuple[str, str]]:
    """The kinds of matters with acts that this organisation may take otherwise: each with its title,
    and the ledger of such matters."""
    declared = visit.bench.catalogue.of(visit.person, service)
    numbered = {
        command["aggregate"]
        for command in declared.commands.values()
        if has_amounts(of_schema(command["schema"]))
    }
    return [
        (one["title"], f"/ledgers/{service}/{LEDGER}?{urlencode({'category': one['category']})}")
        for one in told.get("acts", ())
        if one["category"] in numbered
    ]


def _may(told: Answer) -> bool:
    """Whether this organisation may ask for it otherwise; a service of an earlier release does not
    say so beforehand."""
    return bool(told.get("may", True))


def ask(visit: Visit, service: str) -> Response:
    """The form for one reading or parameter."""
    return _form(visit, service, visit.request.args)


def send(visit: Visit, service: str) -> Response:
    """Replay the history under what was asked."""
    given = visit.request.form
    chosen = _chosen(visit, service, given)
    if chosen is None:
        raise NotFound
    if "taken" in chosen:
        return _replayed(visit, service, {"reading": chosen["number"]}, given, chosen["title"])
    try:
        value = value_of(chosen, given.get("value", ""), visit.bench.today())
    except Unreadable as error:
        return _form(visit, service, given, str(error), 422)
    asked = {"parameters": {chosen["name"]: value}}
    return _replayed(visit, service, asked, given, chosen["title"])


def act(visit: Visit, service: str) -> Response:
    """The form for an act of the history: its numbers, each of which may be another."""
    return _act_form(visit, service, visit.request.args)


def send_act(visit: Visit, service: str) -> Response:
    """Replay the history with an act otherwise."""
    given = visit.request.form
    told = _said(visit, service, given)
    asked_for = list(_amounts(visit, service, told, {}))
    try:
        data = changed(told["data"], given, asked_for)
    except Unreadable as error:
        return _act_form(visit, service, given, str(error), 422)
    if not data:
        return _act_form(visit, service, given, "请改动至少一个数", 422)
    asked = {"acts": [{"stream": told["stream"], "version": told["version"], "data": data}]}
    try:
        return _replayed(visit, service, asked, given, told["title"])
    except Declined as no:
        return _act_form(visit, service, given, no.says, no.status)


def progress(visit: Visit, service: str, id: str) -> Response:
    """How far a replay is, or what it came to."""
    told = visit.get(_known(visit, service), f"/replays/{id}", wait=WAIT_SECONDS)
    return _result(visit, service, told, visit.request.args.get("title", ""), part=True)


def _form(
    visit: Visit, service: str, asked: Mapping[str, str], error: str = "", status: int = 200
) -> Response:
    chosen = _chosen(visit, service, asked)
    if chosen is None:
        raise NotFound
    reading = "taken" in chosen
    return visit.page(
        "whatif_form.html",
        status,
        service=service,
        chosen=chosen,
        reading=reading,
        kind="" if reading else askable(chosen),
        value=asked.get("value", "" if reading else shown(chosen)),
        clause=chosen["clause"],
        error=error,
    )


def _act_form(
    visit: Visit, service: str, asked: Mapping[str, str], error: str = "", status: int = 200
) -> Response:
    told = _said(visit, service, asked)
    declared = visit.bench.catalogue.of(visit.person, service)
    events = visit.get(service, f"/streams/{told['stream']}", newest=NEWEST)["events"]
    named = otherwise.named_in(declared, events)
    act = next((e["command_id"] for e in events if e["version"] == told["version"]), "")
    timeline = zip(events, entries(visit, declared, events, ("", "")), strict=True)
    return visit.page(
        "whatif_act.html",
        status,
        service=service,
        told=told,
        events=[entry for e, entry in timeline if e["command_id"] == act],
        amounts=[(a, asked.get(a.path, a.text)) for a in _amounts(visit, service, told, named)],
        back=matter_path(service, told["stream"]),
        error=error,
    )


def _replayed(
    visit: Visit, service: str, body: Mapping[str, Any], given: Mapping[str, str], title: str
) -> Response:
    faces, wait = visit.bench.faces, {"wait": WAIT_SECONDS}
    try:
        told = faces.send(
            visit.person, _known(visit, service), "POST", "/replays", params=wait, json=body
        )
    except Declined as no:
        if "acts" in body:
            raise
        return _form(visit, service, given, no.says, no.status)
    return _result(visit, service, told, title)


def _result(visit: Visit, service: str, told: Answer, title: str, part: bool = False) -> Response:
    template = "whatif_part.html" if part else "whatif_result.html"
    if told["state"] == "running":
        return visit.page(template, service=service, title=title, told=told, running=True)
    shown = told["differences"][:SHOWN]
    refusals = [{"detail_zh": d["refusal_zh"], "needs": d["needs"]} for d in shown]
    declared = visit.bench.catalogue.of(visit.person, service)
    whys = all_in_names(visit, declared, refusals)
    changes = otherwise.fields(visit, declared, shown)
    differences = [
        {
            **d,
            "at": units.moment(d["at"])[:10],
            "path": matter_path(service, d["stream"]),
            "why": why if d["refusal_zh"] else "",
            "changes": of,
        }
        for d, why, of in zip(shown, whys, changes, strict=True)
    ]
    return visit.page(
        template,
        service=service,
        title=title,
        told=told,
        running=False,
        figures=figures(told["measures"]),
        differences=differences,
    )


def _chosen(visit: Visit, service: str, asked: Mapping[str, str]) -> Answer | None:
    """The reading or the parameter that is asked for, as its service tells of it."""
    told = visit.get(_known(visit, service), "/readings")
    for reading in told["readings"]:
        if str(reading["number"]) == asked.get("reading"):
            return dict(reading)
    for parameter in told["parameters"]:
        if parameter["name"] == asked.get("parameter") and askable(parameter):
            title = saying.parameter(parameter["name"])
            return {**parameter, "title": title}
    return None


def _said(visit: Visit, service: str, asked: Mapping[str, str]) -> Answer:
    stream, version = asked.get("stream", ""), asked.get("version", "")
    told = visit.get(_known(visit, service), "/acts", stream=stream, version=version)
    if told["data"] is None:
        why = "这次办理的内容不能从事件中还原，不能推演其不同的情形"
        raise Declined(service, 422, {"title_zh": "不能推演", "detail_zh": why})
    return told


def _amounts(visit: Visit, service: str, told: Answer, named: saying.Named) -> Iterable[Amount]:
    declared = visit.bench.catalogue.of(visit.person, service)
    command = declared.commands.get(told["command"])
    return amounts(of_schema(command["schema"]), told["data"], named=named) if command else ()


def _known(visit: Visit, service: str) -> str:
    if service not in visit.bench.settings.services:
        raise NotFound
    return service


ROUTES: Routes = [
    Route("GET", "/whatif", choose),
    Route("GET", "/whatif/<service>", ask),
    Route("POST", "/whatif/<service>", send),
    Route("GET", "/whatif/<service>/act", act),
    Route("POST", "/whatif/<service>/act", send_act),
    Route("GET", "/whatif/<service>/replay/<id>", progress),
]
