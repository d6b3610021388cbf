"""事项页: what happened, how it stands, and what I can do now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench import kept_filters
from shared.workbench.catalogue import Declared
from shared.workbench.faces import Answer, Away, Declined, Question
from shared.workbench.forms.typed import numeral
from shared.workbench.ledgers.table import own_of
from shared.workbench.ledgers.two_days import row_changes, two_days
from shared.workbench.route import Route, Routes
from shared.workbench.tasks import place
from shared.workbench.timeline import entries
from shared.workbench.visit import Visit
from shared.workbench.words import saying
from shared.workbench.words.concerned import with_names
from shared.workbench.words.matters import called, split
from shared.workbench.words.meaning import Meaning
from shared.workbench.words.names import name_of
from shared.workbench.words.refusals import all_in_names
from shared.workbench.words.saying import Said

THERE_ALREADY = "already-exists"
"""The rule by which what makes something can't make it twice."""
STEP, MOST = 200, 500
"""So many events are shown at first, and as many more each time; at most what a page of a service
holds."""


def matter(visit: Visit, service: str, stream: str) -> Response:
    """A stream's events, the row that its ledger has of it, and the offers."""
    if service not in visit.bench.settings.services:
        raise NotFound
    declared = visit.bench.catalogue.of(visit.person, service)
    days = two_days(visit)
    past = days.past
    category, id = split(declared, stream)
    field, thing = declared.key_of(category)
    length = min(numeral(visit.request.args.get("length", "")) or STEP, MOST)
    drawable = [p for p in declared.papers.values() if field and p["key"] == field]
    asked = [
        Question(service, f"/streams/{stream}", {"newest": length, **past}),
        Question(service, f"/streams/{stream}/offers"),
        Question(service, "/tasks", {"stream": stream, "limit": 500, **past}),
        *(Question(service, f"/views/{p['view']}/{id}") for p in drawable),
    ]
    visit.foresee(asked, row_asked(declared, thing, id, past, category))
    told, offered, waiting, *rows = visit.get_all(asked)
    if isinstance(told, Away | Declined):
        raise told
    row = row_of(visit, declared, thing, id, past, category)
    if past and not row[0]:  # then it was not there, or was not called so yet
        row = row_of(visit, declared, thing, id, {}, category)[0], row[1]
    mine = [] if isinstance(waiting, Away | Declined) else waiting["tasks"]
    mine = sorted((t for t in mine if t["stream"] == stream), key=place)
    mine = with_names(visit, ({**t, "service": service} for t in mine), itself=False)
    now = not days.since and not days.until
    offers = offered["offers"] if now and not isinstance(offered, Away | Declined) else []
    opened = kept_filters.of_line(visit, visit.request.args.get("line", ""))
    answering = list(dict.fromkeys(c["name"] for t in mine for c in t["commands"]))
    may = [o for o in offers if o["may"]]
    owed, may_not, of_others = refused(_in_names(visit, declared, offers), answering)
    return visit.page(
        "matter.html",
        service=service,
        stream=stream,
        title=told["title"],
        name=row[0]
        or visit.names([(thing, id)] if thing else []).get((thing, id))
        or _called(told["title"], called(declared, stream) if category else ""),
        facts=row[1],
        timeline=entries(
            visit, declared, filter(days.between, told["events"]), (thing, id),
            replayable=told.get("replayable", False),
        )[::-1],
        changed=row_changes(visit, declared, thing, id, days),
        more=told["earlier"],
        follows=opened.after(mine[0]) if mine else "",
        longer=length + STEP if told["earlier"] and length < MOST else 0,
        tasks=mine,
        may=sorted(may, key=lambda o: _turn(o["command"], answering)),
        answering=answering,
        owed=owed,
        may_not=may_not,
        of_others=of_others,
        dossier=thing if thing in ("project", "town", "issue", "fund") else "",
        id=id,
        days=days,
        now=now,
        papers=[p for p, row in zip(drawable, rows, strict=True) if _there(p, row)],
    )  # fmt: skip


def refused(
    offers: Iterable[Answer], answering: Collection[str]
) -> tuple[list[Answer], list[Answer], list[Answer]]:
    """What can't be done now. Apart what would answer a task that waits here, where nothing that
    does may be given: who must act is told outright why they can't; and last what is another
    organisation's to do. What would make what is there already is left out."""
    offers = list(offers)
    stuck = not any(o["may"] and o["command"] in answering for o in offers)
    may_not = [o for o in offers if not o["may"]]
    owed = [o for o in may_not if stuck and o["command"] in answering]
    rest = [o for o in may_not if o not in owed and o.get("rule") != THERE_ALREADY]
    others = [o for o in rest if o.get("type") == "not-permitted" and not o.get("duty")]
    return owed, [o for o in rest if o not in others], others


def _turn(command: str, answering: Sequence[str]) -> int:
    """What answers a task comes first, as the task names it."""
    return answering.index(command) if command in answering else len(answering)


def _in_names(visit: Visit, declared: Declared, offers: list[Answer]) -> list[Answer]:
    """The offers, with the reasons of what can't be done in names."""
    told = [o for o in offers if not o["may"]]
    reasons = all_in_names(visit, declared, told)
    said = [{**o, "detail_zh": why} for o, why in zip(told, reasons, strict=True)]
    return [*(o for o in offers if o["may"]), *said]


def _called(title: str, name: str) -> str:
    """What is called by no ledger: by the word for its id, else what it is, with its number."""
    return f"{title}（{name}）" if isinstance(name, saying.Id) else name or title


def _there(paper: Mapping[str, Any], row: Answer | Away | Declined) -> bool:
    """Whether there is such a paper of a matter, by the row that it would be of."""
    return isinstance(row, dict) and all(row["row"][name] for name in paper["when"])


def row_asked(
    declared: Declared, thing: str, id: str, past: Mapping[str, str], category: str = ""
) -> list[Question]:
    """What the ledger that lists such things is asked of this one; nothing where none does."""
    told = _listed(declared, thing, category)
    numbered_within = told.get("within") and thing not in declared.alone
    if told.get("service") != declared.service or numbered_within:
        return []
    return [Question(declared.service, f"/views/{told['view']}", {told["column"]: id, **past})]


def row_of(
    visit: Visit,
    declared: Declared,
    thing: str,
    id: str,
    past: Mapping[str, str],
    category: str = "",
) -> tuple[str, list[tuple[str, Said]]]:
    """What the ledger that lists such things says of this one: its name, and the rest."""
    told = _listed(declared, thing, category)
    page = next(iter(visit.get_all(row_asked(declared, thing, id, past, category))), None)
    if not isinstance(page, dict) or not page["rows"]:
        return "", []
    row = alike(page["rows"])
    key = declared.views[told["view"]]["key"]
    columns = [Meaning.of_column(c, declared.vocabulary) for c in page["columns"]]
    shown = [
        c
        for c in columns
        if not c.hidden
        and c.name != told["column"]
        and not (c.name == key and c.kind in ("key", "part"))
        and row.get(c.name) not in (None, "", [], {})
    ]
    [named] = visit.names_beside(
        [(row, [pair for c in shown for pair in saying.referred(row[c.name], c)])]
    )
    said = [(c.title, saying.say(row[c.name], c, named)) for c in shown]
    return name_of(told, page, row), [(saying.titled(title, one), one) for title, one in said]


def alike(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What a ledger says of a thing of which it has several rows, as of each signing at a meeting:
    what all of them say."""
    first, *rest = rows
    return {n: v for n, v in first.items() if all(row.get(n) == v for row in rest)}


def _listed(declared: Declared, thing: str, category: str) -> Mapping[str, Any]:
    """The ledger that lists matters of an aggregate: the one of the thing that they are of, unless
    that has a row of something else's stream, as of a project that is nominated as a key one."""
    told = declared.references.get(thing, {})
    view = declared.views.get(told.get("view", ""))
    if (
        told
        and told.get("service") == declared.service
        and view
        and own_of(declared, view) in ("", category)
    ):
        return told
    for own in declared.views.values() if category else ():
        if own_of(declared, own) == category and own["source"] == declared.service:
            names = [c["name"] for c in own["columns"] if c.get("kind") == "name"]
            return {
                "service": declared.service,
                "view": own["name"],
                "column": own["key"],
                "says": names[:1],
            }
    return told


ROUTES: Routes = [Route("GET", "/matter/<service>/<stream>", matter)]
