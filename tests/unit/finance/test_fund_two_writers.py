"""RZ-2.2.c: whatever two writers do to two funds at once, the chain of each holds."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund import FUND
from shared.schemas.finance import fund as facts
from shared.schemas.finance.eligibility import EndEligibility, RecogniseEligibility
from shared.schemas.finance.fund_keeping import (
    FundsPooled,
    FundsPooledOut,
    PoolAgriculturalFunds,
)
from tests.unit.two_writers import Asked, TwoWriters, quick

TOWNS = {"p-1": "taoluo", "p-2": "chaohe"}
FUNDS = ("f", "g")


class FundChain(TwoWriters):
    """Two agricultural funds and two projects, of which one may leave the library."""

    service = "finance"
    aggregates = (FUND, ELIGIBILITY)

    def beginning(self) -> list[Asked]:
        day = date(2024, 2, 1)
        known = [
            Asked(RecogniseEligibility(p, "演示", town, "donggang", day, "investment"), "system")
            for p, town in TOWNS.items()
        ]
        for fund in FUNDS:
            opened = facts.RegisterFund(
                fund, "涉农资金", "city", "special", 2024, agricultural=True
            )
            known += [Asked(opened, "finance"), Asked(facts.Appropriate(fund, 100), "finance")]
        known += [Asked(facts.AllocateFunds("f", p, 45), "finance") for p in TOWNS] + [
            Asked(facts.CommitFunds("f", p, town, 40), "finance") for p, town in TOWNS.items()
        ]
        return known

    def commands(self) -> st.SearchStrategy[Asked]:
        return st.builds(self.asked, st.sampled_from(["f", "f", "g"]), st.sampled_from([*TOWNS]),
                         st.sampled_from(STEPS), st.sampled_from([-20, -7, -1, 0, 0, 1]))  # fmt: skip

    def asked(self, fund: str, project: str, step: str, beside: int) -> Asked:
        """A step of the chain, of about as much as is left for it."""
        book = self.state(FUND, fund)
        had, town = book.of(project), TOWNS[project]
        left = {
            "allocate": book.free_fen,
            "commit": had.uncommitted_fen,
            "advance": had.committed_fen * 30 // 100 - had.advanced_fen,
            "verify": had.committed_fen - had.verified_fen,
            "pay": had.payable_fen,
            "recall": had.uncommitted_fen,
            "pool": book.free_fen,
        }
        fen = max(1, left.get(step, 20) + beside)
        match step:
            case "allocate":
                data: object = facts.AllocateFunds(fund, project, fen)
            case "commit":
                data = facts.CommitFunds(fund, project, town, fen)
            case "advance":
                data = facts.PayAdvance(fund, project, fen, "演示-施工单位")
            case "verify":
                data = facts.VerifyWork(fund, project, town, fen)
            case "pay":
                data = facts.Pay(fund, project, fen, "演示-施工单位")
            case "recall":
                data = facts.RecallFunds(fund, project, "用途调整", fen)
            case "pool":
                data = PoolAgriculturalFunds("g" if fund == "f" else "f", fen, "文号", fund)
            case "leave":
                return Asked(EndEligibility("p-2", "项目出库"), "system")
            case _:
                data = facts.Appropriate(fund, fen)
        return Asked(data, "finance")

    @invariant()
    def the_chain_holds(self) -> None:
        for fund in FUNDS:
            for project in (None, *TOWNS):
                chain = self.chain(fund, project)
                assert chain == sorted(chain), (fund, project, chain)

    @invariant()
    def advances_stay_within_thirty_percent_of_the_commitment(self) -> None:
        for fund in FUNDS:
            for project in TOWNS:
                of = {"fund": fund, "project": project}
                advanced = sum(e.amount_fen for e in self.of(facts.AdvancePaid, **of))
                committed = sum(e.amount_fen for e in self.of(facts.FundsCommitted, **of))
                assert advanced * 100 <= committed * 30

    @invariant()
    def what_one_fund_gives_the_other_gets(self) -> None:
        for fund in FUNDS:
            given = sum(e.amount_fen for e in self.of(FundsPooledOut, fund=fund))
            assert given == sum(e.amount_fen for e in self.of(FundsPooled, from_fund=fund))

    def chain(self, fund: str, project: str | None) -> list[int]:
        """outstanding ≤ paid ≤ worked ≤ committed ≤ allocated ≤ appropriated, net of pooling."""
        of = {"fund": fund} if project is None else {"fund": fund, "project": project}

        def fen(*kinds: type) -> int:
            return sum(e.amount_fen for e in self.of(*kinds, **of))

        def whole(*kinds: type) -> int:
            return sum(e.amount_fen for e in self.of(*kinds, fund=fund))

        offset = sum(e.offset_fen for e in self.of(facts.WorkVerified, **of))
        outstanding = fen(facts.AdvancePaid) - offset
        return [
            0,
            outstanding,
            fen(facts.PaymentMade, facts.AdvancePaid),
            fen(facts.WorkVerified) + outstanding,
            fen(facts.FundsCommitted),
            fen(facts.FundsAllocated) - fen(facts.FundsRecalled),
            whole(facts.FundsAppropriated, FundsPooled) - whole(FundsPooledOut),
        ]


STEPS = ("allocate", "allocate", "commit", "commit", "advance", "verify", "pay", "recall", "pool",
         "appropriate", "leave")  # fmt: skip

TestFundChain = FundChain.TestCase
TestFundChain.settings = quick
