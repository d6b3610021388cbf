"""运维: how the services are, and what their operators may do about it."""

from collections.abc import Mapping
from typing import Any

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.policy.languages import runs
from shared.policy.services import services as registered_services
from shared.workbench.faces import Answer, Away, Declined, Question
from shared.workbench.forms.fields import Field, Filling, fields
from shared.workbench.forms.reading import read
from shared.workbench.operating.standing import Failure, Standing, failures
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit
from shared.workbench.words.meaning import Meaning, of_schema
from shared.workbench.words.saying import brief, organisation

_ANY = Meaning("", {})


def overview(visit: Visit) -> Response:
    """Every service that this person operates; 403 with who may, for who operates none."""
    places = visit.bench.settings.services
    answers = visit.get_all([Question(name, "/parked") for name in places])
    own = [n for n, a in zip(places, answers, strict=True) if not isinstance(a, Away | Declined)]
    away = [n for n, a in zip(places, answers, strict=True) if isinstance(a, Away)]
    if not own and not away:
        raise next(a for a in answers if isinstance(a, Declined))
    standings = [Standing(name, places[name].title, _status(visit, name)) for name in own]
    return visit.page(
        "operating.html",
        standings=standings,
        away=[places[name].title for name in away],
        others=[
            (place.title, organisation(registered_services()[name].operator))
            for name, place in places.items()
            if name not in own and name not in away and name in registered_services()
        ],
    )


def service(
    visit: Visit,
    service: str,
    *,
    done: tuple[str, Mapping[str, Any]] | None = None,
    wrong: Mapping[str, Mapping[str, str]] | None = None,
    refusal: str = "",
    status: int = 200,
) -> Response:
    """One service: its subscriptions, what is parked or set aside, its failures, and the acts."""
    place = visit.bench.settings.services.get(service)
    if place is None:
        raise NotFound
    told = visit.get(service, "/status")
    parked, aside, acts = (
        visit.get(service, path)[name]
        for path, name in (
            ("/parked", "parked"), ("/set-aside", "set_aside"), ("/operations", "operations"),
        )
    )  # fmt: skip
    standing = Standing(service, place.title, told)
    views = {v["name"]: v["title"] for v in visit.declared[service].views.values()}
    return visit.page(
        "operating_service.html",
        status,
        service=service,
        standing=standing,
        parked=parked,
        aside=aside,
        views=views,
        failures=list(_failures(visit, standing)),
        acts={
            act["name"]: (act, _drawn(visit, act, views, standing, (wrong or {}).get(act["name"])))
            for act in acts
        },
        done=done and (done[0], _came_of(done[1])),
        refusal=refusal,
    )


def act(visit: Visit, service_name: str, name: str) -> Response:
    """Do one of the declared acts; what came of it stands on the service's page."""
    if service_name not in visit.bench.settings.services:
        raise NotFound
    acts = visit.get(service_name, "/operations")["operations"]
    told = next((one for one in acts if one["name"] == name), None)
    if told is None:
        raise NotFound
    entries = dict(visit.request.form.lists())
    found = read(of_schema(told["schema"]), entries, visit.bench.today())
    if found.errors:
        return service(visit, service_name, wrong={name: found.errors}, status=422)
    try:
        answer = visit.bench.faces.send(
            visit.person, service_name, "POST", told["path"], json=found.data
        )
    except Declined as no:
        if no.status == 403:
            raise
        return service(visit, service_name, refusal=no.says, status=422)
    return service(visit, service_name, done=(told["title"], answer))


def verify(visit: Visit, service_name: str) -> Response:
    """Recompute the hash chain; what was found stands on the service's page."""
    if service_name not in visit.bench.settings.services:
        raise NotFound
    answer = visit.get(service_name, "/verification")
    return service(visit, service_name, done=("核验日志", answer))


def _status(visit: Visit, service: str) -> Answer:
    return visit.get(service, "/status")


def _failures(visit: Visit, standing: Standing) -> list[Failure]:
    places = visit.bench.settings.services
    asked = [
        Question(standing.name, f"/streams/reaction-{s}", {"newest": 200}) for s in standing.sources
    ]
    answers = visit.get_all(asked)
    pages = [a for a in answers if not isinstance(a, Away | Declined)]
    titles = {name: place.title for name, place in places.items()}
    return failures((event for page in pages for event in page["events"]), titles)


_TOLD = {
    "whole": "日志完整", "count": "事件数", "position": "日志位置", "identical": "与原表一致",
    "generation": "代次", "differs": "与来源不一致", "our_checkpoint": "已跟到",
    "last_agreed": "最后一致", "effects_in_doubt": "存疑的本服务事件", "resynced": "已重新对齐",
}  # fmt: skip


def _came_of(answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What an act answered, as far as it has a word."""
    return [
        (
            word,
            runs(value) or "无" if isinstance(value, list) else brief(value, _ANY),
        )
        for name, word in _TOLD.items()
        if (value := answer.get(name)) is not None
    ]


def _drawn(
    visit: Visit,
    act: Mapping[str, Any],
    views: Mapping[str, str],
    standing: Standing,
    errors: Mapping[str, str] | None,
) -> list[Field]:
    """The fields of an act; a view and a source are chosen from those that there are."""
    entries = dict(visit.request.form.lists()) if errors else {}
    drawn = fields(of_schema(act["schema"]), Filling(entries, errors or {}))
    places = visit.bench.settings.services
    known = {
        "view": views,
        "source": {s: places[s].title for s in standing.sources if s in places},
    }
    for one in drawn:
        if one.path in known:
            one.widget, one.options = "choice", known[one.path]
    return drawn


ROUTES: Routes = [
    Route("GET", "/operating", overview),
    Route("GET", "/operating/<service>", service),
    Route("POST", "/operating/<service_name>/verify", verify),
    Route("POST", "/operating/<service_name>/<name>", act),
]
