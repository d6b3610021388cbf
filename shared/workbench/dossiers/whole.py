"""A dossier from its beginning, for paper: in the order in which it happened."""

from typing import Any

from werkzeug.exceptions import NotFound

from shared.workbench.dossiers.asked import path
from shared.workbench.dossiers.course import Told, in_order
from shared.workbench.dossiers.lines import lines
from shared.workbench.faces import Answer, Away, Declined
from shared.workbench.ledgers.two_days import TwoDays
from shared.workbench.timeline import Entry
from shared.workbench.visit import Visit

PAGE = 500


def whole_of(
    visit: Visit, kind: str, id: str, days: TwoDays, most: int
) -> tuple[list[tuple[str, int, Entry]], list[str]]:
    """Its events in order, the oldest first, at least so many if there are, each with its service
    and position; and who could not be asked. Raises `NotFound`."""
    services = list(visit.bench.settings.services)
    answers = visit.at_once(lambda service: _part(visit, service, kind, id, days, most), services)
    told: list[Told] = []
    for service, answer in zip(services, answers, strict=True):
        if not isinstance(answer, Away | Declined):
            told += [(service, event) for event in answer["events"]]
    if not told:
        raise NotFound
    told = [one for one in in_order(services, told) if one[0] in visit.declared]
    made = lines(visit, told[: most + 1], (kind, id))
    found = [(s, int(e["position"]), line.entry) for (s, e), line in zip(told, made, strict=False)]
    return found, [answer.title for answer in answers if isinstance(answer, Away)]


def _part(
    visit: Visit, service: str, kind: str, id: str, days: TwoDays, most: int
) -> Answer | Away | Declined:
    """Of a service so many events and one more, if it has them, page by page."""
    query: dict[str, Any] = {"order": "oldest", "limit": PAGE, **days.past}
    events: list[dict[str, Any]] = []
    try:
        while True:
            page = visit.get(service, path(kind, id), **query)
            events += page["events"]
            if page["next"] is None or len(events) > most:
                return {"events": events}
            query["after"] = page["next"]
    except (Away, Declined) as no:
        return no
