"""Erasure 删除记载 (`erasure-<service>-<number>`): what another service has erased of a person.

A backup older than an erasure has the person's key, and a log that knows of no erasure. This one,
which another store keeps, remembers it: the service follows it and erases again.
"""

from dataclasses import dataclass

from shared.kernel.aggregate import SYSTEM, Aggregate, Context, Events, to_organisation
from shared.schemas.people import erasure


@dataclass(frozen=True, slots=True)
class Erasure:
    noted: bool = False


ERASURE = Aggregate(
    "erasure",
    Erasure(),
    key="erasure",
    title="个人信息删除记载",
    sight=[to_organisation("organization"), to_organisation("discipline")],
)
ERASURE.asks_nobody("由系统按各业务的删除记载")


@ERASURE.evolve
def evolve(_: Erasure, event: erasure.Event) -> Erasure:
    return Erasure(noted=True)


@ERASURE.command(title="记载个人信息删除", clause=erasure.CLAUSE, by=[SYSTEM], creates=None)
def note_erasure(state: Erasure, cmd: erasure.NoteErasure, context: Context) -> Events:
    if not state.noted:
        yield erasure.ErasureNoted.of(cmd)
