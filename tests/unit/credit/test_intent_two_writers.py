"""RZ-2.4.f: under any sequence and two writers drawn ≤ approved ≤ intended, use by use and in all."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.credit.domain.institution import INSTITUTION
from services.credit.domain.intent import INTENT
from services.credit.domain.library_project import LIBRARY_PROJECT
from shared.schemas.credit import library_project
from shared.schemas.credit.institution import RegisterInstitution
from tests.unit.credit.test_intent import APPROVE, DRAW, NOMINATE, POLICY, REGISTER, WITHDRAW
from tests.unit.two_writers import Asked, TwoWriters, quick

USES = ("u-1", "u-2", "u-3")
INTENDED = 1000


class Intents(TwoWriters):
    service = "credit"
    aggregates = (INSTITUTION, INTENT, LIBRARY_PROJECT)

    def beginning(self) -> list[Asked]:
        bank = RegisterInstitution(
            POLICY, name="演示-政策性银行", credit_code="91371100000000003x", kind="policy-bank",
            group="policy",
        )  # fmt: skip
        admitted = library_project.NoteProjectAdmitted(
            "p-1", name="演示-管网", town="taoluo", county="donggang"
        )
        return [
            Asked(bank, "local-finance"),
            Asked(admitted, "system"),
            Asked(REGISTER, "local-finance"),
        ]

    def commands(self) -> st.SearchStrategy[Asked]:
        use, fen = st.sampled_from(USES), st.sampled_from([1, 300, 500, INTENDED])
        drawdown = st.sampled_from(["w-1", "w-2", "w-3"])
        left = library_project.NoteProjectExited("p-1", reason="停建")
        return st.one_of(
            st.builds(nominate, use, fen),
            st.builds(approve, use, fen),
            st.builds(draw, use, fen, drawdown),
            st.builds(draw, use, fen, drawdown),
            st.builds(withdraw, use),
            st.just(Asked(left, "system")),
        )

    @invariant()
    def drawn_within_approved_within_intended(self) -> None:
        intent = self.state(INTENT, "i-1")
        assert intent.drawn_fen <= intent.approved_fen <= intent.intended_fen == INTENDED
        assert intent.nominated_fen <= INTENDED
        for use in intent.uses.values():
            assert use.drawn_fen <= (use.approved_fen or 0) <= use.nominated_fen


def nominate(use: str, fen: int) -> Asked:
    return Asked(replace(NOMINATE, use=use, amount_fen=fen), "taoluo")


def approve(use: str, fen: int) -> Asked:
    return Asked(replace(APPROVE, use=use, amount_fen=fen), POLICY)


def draw(use: str, fen: int, drawdown: str) -> Asked:
    return Asked(replace(DRAW, use=use, amount_fen=fen, drawdown=drawdown), POLICY)


def withdraw(use: str) -> Asked:
    return Asked(replace(WITHDRAW, use=use), "taoluo")


TestIntents = Intents.TestCase
TestIntents.settings = quick
