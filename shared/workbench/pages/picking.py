"""Pickers: a thing found by its name, its number or its 拼音, in the ledger that lists it."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from werkzeug import Response

from shared.workbench.faces import Away, Declined
from shared.workbench.forms.closed import Whys, closed_things
from shared.workbench.forms.options import registered
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit
from shared.workbench.words import saying
from shared.workbench.words.meaning import Meaning
from shared.workbench.words.names import name_of
from shared.workbench.words.pinyin import found_by

SHOWN = 20
JUDGED = 60
"""Of what is found, so much is judged."""
PAGES = 4
PAGE = 500
FRESH_SECONDS = 20.0
Listed = list[tuple[str, str, str]]
"""Id, name, what else its ledger says."""


class _Lists:
    """Lists of things, each person's own, for as long as somebody goes on typing."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[tuple[str, ...], tuple[float, Listed]] = {}
        self._mutex = threading.Lock()

    def of(self, visit: Visit, thing: str, told: Mapping[str, Any]) -> Listed:
        """Raises `Away`, `Declined`."""
        if registry_has := registered(thing, {thing: told}):
            return [(id, name, "") for id, name in registry_has.items()]
        part = {n: v for n in told["within"] if (v := visit.request.args.get(n, "").strip())}
        key = visit.person.role, thing, *(f"{n}={v}" for n, v in part.items())
        with self._mutex:
            at, listed = self._known.get(key, (float("-inf"), []))
        if self._clock() - at > FRESH_SECONDS:
            listed = _listed(visit, told, part)
            with self._mutex:
                if len(self._known) > 200:
                    self._known.clear()
                self._known[key] = self._clock(), listed
        return listed


_lists = _Lists()


def pick(visit: Visit, thing: str) -> Response:
    """The things whose name or number holds what is typed; then those that are read so."""
    path = visit.request.args.get("_path", "")
    typed = visit.request.args.get(f"{path}~text", "").strip().lower()
    told = visit.bench.catalogue.references(visit.person).get(thing, {})
    found: Listed = []
    away = ""
    if told.get("labels") or told.get("service") in visit.bench.settings.services:
        try:
            listed = _lists.of(visit, thing, told)
            said = [one for one in listed if typed in " ".join(one).lower()]
            known = {one[0] for one in said}
            found = said + [o for o in listed if o[0] not in known and found_by(o[1], typed)]
        except (Away, Declined) as no:
            away = str(no)
    whys = _closed(visit, path, [id for id, _, _ in found[:JUDGED]])
    may = [one for one in found if one[0] not in whys]
    shown = _told_apart(visit, told, may[:SHOWN])
    closed = [(id, name, whys[id]) for id, name, _ in found if id in whys][: SHOWN - len(shown)]
    more = len(found) > len(shown) + len(closed)
    return visit.page("picked.html", found=shown, closed=closed, more=more, away=away)


def _closed(visit: Visit, path: str, ids: Sequence[str]) -> Whys:
    """Why the form's command would be refused for what was found, of that for which it would."""
    service, _, name = visit.request.args.get("_of", "").partition("/")
    declared = visit.declared.get(service)
    command = declared.commands.get(name) if declared else None
    return closed_things(visit, declared, command, path, ids) if declared and command else {}


def _told_apart(visit: Visit, told: Mapping[str, Any], found: Listed) -> Listed:
    """The same with what another ledger says of each, as far as this person may see that: two
    people of one name work somewhere."""
    if not found or not (more := told.get("more")):
        return found
    query = {**more["where"], more["column"]: [id for id, _, _ in found], "limit": PAGE}
    try:
        page = visit.get(told["service"], f"/views/{more['view']}", **query)
    except (Away, Declined):
        return found
    columns = {c["name"]: Meaning.of_column(c) for c in page["columns"]}
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in page["rows"]:
        where, *what = (saying.brief(row[n], columns[n]) for n in more["says"])
        said[row[more["column"]]][where] += what
    return [
        (id, name, " · ".join(filter(None, (beside, *_in_a_line(said[id])))))
        for id, name, beside in found
    ]


def _in_a_line(said: Mapping[str, list[str]]) -> Iterator[str]:
    """Where somebody works, each with what they do there."""
    for where, what in said.items():
        yield f"{where} {'、'.join(what)}"


def _listed(visit: Visit, told: Mapping[str, Any], part: Mapping[str, str]) -> Listed:
    """What there is of a thing; with what it is a part of, of that alone."""
    listed: Listed = []
    after: dict[str, str] = {}
    for _ in range(PAGES):
        page = visit.get(told["service"], f"/views/{told['view']}", limit=PAGE, **part, **after)
        columns = {c["name"]: Meaning.of_column(c) for c in page["columns"]}
        for row in page["rows"]:
            name = name_of(told, page, row)
            more = (
                saying.brief(row[n], columns[n])
                for n in told["says"][1:]
                if row.get(n) not in (None, "")
            )
            listed.append((str(row[told["column"]]), name, " · ".join(more)))
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    return listed


ROUTES: Routes = [Route("GET", "/pick/<thing>", pick)]
