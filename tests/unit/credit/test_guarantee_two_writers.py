"""RZ-2.4.e: under any sequence and two writers recovered ≤ compensated ≤ guaranteed, and what is
guaranteed for one client, with its related ones, and in all stays within the company's capacity."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.credit.domain.guarantee import GUARANTEE_BUSINESS
from services.credit.domain.guarantee_capacity import GUARANTEE_CAPACITY
from services.credit.domain.institution import INSTITUTION
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit import guarantee_course as course
from tests.unit.credit.demands import REGISTER, TODAY
from tests.unit.credit.guarantees import (
    ACCEPT,
    APPROVE,
    ASK,
    ISSUE,
    LEND,
    LOOK,
    REFUSE,
    REPORT,
)
from tests.unit.two_writers import Asked, TwoWriters, quick

IDS = ("g-1", "g-2", "g-3")
BORROWERS = {"g-1": "tl-0001", "g-2": "tl-0001", "g-3": "tl-0002"}
FEN = 20_000_000
NET = 200_000_000
"""A tenth is one guarantee of the whole amount; fifteen percent, one and a half."""
COMPANY = "guarantee"


class Guarantees(TwoWriters):
    service = "credit"
    aggregates = (INSTITUTION, GUARANTEE_BUSINESS, GUARANTEE_CAPACITY)

    def beginning(self) -> list[Asked]:
        company = replace(REGISTER, institution=COMPANY, kind="guarantee", group="guarantee")
        report = replace(REPORT, net_assets_fen=NET, outstanding_fen=0)
        applied = [
            replace(
                ASK, guarantee=id, borrower=BORROWERS[id], related_group="zhang", amount_fen=FEN
            )
            for id in IDS
        ]
        looked = [replace(c, guarantee=id) for id in IDS for c in (ACCEPT, LOOK)]
        return [
            *(Asked(c, "local-finance") for c in (REGISTER, company)),
            Asked(report, COMPANY),
            *(Asked(c, "taoluo") for c in applied),
            *(Asked(c, COMPANY) for c in looked),
            approve("g-3", FEN // 2),
            issue("g-3"),
            lend("g-3", FEN // 2),
        ]

    def commands(self) -> st.SearchStrategy[Asked]:
        id, fen = st.sampled_from(IDS), st.sampled_from([1, FEN // 4, FEN // 2, FEN])
        return st.one_of(
            st.builds(approve, id, fen),
            st.builds(issue, id),
            st.builds(lend, id, fen),
            st.builds(compensate, id, fen),
            st.builds(recover, id, fen),
            st.builds(write_off, id, fen),
            st.builds(withdraw, id),
            st.builds(refuse, id),
            st.builds(release, id),
        )

    @invariant()
    def no_more_is_recovered_than_compensated_nor_compensated_than_guaranteed(self) -> None:
        for id in IDS:
            business = self.state(GUARANTEE_BUSINESS, id)
            settled = business.recovered_fen + business.written_off_fen
            assert 0 <= settled <= business.compensated_fen <= business.guaranteed_fen
            lent = sum(e.amount_fen for e in self.of(course.GuaranteeDisbursed, guarantee=id))
            if lent:
                assert business.guaranteed_fen <= lent

    @invariant()
    def the_company_guarantees_within_its_capacity(self) -> None:
        capacity = self.state(GUARANTEE_CAPACITY, COMPANY)
        for borrower in set(BORROWERS.values()):
            assert capacity.of_client(borrower) <= NET // 10
            assert capacity.of_group(borrower, "zhang") <= NET * 15 // 100
        assert capacity.total_fen <= 10 * NET


def approve(id: str, fen: int) -> Asked:
    return Asked(replace(APPROVE, guarantee=id, amount_fen=fen, share=100), COMPANY)


def issue(id: str) -> Asked:
    return Asked(replace(ISSUE, guarantee=id), COMPANY)


def lend(id: str, fen: int) -> Asked:
    return Asked(replace(LEND, guarantee=id, loan=f"l-{id}", amount_fen=fen), COMPANY)


def compensate(id: str, fen: int) -> Asked:
    paid = course.PayCompensation(id, amount_fen=fen, paid_on=TODAY, document="演示-代偿")
    return Asked(paid, COMPANY)


def recover(id: str, fen: int) -> Asked:
    back = course.RecordRecovery(id, principal_fen=fen, recovered_on=TODAY, document="演示-追偿")
    return Asked(back, COMPANY)


def write_off(id: str, fen: int) -> Asked:
    lost = course.WriteOffGuarantee(id, amount_fen=fen, reason="核销", document="演示-核销")
    return Asked(lost, COMPANY)


def withdraw(id: str) -> Asked:
    return Asked(guarantees.WithdrawGuaranteeApplication(id, reason="撤回"), "taoluo")


def refuse(id: str) -> Asked:
    return Asked(replace(REFUSE, guarantee=id), COMPANY)


def release(id: str) -> Asked:
    repaid = course.ReleaseGuarantee(id, repaid_on=date(2024, 3, 1), document="演示-解保")
    return Asked(repaid, COMPANY)


TestGuarantees = Guarantees.TestCase
TestGuarantees.settings = quick
