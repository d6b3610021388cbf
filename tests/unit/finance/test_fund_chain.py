"""RZ-2.2.c: no sequence of commands breaks the fund chain; none that keeps it is refused.

The books are kept a second time, from the events alone.
"""

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund.state import FUND
from shared.schemas.finance.eligibility import EligibilityEnded, EligibilityRecognised
from shared.schemas.finance.fund import (
    AllocateFunds,
    Appropriate,
    FundRegistered,
    FundsAllocated,
    FundsAppropriated,
    RecallFunds,
)
from shared.schemas.finance.fund_contract import (
    CommitFunds,
    FundsCommitted,
    Pay,
    PayAdvance,
    ReduceCommitment,
    ReturnPayment,
    VerifyWork,
    WorkVerified,
)
from shared.schemas.finance.fund_correction import CorrectFundEntry
from tests.effort import tries
from tests.given import NOON, Given, given
from tests.unit.finance.fund_accounts import ENTRIES, Accounts, amended

TOWNS = {"p-1": "taoluo", "p-2": "chaohe"}
CONTRACTS = {"works": "演示-施工单位", "supervision": "演示-监理单位"}
projects, contracts = st.sampled_from(sorted(TOWNS)), st.sampled_from(sorted(CONTRACTS))
beside = st.sampled_from([-40, -7, -1, 0, 1])
"""How far from the last amount that passes: most pass, some are one fen too much."""


class FundChain(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.live = set(TOWNS)
        of = {"fund": "f", "project": "p-1", "town": "taoluo"}
        by = {"contract": "works", "payee": CONTRACTS["works"]}
        self.events: list[object] = [
            FundRegistered("f", name="专项", source="city", kind="special", year=2024),
            FundsAppropriated("f", amount_fen=100),
            FundsAllocated(**of, amount_fen=60),
            FundsCommitted(**of, amount_fen=40, **by, offset_percent=50),
            WorkVerified(**of, amount_fen=20, contract="works"),
        ]

    @rule(amount=st.integers(1, 50))
    def appropriate(self, amount: int) -> None:
        self.give(Appropriate("f", amount_fen=amount), passes=True)

    @rule(project=projects, beside=beside)
    def allocate(self, project: str, beside: int) -> None:
        free = self.books.appropriated - self.books.allocated
        amount = max(1, free + beside)
        self.give(
            AllocateFunds("f", project=project, amount_fen=amount),
            project in self.live and amount <= free,
        )

    @rule(project=projects, contract=contracts, beside=beside)
    def commit(self, project: str, contract: str, beside: int) -> None:
        free = self.uncommitted(project)
        amount = max(1, free + beside)
        cmd = CommitFunds(
            "f", project=project, town=TOWNS[project], amount_fen=amount, document=None,
            contract=contract, payee=CONTRACTS[contract], offset_percent=beside % 100,
        )  # fmt: skip
        self.give(cmd, project in self.live and amount <= free)

    @rule(project=projects, contract=contracts, beside=beside)
    def reduce(self, project: str, contract: str, beside: int) -> None:
        of = self.books.of(project, contract)
        free = of.committed - of.verified - of.outstanding
        amount = max(1, free + beside)
        cmd = ReduceCommitment(
            "f", project=project, town=TOWNS[project], amount_fen=amount, cause="settlement",
            reason="审减", document="文号", contract=contract,
        )  # fmt: skip
        outcome = self.give(cmd, amount <= free)
        recalled = [e for e in outcome if not isinstance(e, type(outcome[0]))]
        assert bool(recalled) is (bool(outcome) and project not in self.live)

    @rule(project=projects, contract=contracts, beside=beside, retained=st.integers(0, 3))
    def verify(self, project: str, contract: str, beside: int, retained: int) -> None:
        of = self.books.of(project, contract)
        free = of.committed - of.verified
        amount = max(1, free + beside)
        cmd = VerifyWork(
            "f", project=project, town=TOWNS[project], amount_fen=amount, contract=contract
        )
        self.give(cmd, self.known(project, contract) and amount <= free)
        if retained:
            kept = VerifyWork(
                "f", project=project, town=TOWNS[project], amount_fen=amount, contract=contract,
                retained_fen=retained, release_on=NOON.date(),
            )  # fmt: skip
            self.events += self.history().when(kept, by="finance").events

    @rule(project=projects, contract=contracts, beside=beside)
    def pay_advance(self, project: str, contract: str, beside: int) -> None:
        of = self.books.of(project, contract)
        unworked = of.committed - of.verified - of.outstanding
        free = max(0, min(of.committed * 30 // 100 - of.advanced, unworked))
        amount = max(1, free + beside)
        cmd = PayAdvance(
            "f", project=project, amount_fen=amount, payee=CONTRACTS[contract], contract=contract
        )
        self.give(cmd, project in self.live and amount <= free)

    @rule(project=projects, contract=contracts, beside=beside, retention=st.booleans())
    def pay(self, project: str, contract: str, beside: int, retention: bool) -> None:
        of = self.books.of(project, contract)
        free = of.retention if retention else of.due
        amount = max(1, free + beside)
        cmd = Pay(
            "f", project=project, amount_fen=amount, payee=CONTRACTS[contract], contract=contract,
            retention=retention,
        )  # fmt: skip
        self.give(cmd, amount <= free)

    @rule(project=projects, contract=contracts, beside=beside, of=st.sampled_from(["a", "p"]))
    def come_back(self, project: str, contract: str, beside: int, of: str) -> None:
        kind = "advance" if of == "a" else "payment"
        books = self.books.of(project, contract)
        free = books.outstanding if of == "a" else books.returnable()
        amount = max(1, free + beside)
        cmd = ReturnPayment(
            "f", project=project, of=kind, amount_fen=amount, payee=CONTRACTS[contract],
            reason="退款", document="文号", contract=contract,
        )  # fmt: skip
        self.give(cmd, amount <= free)

    @rule(project=projects, beside=beside)
    def recall(self, project: str, beside: int) -> None:
        free = self.uncommitted(project)
        amount = max(1, free + beside)
        self.give(
            RecallFunds("f", project=project, reason="用途调整", amount_fen=amount), amount <= free
        )

    @rule(project=projects)
    def recall_all(self, project: str) -> None:
        self.give(
            RecallFunds("f", project=project, reason="用途调整"), self.uncommitted(project) > 0
        )

    @rule(
        project=projects,
        entry=st.sampled_from(sorted(ENTRIES)),
        number=st.integers(1, 2),
        beside=st.sampled_from([-40, -7, -1, 1, 7]),
    )
    def correct(self, project: str, entry: str, number: int, beside: int) -> None:
        """Whatever is let through, the chain holds; what an entry says is never less than nothing."""
        of = "" if entry == "appropriation" else project
        known = self.history().state.entries.of(entry, of)
        if number <= len(known):
            fen = max(0, known[number - 1].amount_fen + beside)
            cmd = CorrectFundEntry(
                "f", entry=entry, number=number, amount_fen=fen, reason="更正", document="文号",
                project=of or None,
            )  # fmt: skip
            self.events += self.history().when(cmd, by="finance").events

    @rule(project=projects)
    def come_or_leave(self, project: str) -> None:
        self.live ^= {project}

    @invariant()
    def the_chain_holds(self) -> None:
        for books in self.all_books():
            chain = books.chain()
            assert chain == sorted(chain), (books.project, books.contract, chain)
            assert books.retention >= 0 and books.due >= 0

    @invariant()
    def the_state_is_what_the_books_say(self) -> None:
        state = self.history().state
        for project in TOWNS:
            for contract in CONTRACTS:
                books, had = self.books.of(project, contract), state.of(project).contract(contract)
                assert (had.committed_fen, had.verified_fen) == (books.committed, books.verified)
                assert (had.paid_fen, had.work_due_fen) == (books.paid, books.due)
        assert state.paid_fen == self.books.paid
        assert set(state.owed) == {p for p in TOWNS if state.of(p).payable_fen}

    def give(self, command: object, passes: bool) -> list[object]:
        outcome = self.history().when(command, by="finance")
        assert (outcome.refusal is None) is passes, (command, outcome)
        self.events += outcome.events
        return outcome.events

    def history(self) -> Given:
        story = given(FUND, "f", *self.events)
        for project, town in TOWNS.items():
            known = [
                EligibilityRecognised(
                    project, name="演示", town=town, county="donggang", admitted_on=date(2024, 1, 1)
                ),
                EligibilityEnded(project, town=town, reason="项目出库"),
            ]
            story = story.and_given(
                ELIGIBILITY, project, *(known[:1] if project in self.live else known)
            )
        return story

    @property
    def books(self) -> Accounts:
        return Accounts(amended(self.events))

    def all_books(self) -> list[Accounts]:
        of = [self.books.of(p, c) for p in TOWNS for c in (None, *CONTRACTS)]
        return [self.books, *of]

    def uncommitted(self, project: str) -> int:
        of = self.books.of(project)
        return of.allocated - of.committed

    def known(self, project: str, contract: str) -> bool:
        return self.books.of(project, contract).sum(FundsCommitted) > 0


TestFundChain = FundChain.TestCase
TestFundChain.settings = tries(40, steps=35)
