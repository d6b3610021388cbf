"""One command tried on many rows, and given to them: each under a key of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shared.workbench.batches.chosen import Row
from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined
from shared.workbench.visit import Visit

AT_ONCE = 8
"""So few at a time: a batch leaves room for the others of the house."""


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
    visit: Visit, declared: Declared, command: Mapping[str, Any], rows: Sequence[Row], data: Any
) -> list[Outcome]:
    """What would become of each row, in their order, the ones before it given. Raises `Away`,
    `Declined`."""
    steps = [{"command": command["name"], "data": _of(command, data, row)} for row in rows]
    answer = visit.bench.faces.send(
        visit.person, declared.service, "POST", "/simulations", json={"commands": steps}
    )
    return [
        _refused(row, command, step["refusal"]) if step["refusal"] else Outcome(row, done=True)
        for row, step in zip(rows, answer["steps"], strict=True)
    ]


def given(
    visit: Visit,
    declared: Declared,
    command: Mapping[str, Any],
    rows: Sequence[Row],
    data: Any,
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
                json=_of(command, data, row), headers=headers,
            )  # fmt: skip
        except Declined as no:
            if no.status == 409:
                why = "选中之后有了变化，请查看后单独办理"
                return Outcome(row, done=False, why=why)
            return _refused(row, command, no.problem)
        except Away as away:
            why = f"{away}；可再次提交，不会重复办理"
            return Outcome(row, done=False, why=why, again=True)
        return Outcome(row, done=True)

    parts = [rows[n : n + AT_ONCE] for n in range(0, len(rows), AT_ONCE)]
    return [outcome for part in parts for outcome in visit.at_once(give, part)]


def _of(command: Mapping[str, Any], data: Mapping[str, Any], row: Row) -> dict[str, Any]:
    return {**data, command["key"]: row.id}


def _refused(row: Row, command: Mapping[str, Any], problem: Mapping[str, Any]) -> Outcome:
    """The rule, and what would make it pass, stand in the problem's detail, or at its fields."""
    titles = command["schema"].get("properties", {})
    errors = [
        f"{titles.get(e['field'], {}).get('title', e['field'])}：{e['message_zh']}"
        for e in problem.get("errors", ())
    ]
    why = "；".join(errors) or str(
        problem.get("detail_zh") or problem.get("title_zh") or "未能办理"
    )
    return Outcome(row, done=False, why=why, clause=str(problem.get("clause", "")))
