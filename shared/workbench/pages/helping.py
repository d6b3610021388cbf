"""帮助: the policy's sentences as the handbook has them, and what each makes possible here."""

from collections.abc import Iterator

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.policy.loader import present
from shared.policy.model import Clause
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit
from shared.workbench.words.saying import organisation, parameter_value


def contents(visit: Visit) -> Response:
    """All sentences in their order, and how the pages are used; of a page of one service, the
    sentences that it carries out before all."""
    service = visit.request.args.get("service", "")
    declared, known = visit.declared.get(service), present()
    given = declared.commands.values() if declared else ()
    numbers = {known.number_of(command["clause"]) for command in given}
    return visit.page(
        "help.html",
        clauses=known.clauses_in_order,
        own=[clause for clause in known.clauses_in_order if clause.id in numbers],
        service=service,
    )


def clause(visit: Visit, id: str) -> Response:
    """One sentence: who leads, who takes part, its numbers, and the commands that carry it out."""
    now, today = present(), visit.bench.today()
    known = now.clauses.get(id)
    if known is None:
        raise NotFound
    words = {code: word for d in visit.declared.values() for code, word in d.labels.items()}
    names = [n for n, p in now.parameters.items() if now.number_of(p.clause) == known.id]
    own = [now.parameter_on(name, today) for name in names]
    return visit.page(
        "clause.html",
        clause=known,
        lead=_names(known.lead),
        participants=_names(known.participants),
        scope=_names(known.scope),
        parameters=[
            (p.zh, parameter_value(p.name, p.value, words), _BASES.get(p.basis, p.basis))
            for p in own
        ],
        commands=list(_commands(visit, known)),
    )


_BASES = {"law": "法定", "policy": "政策规定", "local": "本地设定"}


def _commands(visit: Visit, clause: Clause) -> Iterator[tuple[str, str, str]]:
    for declared in visit.declared.values():
        service = visit.bench.settings.services[declared.service].title
        for command in declared.commands.values():
            if present().number_of(command["clause"]) == clause.id:
                who = "、".join(one["zh"] for one in command["who_may"][:3])
                yield service, command["title"], who


def _names(ids: tuple[str, ...]) -> str:
    return "、".join("区县" if id == "county" else organisation(id) for id in ids)


ROUTES: Routes = [Route("GET", "/help", contents), Route("GET", "/help/<id>", clause)]
