"""减负: what towns typed in one service though another had been told it before.

What was typed the one service says, what had been told by then the other: each in the reader's sight,
and so counted as far as it may be seen in both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.policy.loader import registry
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.figures.table import Cell, Side, Table
from shared.workbench.ledgers.two_days import NOW, TwoDays
from shared.workbench.visit import Visit, event_path
from shared.workbench.words.saying import organisation

LEDGER = "known-elsewhere"
"""What towns typed that another service may know: of services whose forms ask for such."""
MOST = 500
"""The last values of a service that are compared."""


@dataclass(frozen=True)
class Retyped:
    """A value that a town typed in a service; `told` says when another, the `knower`, was told it,
    `same` whether what was typed was nothing new. The paths lead to both events; where the reader
    may not open the first, there is none."""

    service: str
    town: str
    on: str
    about: str
    path: str
    knower: str
    told: str
    told_path: str
    same: bool


@dataclass(frozen=True)
class KnownElsewhere:
    """What was known, the services that gave no answer, and of how many values nobody could say
    whether they were known; `more` says that older ones were not compared."""

    of: list[Retyped]
    away: list[str]
    unsaid: int
    more: bool


def questions(visit: Visit, day: TwoDays = NOW) -> list[Question]:
    """What services are asked for what was typed."""
    query = {"sort": "-typed_on", "limit": MOST, **day.past}
    return [
        Question(service, f"/views/{LEDGER}", query)
        for service, declared in visit.declared.items()
        if LEDGER in declared.views
    ]


def known_elsewhere(visit: Visit, day: TwoDays = NOW) -> KnownElsewhere:
    """What was typed though it was known elsewhere, the last first."""
    asked = questions(visit, day)
    away, typed, more = [], [], False
    for question, answer in zip(asked, visit.get_all(asked), strict=True):
        if isinstance(answer, Away | Declined):
            away.append(question.service)
            continue
        more = more or answer["next"] is not None
        typed += [(question.service, row) for row in answer["rows"]]
    of_others = [(s, row) for s, row in typed if row["service"] in visit.bench.settings.services]
    told = visit.get_all(_known_then(row, day) for _, row in of_others)
    away += [a.service for a in told if isinstance(a, Away)]
    found = [
        (service, row, answer["known"])
        for (service, row), answer in zip(of_others, told, strict=True)
        if not isinstance(answer, Away | Declined) and answer["known"]
    ]
    opened = visit.openable((service, row["stream"]) for service, row, _ in found)
    of = [_retyped(service, row, known, day, opened) for service, row, known in found]
    unsaid = len(typed) - len(of_others) + sum(isinstance(a, Away | Declined) for a in told)
    of.sort(key=lambda one: one.on, reverse=True)
    return KnownElsewhere(of, list(dict.fromkeys(away)), unsaid, more)


def _known_then(row: Mapping[str, Any], day: TwoDays) -> Question:
    """What the other service had been told when a value was typed: by the time of recording, as
    long as nobody asks by that of happening."""
    stream, _, rest = row["fact"].partition("#")
    field, *alike = rest.split("&")
    by = dict(one.split("=", 1) for one in alike if not one.endswith("="))
    then = {"effective": row["happened_at"]} if day.happened else {"as_of": row["recorded_at"]}
    return Question(row["service"], f"/streams/{stream}/known", {"field": field, **by, **then})


def _retyped(
    service: str,
    row: Mapping[str, Any],
    known: Mapping[str, Any],
    day: TwoDays,
    opened: set[tuple[str, str]],
) -> Retyped:
    source, (_, _, event) = known["source"], row["entry"].rpartition("@")
    path = event_path(service, row["stream"], event, day.then)
    return Retyped(
        service=service,
        town=row["town"],
        on=row["typed_on"],
        about=f"{row['title']}：{row['field']}",
        path=path if (service, row["stream"]) in opened else "",
        knower=row["service"],
        told=known["says"],
        told_path=event_path(row["service"], source["stream"], source["event"], day.then),
        same=row["digest"] == known["digest"],
    )


def chosen(of: Iterable[Retyped], service: str, town: str, same: bool) -> list[Retyped]:
    """Those that were typed in a service, and by a town, as far as each is given; with `same` what
    told nothing new."""
    return [
        one
        for one in of
        if service in ("", one.service) and town in ("", one.town) and (one.same or not same)
    ]


def tables(of: Sequence[Retyped], titles: Mapping[str, str], within: str) -> list[Table]:
    """How often, by the service that asked and by town; `titles` are the services'."""
    by: dict[str, dict[str, list[Retyped]]] = defaultdict(lambda: defaultdict(list))
    for one in of:
        by[one.service][one.town].append(one)

    def cell(service: str, town: str, same: bool) -> Cell:
        number = len(chosen(by[service][town], "", "", same))
        query = f"typed_in={service}&typed_by={town}{'&same=1' if same else ''}"
        path = f"/burden?{query}{'&' + within if within else ''}#elsewhere"
        return Cell(number, str(number), path)

    return [
        Table(
            "burden", f"elsewhere-{service}", f"{title}：他业务已知仍要填报的项目", "", "", "", "grouped",
            "", "镇", ["已知仍要次数", "其中未变次数"],
            [
                Side(organisation(town), [cell(service, town, same) for same in (False, True)], town)
                for town in registry().towns
                if town in by[service]
            ],
        )
        for service, title in titles.items()
        if service in by
    ]  # fmt: skip
