"""A contract that binds money of a fund, and its verified work: RZ-2.2.c. Pure state, in fen.

Always: paid ≤ verified + outstanding advance ≤ committed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from immutables import Map

from shared.schemas.copying import replace

UNNAMED = "unnamed"
"""The contract of what was committed before contracts had ids."""


@dataclass(frozen=True, slots=True)
class Verification:
    """`starts_on` is the delivery or, by progress, the confirmation; None in the oldest records."""

    amount_fen: int
    offset_fen: int = 0
    retained_fen: int = 0
    starts_on: date | None = None
    days: int = 0
    release_on: date | None = None
    release_days: int = 0
    late: bool = False
    retention_late: bool = False

    @property
    def due_fen(self) -> int:
        """What is to be paid for the work, 质保金 apart."""
        return self.amount_fen - self.offset_fen - self.retained_fen


@dataclass(frozen=True, slots=True)
class Contract:
    """`advanced_fen` is net of what came back, `work_paid_fen` and `retention_paid_fen` are apart
    from it. `verifications` are by their number within the project."""

    payee: str = ""
    committed_fen: int = 0
    verified_fen: int = 0
    offset_fen: int = 0
    retained_fen: int = 0
    advanced_fen: int = 0
    work_paid_fen: int = 0
    retention_paid_fen: int = 0
    offset_percent: int = 100
    offset_from_fen: int = 0
    verifications: Map[int, Verification] = Map()

    @property
    def outstanding_fen(self) -> int:
        """Advances that no verification has set off."""
        return self.advanced_fen - self.offset_fen

    @property
    def worked_fen(self) -> int:
        """What binds the commitment: it is never reduced below."""
        return self.verified_fen + self.outstanding_fen

    @property
    def paid_fen(self) -> int:
        return self.advanced_fen + self.work_paid_fen + self.retention_paid_fen

    @property
    def work_due_fen(self) -> int:
        return self.verified_fen - self.offset_fen - self.retained_fen - self.work_paid_fen

    @property
    def retention_fen(self) -> int:
        """质保金 that is still kept."""
        return self.retained_fen - self.retention_paid_fen

    @property
    def payable_fen(self) -> int:
        return self.work_due_fen + self.retention_fen

    def released_fen(self, today: date) -> int:
        """质保金 whose day has come, still unpaid."""
        released = sum(
            v.retained_fen
            for v in self.verifications.values()
            if v.release_on is not None and v.release_on <= today
        )
        return max(0, released - self.retention_paid_fen)

    def offset_of(self, fen: int) -> int:
        """What of an advance a verification sets off: the agreed share of what lies past the agreed
        point, and in any case what the work still to come could no longer earn."""
        past = max(0, min(fen, self.verified_fen + fen - self.offset_from_fen))
        agreed = past * self.offset_percent // 100
        unearned = self.worked_fen + fen - self.committed_fen
        return min(self.outstanding_fen, max(agreed, unearned))

    def spread_payments(self) -> Iterator[tuple[int, Verification, int]]:
        """Each verification, in order, and what of it is paid: the oldest first."""
        left = self.work_paid_fen
        for number in sorted(self.verifications):
            verification = self.verifications[number]
            paid = min(left, verification.due_fen)
            left -= paid
            yield number, verification, paid

    def spread_releases(self) -> Iterator[tuple[int, Verification, int]]:
        """Each verification whose 质保金 is not wholly given back, and what is left of it: by day
        of release."""
        left = self.retention_paid_fen
        kept = [n for n, v in self.verifications.items() if v.retained_fen]
        for number in sorted(kept, key=lambda n: (self.verifications[n].release_on, n)):
            verification = self.verifications[number]
            paid = min(left, verification.retained_fen)
            left -= paid
            if verification.retained_fen > paid:
                yield number, verification, verification.retained_fen - paid

    def verify(self, number: int, new: Verification) -> "Contract":
        """With a verification, or with it as it has become."""
        old = self.verifications.get(number, Verification(0))
        return replace(
            self,
            verified_fen=self.verified_fen + new.amount_fen - old.amount_fen,
            offset_fen=self.offset_fen + new.offset_fen - old.offset_fen,
            retained_fen=self.retained_fen + new.retained_fen - old.retained_fen,
            verifications=self.verifications.set(number, new),
        )

    def mark_late(self, number: int, *, retention: bool) -> "Contract":
        """Its payment, or the return of its 质保金, was told to be late."""
        had = self.verifications[number]
        now = replace(had, retention_late=True) if retention else replace(had, late=True)
        return replace(self, verifications=self.verifications.set(number, now))
