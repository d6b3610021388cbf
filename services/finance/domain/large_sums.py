"""Large sums take two people, counted by beneficiary and day so that no halves pass: RZ-2.2.c, g."""

from datetime import date

import msgspec
from immutables import Map

from shared.kernel.aggregate import Context, Rule, refuse
from shared.kernel.aggregate.context import names_a_service
from shared.schemas.copying import replace

THRESHOLD = "finance.two_approvers_above_fen"


class LargeSums(msgspec.Struct, frozen=True):
    """First approvals that wait for exactly their act, by whom and, of a deputy, for whom; and what
    moved on the last day on which something did, by side (allocated, or paid out) and beneficiary.
    Money in fen."""

    approvals: Map[tuple[str, str, int], tuple[str, ...]] = Map()
    on: date = date.min
    moved: Map[tuple[str, str], int] = Map()

    def moved_fen(self, today: date, act: str, beneficiary: str) -> int:
        return self.moved.get((_side(act), beneficiary), 0) if today == self.on else 0

    def approvers(self, act: str, beneficiary: str, fen: int) -> tuple[str, ...]:
        """Who approved exactly this act first, and for whom; empty where nobody did."""
        return self.approvals.get((act, beneficiary, fen), ())

    def approve(
        self, act: str, beneficiary: str, fen: int, person: str, principal: str | None
    ) -> "LargeSums":
        persons = (person, principal) if principal else (person,)
        return replace(self, approvals=self.approvals.set((act, beneficiary, fen), persons))

    def use(self, act: str, beneficiary: str, fen: int, on: date | None) -> "LargeSums":
        """An act uses up its first approval and counts to its day; those recorded before days were
        told do not count."""
        of, sums = (act, beneficiary, fen), self
        if of in sums.approvals:
            sums = replace(sums, approvals=sums.approvals.delete(of))
        if on is None:
            return sums
        key, moved = (_side(act), beneficiary), self.moved if on == self.on else Map()
        return replace(sums, on=on, moved=moved.set(key, moved.get(key, 0) + fen))


def require_two(
    sums: LargeSums, act: str, beneficiary: str, fen: int, context: Context, rule: Rule
) -> tuple[str, ...]:
    """The two who approve a large sum: one before, and who acts now. Nobody for others.

    Large is what exceeds the threshold together with what the beneficiary already had today. A
    deputy's approval is also that of whom they act for: it is no second one beside it.
    """
    threshold = context.parameter(THRESHOLD)
    if fen + sums.moved_fen(context.today, act, beneficiary) <= threshold:
        return ()
    approved = sums.approvers(act, beneficiary, fen)
    first = approved[0] if approved else ""
    if not first or {*approved} & {*context.actor.persons} or names_a_service(first):
        refuse(rule, threshold=threshold, first=first or "—")
    return (first, context.actor.person)


def require_large(
    sums: LargeSums, act: str, beneficiary: str, fen: int, context: Context, rule: Rule
) -> None:
    """Refuse a first approval of what needs none."""
    threshold = context.parameter(THRESHOLD)
    if fen + sums.moved_fen(context.today, act, beneficiary) <= threshold:
        refuse(rule, threshold=threshold)


def _side(act: str) -> str:
    return "in" if act == "allocation" else "out"
