"""Draws papers that services declare: each service's part in its words, one sheet of all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from werkzeug.exceptions import NotFound

from shared.policy.local_time import LOCAL_TIME
from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Question
from shared.workbench.ledgers.table import NUMBERS
from shared.workbench.papers.sheet import Block, Drawn, Part, Sheet, said_of, text
from shared.workbench.timeline import entries
from shared.workbench.visit import Visit
from shared.workbench.words import saying
from shared.workbench.words.meaning import Meaning

COURSE = ("时间", "办理", "单位", "内容")
_MORE = "其余未列，见台账"

Answer = Mapping[str, Any]


def draw(visit: Visit, name: str, id: str, as_of: str = "") -> Sheet:
    """A paper of all services that have a part in it. Raises `NotFound` where none has, `Away`
    where none answers."""
    having = {s: d for s, d in visit.declared.items() if name in d.papers}
    query = {"as_of": as_of} if as_of else {}
    answers = visit.get_all(Question(s, f"/papers/{name}/{id}", query) for s in having)
    told = dict(zip(having, answers, strict=True))
    parts = {s: a for s, a in told.items() if isinstance(a, dict)}
    away = [a for a in told.values() if isinstance(a, Away)]
    if not parts:
        if away:
            raise away[0]
        raise NotFound
    services = visit.bench.settings.services
    drawn = [Drawn(s, services[s].title, a["position"], a["hash"]) for s, a in parts.items()]
    first = next(iter(parts.values()))
    return Sheet(
        title=first["title"],
        about=_about(visit, having[next(iter(parts))], name, id),
        to=tuple(saying.organisation(one) for one in first["to"]),
        parts=tuple(
            Part(
                services[s].title if len(parts) > 1 else "",
                tuple(
                    _block(visit, having[s], one, thing_of(having[s], having[s].papers[name], id))
                    for one in answer["sections"]
                ),
            )
            for s, answer in parts.items()
        ),
        closing=first["closing"],
        drawn=tuple(drawn),
        absent=tuple(one.title for one in away),
        at=f"{datetime.now(LOCAL_TIME):%Y-%m-%d %H:%M}",
        by=signed(visit),
        as_of=as_of,
        signature=_signature(first.get("signed") or ()),
    )


def signed(visit: Visit) -> str:
    """Who draws it, and for whom."""
    return f"{saying.organisation(visit.person.organisation)} {visit.person.called}"


def _signature(signed: Sequence[str]) -> tuple[str, ...]:
    """Who signs it by its own record: an organisation, a person, a day."""
    if not signed:
        return ()
    organisation, *person, day = signed
    return saying.organisation(organisation), *person, day


def _about(visit: Visit, declared: Declared, name: str, id: str) -> str:
    paper = declared.papers[name]
    if paper["span"] == "month":
        year, _, month = id.partition("-")
        return f"{year}年{int(month)}月"
    if paper["span"]:
        return saying.organisation(id)
    pair = thing_of(declared, paper, id)
    return visit.names([pair]).get(pair, "") or id if pair[0] else id


def thing_of(declared: Declared, paper: Answer, id: str) -> tuple[str, str]:
    """What a paper is about; a month is no thing."""
    if paper["span"]:
        return "", ""
    columns = declared.views[paper["view"]]["columns"]
    return next((c.get("reference", "") for c in columns if c["name"] == paper["key"]), ""), id


def _block(visit: Visit, declared: Declared, section: Answer, about: tuple[str, str]) -> Block:
    note = _MORE if section["more"] else ""
    if section["kind"] == "course":
        return _course(visit, declared, section, note, about)
    columns = [Meaning.of_column(c, declared.vocabulary) for c in section["columns"]]
    rows = section["rows"]
    named = visit.names_beside(
        (row, [pair for c in columns for pair in saying.referred(row[c.name], c)]) for row in rows
    )
    told = list(zip(rows, named, strict=True))

    def said(row: Answer, names: saying.Named, column: Meaning) -> str:
        value = row[column.name]
        if column.kind in ("text", "key", "part") and value in declared.labels:
            return saying.coded(value, declared.labels)
        return text(saying.say(value, column, names))

    if section["kind"] == "facts":
        pairs = [(c.heading, said(row, of, c)) for row, of in told for c in columns]
        return Block(section["title"], tuple(p for p in pairs if p[1] != saying.NOTHING), note=note)
    return Block(
        section["title"],
        tuple(tuple(said(row, of, c) for c in columns) for row, of in told),
        head=tuple(c.heading for c in columns),
        numbers=tuple(n for n, c in enumerate(columns) if c.unit in NUMBERS),
        note=note,
    )


def _course(
    visit: Visit, declared: Declared, section: Answer, note: str, about: tuple[str, str]
) -> Block:
    rows = [
        (
            one.at,
            one.title,
            f"{one.by} {one.person}".strip(),
            said_of(one.says),
        )
        for one in entries(visit, declared, section["events"], about)
    ]
    return Block(section["title"], tuple(rows), head=COURSE, note=note)
