"""RZ-2.2.c: whatever two writers do to two funds at once, the chain of each holds."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund.state import FUND
from shared.schemas.finance import fund as facts
from shared.schemas.finance import fund_contract as contracts
from shared.schemas.finance.eligibility import EndEligibility, RecogniseEligibility
from shared.schemas.finance.fund_keeping import (
    FundsPooled,
    FundsPooledOut,
    PoolAgriculturalFunds,
)
from tests.unit.finance.fund_accounts import Accounts
from tests.unit.two_writers import Asked, TwoWriters, quick

TOWNS = {"p-1": "taoluo", "p-2": "chaohe"}
FUNDS = ("f", "g")
CONTRACTS = ("works", "supervision")
PAYEE = "演示-施工单位"
KINDS = (
    facts.FundsAppropriated, facts.FundsAllocated, facts.FundsRecalled, contracts.FundsCommitted,
    contracts.CommitmentReduced, contracts.AdvancePaid, contracts.WorkVerified,
    contracts.PaymentMade, contracts.PaymentReturned, FundsPooled, FundsPooledOut,
)  # fmt: skip


class FundChain(TwoWriters):
    """Two agricultural funds and two projects, of which one may leave the library."""

    service = "finance"
    aggregates = (FUND, ELIGIBILITY)

    def beginning(self) -> list[Asked]:
        day = date(2024, 2, 1)
        known = [
            Asked(
                RecogniseEligibility(
                    p, name="演示", town=town, county="donggang", admitted_on=day, kind="investment"
                ),
                "system",
            )
            for p, town in TOWNS.items()
        ]
        for fund in FUNDS:
            opened = facts.RegisterFund(
                fund, name="涉农资金", source="city", kind="special", year=2024, agricultural=True
            )
            known += [
                Asked(opened, "finance"),
                Asked(facts.Appropriate(fund, amount_fen=100), "finance"),
            ]
        known += [
            Asked(facts.AllocateFunds("f", project=p, amount_fen=45), "finance") for p in TOWNS
        ] + [
            Asked(
                contracts.CommitFunds(
                    "f", project=p, town=town, amount_fen=40, document=None, contract="works",
                    payee=PAYEE,
                ),
                "finance",
            )
            for p, town in TOWNS.items()
        ]  # fmt: skip
        return known

    def commands(self) -> st.SearchStrategy[Asked]:
        return st.builds(self.asked, st.sampled_from(["f", "f", "g"]), st.sampled_from([*TOWNS]),
                         st.sampled_from(STEPS), st.sampled_from([-20, -7, -1, 0, 0, 1]),
                         st.sampled_from(["works", "works", "supervision"]))  # fmt: skip

    def asked(self, fund: str, project: str, step: str, beside: int, id: str) -> Asked:
        """A step of the chain, of about as much as is left for it."""
        book = self.state(FUND, fund)
        had, town = book.of(project), TOWNS[project]
        of = had.contract(id)
        left = {
            "allocate": book.free_fen,
            "commit": had.uncommitted_fen,
            "reduce": of.committed_fen - of.worked_fen,
            "advance": of.committed_fen * 30 // 100 - of.advanced_fen,
            "verify": of.committed_fen - of.verified_fen,
            "pay": of.work_due_fen,
            "return": of.outstanding_fen,
            "overpaid": of.work_paid_fen,
            "recall": had.uncommitted_fen,
            "pool": book.free_fen,
        }
        fen = max(1, left.get(step, 20) + beside)
        match step:
            case "allocate":
                data: object = facts.AllocateFunds(fund, project=project, amount_fen=fen)
            case "commit":
                data = contracts.CommitFunds(
                    fund, project=project, town=town, amount_fen=fen, document=None, contract=id,
                    payee=PAYEE,
                )  # fmt: skip
            case "reduce":
                data = contracts.ReduceCommitment(
                    fund, project=project, town=town, amount_fen=fen, cause="change", reason="变更",
                    document="文号", contract=id,
                )  # fmt: skip
            case "advance":
                data = contracts.PayAdvance(
                    fund, project=project, amount_fen=fen, payee=PAYEE, contract=id
                )
            case "verify":
                data = contracts.VerifyWork(
                    fund, project=project, town=town, amount_fen=fen, contract=id
                )
            case "pay":
                data = contracts.Pay(
                    fund, project=project, amount_fen=fen, payee=PAYEE, contract=id
                )
            case "return" | "overpaid":
                kind = "advance" if step == "return" else "payment"
                data = contracts.ReturnPayment(
                    fund, project=project, of=kind, amount_fen=fen, payee=PAYEE, reason="退款",
                    document="文号", contract=id,
                )  # fmt: skip
            case "recall":
                data = facts.RecallFunds(fund, project=project, reason="用途调整", amount_fen=fen)
            case "pool":
                data = PoolAgriculturalFunds(
                    "g" if fund == "f" else "f", amount_fen=fen, document="文号", from_fund=fund
                )
            case "leave":
                return Asked(EndEligibility("p-2", reason="项目出库"), "system")
            case _:
                data = facts.Appropriate(fund, amount_fen=fen)
        return Asked(data, "finance")

    @invariant()
    def the_chain_holds(self) -> None:
        for fund in FUNDS:
            books = Accounts(self.of(*KINDS, fund=fund))
            for each in (books, *(books.of(p, c) for p in TOWNS for c in (None, *CONTRACTS))):
                chain = each.chain()
                assert chain == sorted(chain), (fund, each.project, each.contract, chain)

    @invariant()
    def what_one_fund_gives_the_other_gets(self) -> None:
        for fund in FUNDS:
            given = sum(e.amount_fen for e in self.of(FundsPooledOut, fund=fund))
            assert given == sum(e.amount_fen for e in self.of(FundsPooled, from_fund=fund))


STEPS = ("allocate", "allocate", "commit", "commit", "reduce", "advance", "verify", "pay", "return",
         "overpaid", "recall", "pool", "appropriate", "leave")  # fmt: skip

TestFundChain = FundChain.TestCase
TestFundChain.settings = quick
