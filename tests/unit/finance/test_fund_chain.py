"""RZ-2.2.c: no sequence of commands breaks the fund chain; none that keeps it is refused.

The books are kept a second time here, from the events alone.
"""

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund import FUND
from shared.schemas.finance.eligibility import EligibilityEnded, EligibilityRecognised
from shared.schemas.finance.fund import (
    AdvancePaid,
    AllocateFunds,
    Appropriate,
    CommitFunds,
    FundRegistered,
    FundsAllocated,
    FundsAppropriated,
    FundsCommitted,
    FundsRecalled,
    Pay,
    PayAdvance,
    PaymentMade,
    RecallFunds,
    VerifyWork,
    WorkVerified,
)
from tests.given import Given, given

TOWNS = {"p-1": "taoluo", "p-2": "chaohe"}
projects = st.sampled_from(sorted(TOWNS))
beside = st.sampled_from([-40, -7, -1, 0, 1])
"""How far from the last amount that passes: most pass, some are one fen too much."""


class FundChain(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.live = set(TOWNS)
        self.events: list[object] = [
            FundRegistered("f", "专项", "city", "special", 2024),
            FundsAppropriated("f", 100),
            FundsAllocated("f", "p-1", "taoluo", 60),
            FundsCommitted("f", "p-1", "taoluo", 40),
            WorkVerified("f", "p-1", "taoluo", 20),
        ]

    @rule(amount=st.integers(1, 50))
    def appropriate(self, amount: int) -> None:
        self.give(Appropriate("f", amount), passes=True)

    @rule(project=projects, beside=beside)
    def allocate(self, project: str, beside: int) -> None:
        free = self.sum(FundsAppropriated) - self.allocated()
        amount = max(1, free + beside)
        passes = project in self.live and amount <= free
        self.give(AllocateFunds("f", project, amount), passes)

    @rule(project=projects, beside=beside)
    def commit(self, project: str, beside: int) -> None:
        free = self.allocated(project) - self.sum(FundsCommitted, project)
        amount = max(1, free + beside)
        passes = project in self.live and amount <= free
        self.give(CommitFunds("f", project, TOWNS[project], amount), passes)

    @rule(project=projects, beside=beside)
    def verify(self, project: str, beside: int) -> None:
        free = self.sum(FundsCommitted, project) - self.sum(WorkVerified, project)
        amount = max(1, free + beside)
        self.give(VerifyWork("f", project, TOWNS[project], amount), amount <= free)

    @rule(project=projects, beside=beside)
    def pay_advance(self, project: str, beside: int) -> None:
        committed = self.sum(FundsCommitted, project)
        unworked = committed - self.sum(WorkVerified, project) - self.outstanding(project)
        free = max(0, min(committed * 30 // 100 - self.sum(AdvancePaid, project), unworked))
        amount = max(1, free + beside)
        passes = project in self.live and amount <= free
        self.give(PayAdvance("f", project, amount, "演示-施工单位"), passes)

    @rule(project=projects, beside=beside)
    def pay(self, project: str, beside: int) -> None:
        free = self.sum(WorkVerified, project) + self.outstanding(project) - self.paid(project)
        amount = max(1, free + beside)
        self.give(Pay("f", project, amount, "演示-施工单位"), amount <= free)

    @rule(project=projects, beside=beside)
    def recall(self, project: str, beside: int) -> None:
        free = self.allocated(project) - self.sum(FundsCommitted, project)
        amount = max(1, free + beside)
        self.give(RecallFunds("f", project, "用途调整", amount), amount <= free)

    @rule(project=projects)
    def recall_all(self, project: str) -> None:
        free = self.allocated(project) - self.sum(FundsCommitted, project)
        self.give(RecallFunds("f", project, "用途调整"), free > 0)

    @rule(project=projects)
    def come_or_leave(self, project: str) -> None:
        self.live ^= {project}

    @invariant()
    def the_chain_holds(self) -> None:
        for project in [*TOWNS, None]:
            assert 0 <= self.outstanding(project) <= self.sum(AdvancePaid, project)
            worked = self.sum(WorkVerified, project) + self.outstanding(project)
            chain = [
                self.paid(project),
                worked,
                self.sum(FundsCommitted, project),
                self.allocated(project),
                self.sum(FundsAppropriated),
            ]
            assert chain == sorted(chain), (project, chain)

    def give(self, command: object, passes: bool) -> None:
        outcome = self.history().when(command, by="finance")
        assert (outcome.refusal is None) is passes, outcome
        self.events += outcome.events

    def history(self) -> Given:
        story = given(FUND, "f", *self.events)
        for project, town in TOWNS.items():
            known = [
                EligibilityRecognised(project, "演示", town, "donggang", date(2024, 1, 1)),
                EligibilityEnded(project, town, "项目出库"),
            ]
            story = story.and_given(
                ELIGIBILITY, project, *(known[:1] if project in self.live else known)
            )
        return story

    def allocated(self, project: str | None = None) -> int:
        return self.sum(FundsAllocated, project) - self.sum(FundsRecalled, project)

    def paid(self, project: str | None) -> int:
        return self.sum(PaymentMade, project) + self.sum(AdvancePaid, project)

    def outstanding(self, project: str | None) -> int:
        """What was advanced and not yet set off."""
        offset = sum(
            event.offset_fen
            for event in self.events
            if isinstance(event, WorkVerified) and project in (None, event.project)
        )
        return self.sum(AdvancePaid, project) - offset

    def sum(self, kind: type[object], project: str | None = None) -> int:
        return sum(
            event.amount_fen
            for event in self.events
            if isinstance(event, kind) and project in (None, getattr(event, "project", None))
        )


TestFundChain = FundChain.TestCase
TestFundChain.settings = settings(max_examples=35, stateful_step_count=30, deadline=None)
