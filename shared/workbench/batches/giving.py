"""One command tried on many rows, and given to them: each under a key of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shared.workbench.batches.chosen import Row
from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined
from shared.workbench.visit import Visit
from shared.workbench.words.refusals import all_in_names

AT_ONCE = 8
"""So few at a time: a batch leaves room for the others of the house."""


DataOf = Callable[[Row], Mapping[str, Any]]
"""What the command says of a row."""


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of a row: `done`, or why not and by which clause; `again` where
    nobody knows, and asking again tells."""

    row: Row
    done: bool
    why: str = ""
    clause: str = ""
    again: bool = False


def key_of(batch: str, row: Row) -> str:
    """The idempotency key of a row: a batch that is sent again repeats nothing."""
    return str(uuid5(NAMESPACE_URL, f"{batch}/{row.service}/{row.stream}"))


def tried(
    visit: Visit, declared: Declared, command: Mapping[str, Any], rows: Sequence[Row], data: DataOf
) -> list[Outcome]:
    """What would become of each row, in their order, the ones before it given. Raises `Away`,
    `Declined`."""
    steps = [{"command": command["name"], "data": data(row)} for row in rows]
    answer = visit.bench.faces.send(
        visit.person, declared.service, "POST", "/simulations", json={"commands": steps}
    )
    told = [(row, step["refusal"]) for row, step in zip(rows, answer["steps"], strict=True)]
    whys = _whys(visit, declared, command, [problem or {} for _, problem in told])
    return [
        Outcome(row, done=False, why=why, clause=str(problem.get("clause", "")))
        if problem
        else Outcome(row, done=True)
        for (row, problem), why in zip(told, whys, strict=True)
    ]


def given(
    visit: Visit,
    declared: Declared,
    command: Mapping[str, Any],
    rows: Sequence[Row],
    data: DataOf,
    batch: str,
) -> list[Outcome]:
    """What became of each row: who is refused keeps nobody else from being accepted."""

    def give(row: Row) -> Outcome:
        headers = {"Idempotency-Key": key_of(batch, row)}
        if row.version:
            headers["If-Match"] = f'"{row.version}"'
        try:
            visit.bench.faces.send(
                visit.person, declared.service, "POST", f"/commands/{command['name']}",
                json=data(row), headers=headers,
            )  # fmt: skip
        except Declined as no:
            if no.status == 409:
                why = "选中之后有了变化，请查看后单独办理"
                return Outcome(row, done=False, why=why)
            [why] = _whys(visit, declared, command, [no.problem])
            return Outcome(row, done=False, why=why, clause=str(no.problem.get("clause", "")))
        except Away as away:
            why = f"{away}；可再次提交，不会重复办理"
            return Outcome(row, done=False, why=why, again=True)
        return Outcome(row, done=True)

    parts = [rows[n : n + AT_ONCE] for n in range(0, len(rows), AT_ONCE)]
    return [outcome for part in parts for outcome in visit.at_once(give, part)]


def _whys(
    visit: Visit,
    declared: Declared,
    command: Mapping[str, Any],
    problems: Sequence[Mapping[str, Any]],
) -> list[str]:
    """The rule, and what would make it pass, stand in a problem's detail, or at its fields."""
    titles = command["schema"].get("properties", {})
    errors = [
        "；".join(
            f"{titles.get(e['field'], {}).get('title', e['field'])}：{e['message_zh']}"
            for e in problem.get("errors", ())
        )
        for problem in problems
    ]
    says = all_in_names(visit, declared, problems)
    return [error or why for error, why in zip(errors, says, strict=True)]
