"""What somebody with duties sees first: what only they may do, what services declare that heads see
of their own organisation, what it is late with, and what it asks of towns this month."""

from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug import Response

from shared.workbench import tasks
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.figures import asks
from shared.workbench.figures.table import Cell, Ledger
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words.concerned import with_names

SHOWN = 5


def heading(visit: Visit) -> Response:
    """A part of the desk."""
    visit.foresee(tasks.listing(visit), asks.questions(visit))
    waiting = tasks.waiting(visit)
    own = [task for task in waiting.tasks if _needs(visit, task)]
    month = f"{visit.bench.today():%Y-%m}"
    asked = asks.chosen(asks.asks(visit).of, month, visit.person.organisation, "")
    return visit.page(
        "heading.html",
        own=[
            {**t, "path": matter_path(t["service"], t["stream"])}
            for t in with_names(visit, own[:SHOWN])
        ],
        number=len(own),
        numbers=list(_numbers(visit)),
        late=len(waiting.of(tasks.LATE)),
        asked=sum(ask.times for ask in asked),
        month=month,
        organisation=visit.person.organisation,
    )


def _numbers(visit: Visit) -> Iterator[tuple[str, Cell]]:
    """What each figure for heads comes to for this organisation, with its title."""
    own = visit.person.organisation
    asked = [(s, f) for s, d in visit.declared.items() for f in d.figures if f.get("heads")]
    answers = visit.get_all(Question(s, f"/figures/{f['name']}") for s, f in asked)
    for (service, figure), answer in zip(asked, answers, strict=True):
        if isinstance(answer, Away | Declined):
            continue
        at = [column["name"] for column in figure["by"]].index(figure["heads"])
        rows = sum(mark["rows"] for mark in answer["marks"] if mark["at"][at] == own)
        ledger = Ledger(service, figure["view"], "count", "")
        yield figure["title"], ledger.cell(rows, {**figure["where"], figure["heads"]: own})


def _needs(visit: Visit, task: Mapping[str, Any]) -> bool:
    """Whether every command that answers a task wants a duty, and this person has one of them."""
    declared = visit.declared.get(task["service"])
    known = declared.commands if declared else {}
    wanted = [known[c["name"]]["duty"] for c in task["commands"] if c["name"] in known]
    return bool(wanted) and all(wanted) and not set(wanted).isdisjoint(visit.person.duties)


ROUTES: Routes = [Route("GET", "/heading", heading)]
