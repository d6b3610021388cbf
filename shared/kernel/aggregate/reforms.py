"""Pilot reforms in force, as a service has come to know them from empowerment's log (RZ-2.6.d).

A reform's authorising document may open a rule of another service in its town, for its period: one
that is declared relaxable, so eligibility and never arithmetic. What is decided on it says so, beside
the parameters that the decision used.
"""

from dataclasses import dataclass

from immutables import Map

from shared.kernel.aggregate.aggregate import Aggregate, guard
from shared.kernel.aggregate.authority import SYSTEM
from shared.kernel.aggregate.context import Context
from shared.kernel.aggregate.rules import Rule, refuse
from shared.kernel.aggregate.sight import to_everyone
from shared.schemas.copying import replace
from shared.schemas.platform import (
    NoteReformEnded,
    NoteReformInForce,
    ReformInForce,
    ReformNotInForce,
)

BOOK = "reforms"
"""The one book that a service has of them."""


@dataclass(frozen=True, slots=True)
class ReformBook:
    """The reforms that were noted, by their id; the last day of one that ended is its end."""

    noted: Map[str, ReformInForce] = Map()


REFORMS = Aggregate(
    "reforms-in-force", ReformBook(), key="book", title="先行先试记载", sight=[to_everyone()]
)
OF_REFORMS = guard(REFORMS, lambda *_: BOOK)
"""The book of reforms: a command without it is opened by none."""


@REFORMS.evolve
def evolve(book: ReformBook, event: ReformInForce | ReformNotInForce) -> ReformBook:
    if isinstance(event, ReformInForce):
        return ReformBook(book.noted.set(event.reform, event))
    if event.reform not in book.noted:
        return book
    reform = book.noted[event.reform]
    ended = replace(reform, until=min(reform.until, event.ended_on))
    return ReformBook(book.noted.set(event.reform, ended))


REFORMS.asks_nobody("由系统按批准的改革事项记载")


@REFORMS.command(title="记载先行先试生效", clause="RZ-2.6.d", by=[SYSTEM], creates=None)
def note_reform_in_force(
    book: ReformBook, cmd: NoteReformInForce, context: Context
) -> list[ReformInForce]:
    return [
        ReformInForce(
            cmd.reform,
            town=cmd.town,
            opens=cmd.opens,
            document=cmd.document,
            since=cmd.since,
            until=cmd.until,
        )
    ]


@REFORMS.command(title="记载先行先试终止", clause="RZ-2.6.d", by=[SYSTEM], creates=None)
def note_reform_ended(
    book: ReformBook, cmd: NoteReformEnded, context: Context
) -> list[ReformNotInForce]:
    return [ReformNotInForce(cmd.reform, ended_on=cmd.ended_on)]


def refuse_unless_opened(rule: Rule, town: str, context: Context, /, **values: object) -> None:
    """Refuse under a relaxable rule, unless a reform that is in force in the town opens it.

    The reform and its document are noted as used, under `reform.<clause>/<rule>`.
    """
    assert rule.relaxable, f"{rule.name} is not declared relaxable"
    book = context.guards.get((ReformBook, BOOK), ReformBook())
    for id, reform in sorted(book.noted.items()):
        opens = reform.town == town and rule.reference in reform.opens
        if opens and reform.since <= context.today <= reform.until:
            context.used[f"reform.{rule.reference}"] = f"{id} {reform.document}"
            return
    refuse(rule, **values)
