"""The entries of a fund by kind and number: what a correction names, and what it says was before."""

from typing import Any

import msgspec
from immutables import Map

from shared.schemas.copying import replace
from shared.schemas.finance import fund_contract, fund_correction


class Entry(msgspec.Struct, frozen=True):
    """`of` is the project or town, or nothing for the fund itself."""

    of: str
    amount_fen: int
    contract: str | None = None
    retention: bool = False


class Entries(msgspec.Struct, frozen=True):
    """By kind, by what it is of, and by number from 1; and how many there are."""

    known: Map[tuple[str, str, int], Entry] = Map()
    counts: Map[tuple[str, str], int] = Map()

    def of(self, kind: str, of: str) -> list[Entry]:
        count = self.counts.get((kind, of), 0)
        return [self.known[kind, of, number] for number in range(1, count + 1)]

    def after(self, event: Any) -> "Entries":
        if isinstance(event, fund_correction.FundEntryCorrected):
            return self._change(event.entry, _scope_of(event), event.number, event.amount_fen)
        if isinstance(event, fund_contract.PaymentReturned) and event.verification is not None:
            number = event.verification
            had = self.known["verification", event.project, number].amount_fen
            return self._change("verification", event.project, number, had - event.amount_fen)
        kind = fund_correction.ENTRIES.get(type(event))
        if kind is None:
            return self
        contract, retention = getattr(event, "contract", None), getattr(event, "retention", False)
        entry = Entry(_scope_of(event), event.amount_fen, contract, retention)
        number = self.counts.get((kind, entry.of), 0) + 1
        known = self.known.set((kind, entry.of, number), entry)
        return Entries(known, self.counts.set((kind, entry.of), number))

    def _change(self, kind: str, of: str, number: int, fen: int) -> "Entries":
        entry = replace(self.known[kind, of, number], amount_fen=fen)
        return Entries(self.known.set((kind, of, number), entry), self.counts)


def _scope_of(event: Any) -> str:
    """A transfer names a town and no project."""
    return getattr(event, "project", None) or getattr(event, "town", None) or ""
