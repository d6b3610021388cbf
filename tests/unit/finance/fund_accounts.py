"""A fund's books, kept a second time from its events alone: what the property tests hold to."""

from dataclasses import dataclass, replace
from typing import Any

from shared.schemas.finance.fund import FundsAllocated, FundsAppropriated, FundsRecalled
from shared.schemas.finance.fund_contract import (
    AdvancePaid,
    CommitmentReduced,
    FundsCommitted,
    PaymentMade,
    PaymentReturned,
    WorkVerified,
)
from shared.schemas.finance.fund_correction import FundEntryCorrected
from shared.schemas.finance.fund_keeping import FundsPooled, FundsPooledOut

ENTRIES: dict[str, type] = {
    "appropriation": FundsAppropriated,
    "allocation": FundsAllocated,
    "recall": FundsRecalled,
    "commitment": FundsCommitted,
    "advance": AdvancePaid,
    "verification": WorkVerified,
    "payment": PaymentMade,
}


def amended(events: list[Any]) -> list[Any]:
    """The events as they should have been: each corrected entry with its last figure."""
    found: list[Any] = []
    for event in events:
        if not isinstance(event, FundEntryCorrected):
            found.append(event)
            continue
        of_kind = [
            n
            for n, e in enumerate(found)
            if isinstance(e, ENTRIES[event.entry]) and getattr(e, "project", None) == event.project
        ]
        at = of_kind[event.number - 1]
        # A return lowered the verification already: it stands apart in the books.
        more = event.amount_fen - event.previous_fen
        fields: dict[str, Any] = {"amount_fen": found[at].amount_fen + more}
        if event.entry == "verification":
            fields["offset_fen"] = event.offset_fen
        found[at] = replace(found[at], **fields)
    return found


@dataclass(frozen=True)
class Accounts:
    """The sums of some events; of one project or contract, where one is named."""

    events: list[Any]
    project: str | None = None
    contract: str | None = None

    def of(self, project: str, contract: str | None = None) -> "Accounts":
        return Accounts(self.events, project, contract)

    def sum(self, kind: type, field: str = "amount_fen", **values: object) -> int:
        return sum(
            getattr(event, field)
            for event in self.events
            if isinstance(event, kind)
            and self.project in (None, getattr(event, "project", None))
            and self.contract in (None, getattr(event, "contract", None))
            and all(getattr(event, name) == value for name, value in values.items())
        )

    @property
    def appropriated(self) -> int:
        whole = Accounts(self.events)
        pooled = whole.sum(FundsPooled) - whole.sum(FundsPooledOut)
        return whole.sum(FundsAppropriated) + pooled

    @property
    def allocated(self) -> int:
        of = Accounts(self.events, self.project)
        return of.sum(FundsAllocated) - of.sum(FundsRecalled)

    @property
    def committed(self) -> int:
        return self.sum(FundsCommitted) - self.sum(CommitmentReduced)

    @property
    def verified(self) -> int:
        return self.sum(WorkVerified) - self.sum(PaymentReturned, of="payment")

    @property
    def advanced(self) -> int:
        return self.sum(AdvancePaid) - self.sum(PaymentReturned, of="advance")

    @property
    def outstanding(self) -> int:
        return self.advanced - self.sum(WorkVerified, "offset_fen")

    @property
    def retention(self) -> int:
        """质保金 still kept."""
        return self.sum(WorkVerified, "retained_fen") - self.sum(PaymentMade, retention=True)

    @property
    def paid(self) -> int:
        return self.advanced + self.sum(PaymentMade) - self.sum(PaymentReturned, of="payment")

    @property
    def due(self) -> int:
        """Verified work to be paid, retention apart."""
        return self.verified + self.outstanding - self.paid - self.retention

    def returnable(self) -> int:
        """What was paid for the last verification that anything was paid for; the oldest first."""
        left = self.paid - self.advanced - self.sum(PaymentMade, retention=True)
        found = 0
        for number, due in self._works():
            settled = min(left, due - self.sum(PaymentReturned, verification=number))
            left -= settled
            found = settled or found
        return found

    def _works(self) -> list[tuple[int, int]]:
        """Each verification of the contract: its number in the project, and what it was to pay."""
        of_project = [
            e for e in self.events if isinstance(e, WorkVerified) and e.project == self.project
        ]
        return [
            (number, e.amount_fen - e.offset_fen - e.retained_fen)
            for number, e in enumerate(of_project, 1)
            if e.contract == self.contract
        ]

    def chain(self) -> list[int]:
        """0 ≤ outstanding ≤ paid ≤ worked ≤ committed ≤ allocated ≤ appropriated."""
        worked = self.verified + self.outstanding
        links = [0, self.outstanding, self.paid, worked, self.committed]
        return [*links, self.allocated, self.appropriated]
