"""FinancingDemand (`financing-demand-<demand>`): from registration to a loan, or to none, RZ-2.4.a.

It goes to many institutions, to each by the borrower's consent; an institution reads what was said
to it and what it said itself, and no other's answer.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from services.credit.domain.demand import rules
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    part,
    refuse,
    to_organisation,
    to_party,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.credit import demand as demands
from shared.schemas.credit import demand_answers as answers
from shared.schemas.credit.stages import DemandStage

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class Consent:
    """`stands` until it is withdrawn or expires; the push is due from `recorded_on`."""

    given_on: date
    days: int
    recorded_on: date
    push_days: int
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What an institution was told, and has answered. Money in fen."""

    pushed_on: date
    contact_days: int
    decision_days: int
    joined: bool
    contacted: bool = False
    decided: bool = False
    credit_fen: int = 0
    until: date = date.max
    lent_fen: int = 0


@dataclass(frozen=True, slots=True)
class Demand:
    """`late` are the limits that passed, for good; `flags` those whose issue is open."""

    town: str = ""
    county: str = ""
    asked: demands.DemandRegistered | None = None
    consents: Map[str, Consent] = Map()
    answers: Map[str, Answer] = Map()
    loans: frozenset[str] = frozenset()
    guarantee: str = ""
    ended: DemandStage | None = None
    late: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()

    @property
    def lent_fen(self) -> int:
        return sum(answer.lent_fen for answer in self.answers.values())

    @property
    def stage(self) -> DemandStage:
        if self.ended:
            return self.ended
        if self.lent_fen:
            return "lent"
        if any(answer.credit_fen for answer in self.answers.values()):
            return "credited"
        if any(answer.contacted for answer in self.answers.values()):
            return "contacted"
        return "pushed" if self.answers else "registered"

    @property
    def referred(self) -> bool:
        return self.guarantee != ""

    def consented(self, institution: str) -> bool:
        consent = self.consents.get(institution)
        return consent is not None and consent.stands

    def reader(self, institution: str) -> str | None:
        """The institution, as long as it may read what it was told."""
        answer = self.answers.get(institution)
        granted = answer is not None and answer.credit_fen > 0
        told = answer is not None and self.consented(institution)
        return institution if granted or told else None


DEMAND = Aggregate(
    "financing-demand",
    Demand(),
    key="demand",
    title="融资需求",
    sight=[
        to_town(),
        to_organisation("local-finance"),
        to_organisation("guarantee", once="referred"),
    ],
    parts=[
        part(
            "answer",
            to_party("reader"),
            events=[
                demands.DemandPushed,
                demands.ConsentRecorded,
                demands.ConsentWithdrawn,
                demands.ConsentExpired,
                answers.BorrowerContacted,
                answers.CreditApproved,
                answers.CreditDeclined,
                answers.LoanMade,
            ],
            about=lambda demand, event: {"reader": demand.reader(event.institution) or ""},
        )
    ],
)


@DEMAND.evolve
def evolve(demand: Demand, event: demands.Event | answers.Event) -> Demand:
    match event:
        case demands.DemandRegistered():
            return Demand(event.town, event.county, event)
        case demands.ConsentRecorded(institution=id):
            consent = Consent(
                event.given_on, event.valid_calendar_days, event.recorded_on,
                event.push_working_days,
            )  # fmt: skip
            late = demand.late - {f"consent-{id}", f"push-{id}"}
            return replace(demand, consents=demand.consents.set(id, consent), late=late)
        case demands.ConsentWithdrawn(institution=id):
            return _end_consent(demand, id)
        case demands.ConsentExpired(institution=id, key=key):
            return replace(_end_consent(demand, id), late=demand.late | {key})
        case demands.DemandPushed(institution=id):
            answer = Answer(
                event.pushed_on, event.contact_working_days, event.decision_working_days,
                event.joined,
            )  # fmt: skip
            return _with_answer(demand, id, answer)
        case answers.BorrowerContacted(institution=id):
            return _with_answer(demand, id, replace(demand.answers[id], contacted=True))
        case answers.CreditApproved(institution=id, amount_fen=fen, until=until):
            answer = replace(demand.answers[id], decided=True, credit_fen=fen, until=until)
            return _with_answer(demand, id, answer)
        case answers.CreditDeclined(institution=id):
            return _with_answer(demand, id, replace(demand.answers[id], decided=True))
        case answers.LoanMade(institution=id, amount_fen=fen, loan=loan):
            answer = demand.answers[id]
            demand = _with_answer(demand, id, replace(answer, lent_fen=answer.lent_fen + fen))
            return replace(demand, loans=demand.loans | {loan})
        case answers.DemandUnanswered(key=key):
            return replace(demand, late=demand.late | {key}, flags=demand.flags | {key})
        case answers.DemandFlagCleared(key=key):
            return replace(demand, flags=demand.flags - {key})
        case demands.DemandReferred(guarantee=guarantee):
            return replace(demand, guarantee=guarantee)
        case demands.DemandWithdrawn():
            return replace(demand, ended="withdrawn")
        case demands.DemandClosedUnmet():
            return replace(demand, ended="unmet")
    assert_never(event)


STAGES = {"withdrawn": "已撤回", "unmet": "未达成"}


def is_open(demand: Demand, _: Context) -> None:
    """The condition that a demand is neither withdrawn nor closed."""
    if demand.ended:
        refuse(rules.DEMAND_IS_OPEN, stage=STAGES[demand.ended], stage_en=demand.ended)


def require_day(day: date, earliest: date, latest: date) -> None:
    """Refuse a day before the step that it follows, or one that has not come."""
    if not earliest <= day <= latest:
        refuse(rules.DAY_HAS_COME, earliest=earliest, latest=latest)


def _with_answer(demand: Demand, institution: str, answer: Answer) -> Demand:
    return replace(demand, answers=demand.answers.set(institution, answer))


def _end_consent(demand: Demand, institution: str) -> Demand:
    ended = replace(demand.consents[institution], stands=False)
    return replace(demand, consents=demand.consents.set(institution, ended))
