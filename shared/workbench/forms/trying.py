"""What will follow, before anything is sent: a simulation, in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined
from shared.workbench.visit import Visit
from shared.workbench.words import saying
from shared.workbench.words.concerned import with_names
from shared.workbench.words.refusals import in_names
from shared.workbench.words.saying import Said

_NAMED = 4
"""So many who must do the same are named."""


@dataclass(frozen=True)
class Consequence:
    """An event that would follow; `says` is empty where one may not see it."""

    title: str
    says: list[tuple[str, Said]]


@dataclass(frozen=True)
class Turn:
    """What becomes of a task: who would have to act, by when; or who need not any more."""

    change: str
    holders: str
    about: str
    clause: str
    due_on: str


@dataclass(frozen=True)
class Foreseen:
    """The events that a command would lead to and whose turn it would be, or why it would be
    refused."""

    events: list[Consequence] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    refusal: str = ""
    clause: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def may(self) -> bool:
        return not self.refusal

    @classmethod
    def refused(cls, visit: Visit, declared: Declared, problem: Mapping[str, Any]) -> "Foreseen":
        """By a problem: what would make it pass stands in its detail, or at its fields."""
        errors = {e["field"]: e["message_zh"] for e in problem.get("errors", ())}
        says = "请更正标出的栏目" if errors else in_names(visit, declared, problem)
        return cls(refusal=says, clause=str(problem.get("clause", "")), errors=errors)


def foresee(
    visit: Visit, declared: Declared, command: Mapping[str, Any], data: Mapping[str, Any]
) -> Foreseen:
    """Try a command; nothing is appended."""
    body = {"commands": [{"command": command["name"], "data": data}]}
    try:
        answer = visit.bench.faces.send(
            visit.person, declared.service, "POST", "/simulations", json=body
        )
    except Declined as no:
        return Foreseen.refused(visit, declared, no.problem)
    except Away as away:
        return Foreseen(refusal=str(away))
    step = answer["steps"][0]
    if step["refusal"]:
        return Foreseen.refused(visit, declared, step["refusal"])
    consequences = _consequences(visit, declared, step["events"])
    told = [{**task, "service": declared.service} for task in step.get("tasks", ())]
    return Foreseen([*consequences], _turns(with_names(visit, told, itself=False)))


def _turns(tasks: Iterable[Mapping[str, Any]]) -> list[Turn]:
    """What is asked of several at once is said once."""
    holders: dict[tuple[str, ...], list[str]] = {}
    for task in tasks:
        due = (task["due_on"] or "") + ("（暂定）" if task["provisional"] else "")
        about = f"{task['about']}（{task['named']}）" if task["named"] else task["about"]
        one = task["change"], about, task["clause"], due
        holders.setdefault(one, []).append(task["holder_name"])
    return [
        Turn(change, _at_most(names), about, clause, due)
        for (change, about, clause, due), names in holders.items()
    ]


def _at_most(names: list[str]) -> str:
    named = "、".join(names[:_NAMED])
    return f"{named}等 {len(names)} 个单位" if len(names) > _NAMED else named


def _consequences(
    visit: Visit, declared: Declared, events: list[dict[str, Any]]
) -> Iterator[Consequence]:
    meanings = [declared.meaning(e["type"]) for e in events]
    named = visit.names_beside(
        (event["data"], saying.referred(event["data"], meaning))
        for event, meaning in zip(events, meanings, strict=True)
    )
    for event, meaning, names in zip(events, meanings, named, strict=True):
        says = [
            (one.title, saying.say(event["data"][one.name], one, names))
            for one in meaning.fields
            if not one.hidden and event["data"].get(one.name) not in (None, "", [], {})
        ]
        yield Consequence(event["title"], says)
