"""FinancingIntent (`financing-intent-<intent>`): Σ drawn ≤ approved ≤ intended, RZ-2.4.f. Money in fen."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.credit.domain.intent import rules
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    refuse,
    to_named,
    to_party,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.credit import intent as intents

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class Use:
    """`approved_fen` is None while it waits for the institution."""

    town: str
    project: str
    nominated_fen: int
    nominated_on: date
    approved_fen: int | None = None
    approved_on: date = date.min
    until: date = date.max
    drawn_fen: int = 0


@dataclass(frozen=True, slots=True)
class Intent:
    """`uses` are those not withdrawn; `expired` once that was told."""

    institution: str = ""
    towns: tuple[str, ...] = ()
    intended_fen: int = 0
    expires_on: date = date.max
    signed_on: date = date.min
    expired: bool = False
    uses: Map[str, Use] = Map()
    known: frozenset[str] = frozenset()
    drawdowns: frozenset[str] = frozenset()

    @property
    def nominated_fen(self) -> int:
        """What is nominated and waits, or was approved."""
        each = (
            u.nominated_fen if u.approved_fen is None else u.approved_fen
            for u in self.uses.values()
        )  # fmt: skip
        return sum(each)

    @property
    def approved_fen(self) -> int:
        return sum(use.approved_fen or 0 for use in self.uses.values())

    @property
    def drawn_fen(self) -> int:
        return sum(use.drawn_fen for use in self.uses.values())


INTENT = Aggregate(
    "financing-intent",
    Intent(),
    key="intent",
    title="意向性融资",
    sight=[to_town("towns"), to_named(), to_party("institution")],
)


@INTENT.evolve
def evolve(intent: Intent, event: intents.Event) -> Intent:
    match event:
        case intents.IntentRegistered():
            return Intent(
                event.institution, tuple(event.towns), event.amount_fen, event.expires_on,
                event.signed_on,
            )  # fmt: skip
        case intents.IntentRenewed(expires_on=day):
            return replace(intent, expires_on=day, expired=False)
        case intents.UseNominated(use=id):
            use = Use(event.town, event.project, event.amount_fen, event.nominated_on)
            return replace(intent, uses=intent.uses.set(id, use), known=intent.known | {id})
        case intents.UseWithdrawn(use=id):
            return replace(intent, uses=intent.uses.delete(id))
        case intents.IntentCreditApproved(use=id):
            use = replace(
                intent.uses[id], approved_fen=event.amount_fen, approved_on=event.approved_on,
                until=event.until,
            )  # fmt: skip
            return replace(intent, uses=intent.uses.set(id, use))
        case intents.IntentDrawn(use=id, amount_fen=fen, drawdown=drawdown):
            use = intent.uses[id]
            use = replace(use, drawn_fen=use.drawn_fen + fen)
            return replace(
                intent, uses=intent.uses.set(id, use), drawdowns=intent.drawdowns | {drawdown}
            )
        case intents.IntentExpired():
            return replace(intent, expired=True)
    assert_never(event)


def in_force(intent: Intent, context: Context) -> None:
    """The condition that a framework has not expired."""
    if intent.expired or context.today > intent.expires_on:
        refuse(rules.INTENT_IS_IN_FORCE, expires_on=intent.expires_on)
