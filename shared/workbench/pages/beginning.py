"""发起: the commands that make something new, by service."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug import Response

from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME
from shared.policy.model import INSTITUTION_PREFIX
from shared.workbench.catalogue import Declared
from shared.workbench.person import Person
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit
from shared.workbench.words.matters import split


def beginning(visit: Visit) -> Response:
    """What this organisation may begin, as far as its kind tells; the form tells the rest."""
    known = visit.declared
    offered = [
        (place.title, place.name, list(begins(visit.person, known[name])))
        for name, place in visit.bench.settings.services.items()
        if name in known
    ]
    return visit.page(
        "beginning.html",
        offered=[one for one in offered if one[2]],
        drafts=list(_drafts(visit)),
        away=[p.title for n, p in visit.bench.settings.services.items() if n not in known],
    )


@dataclass(frozen=True)
class OwnDraft:
    """A draft of this person's: of which command, about what, since when."""

    title: str
    name: str
    path: str
    stream: str
    at: str


def _drafts(visit: Visit) -> Iterator[OwnDraft]:
    for form, kept_at in visit.bench.store.drafts(visit.person.owner):
        service, command, stream = form.split("/", 2)
        declared = visit.declared.get(service)
        if declared is None or command not in declared.commands:
            continue
        category, id = split(declared, stream)
        thing = declared.key_of(category)[1], id
        name = visit.names([thing]).get(thing, "") if thing[0] else ""
        at = datetime.fromtimestamp(kept_at, LOCAL_TIME)
        path = f"/command/{service}/{command}"
        title = declared.commands[command]["title"]
        yield OwnDraft(title, name, path, stream, f"{at:%Y-%m-%d %H:%M}")


def begins(person: Person, declared: Declared) -> Iterator[Mapping[str, Any]]:
    """The commands by which somebody may begin something in a service."""
    for command in declared.commands.values():
        if command["creates"] is not False and may(person, command):
            yield command


def may(person: Person, command: Mapping[str, Any]) -> bool:
    """Whether an organisation of this kind may give a command, for some town."""
    if command["duty"] and command["duty"] not in person.duties:
        return False
    return any(_is(person.organisation, one) for one in command["who_may"])


def _is(organisation: str, authority: Mapping[str, str]) -> bool:
    known, relation = registry(), authority["relation"]
    if relation == "organisation":
        return organisation == authority["en"]
    head = organisation.partition("-")[0]
    kinds = {
        "town": organisation in known.towns,
        "county": organisation in known.counties,
        "county-department": head in known.counties
        and organisation == f"{head}-{authority.get('department')}",
        "institution": organisation.startswith(INSTITUTION_PREFIX),
        "county-departments": head in known.counties and head != organisation,
        "assist": head == "assist",
    }
    return kinds.get(relation, True)


ROUTES: Routes = [Route("GET", "/new", beginning)]
