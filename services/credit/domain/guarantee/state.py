"""GuaranteeBusiness (`guarantee-<guarantee>`): 担保, from recommendation to release or recovery, RZ-2.4.e.

recommended → accepted → investigated → approved → letter → disbursed → released, or compensated →
settled; refused, perhaps reviewed; withdrawn before money flows. Money in fen.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.credit.domain.guarantee import rules
from services.credit.domain.organisations import LOCAL_FINANCE
from shared.kernel.aggregate import (
    Aggregate,
    Condition,
    Context,
    refuse,
    to_named,
    to_party,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit import guarantee_course as course
from shared.schemas.credit.stages import GuaranteeStage

CLAUSE = rules.CLAUSE
STAGES: dict[GuaranteeStage, str] = {
    "recommended": "已推荐",
    "accepted": "已受理",
    "investigated": "已尽调",
    "approved": "已批准",
    "refused": "不予担保",
    "letter": "已出函",
    "disbursed": "已放款",
    "released": "已解保",
    "compensated": "已代偿",
    "settled": "代偿已了结",
    "withdrawn": "已撤回",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step that is owed: since when, within how many working days."""

    since: date
    days: int


@dataclass(frozen=True, slots=True)
class GuaranteeBusiness:
    """`guaranteed_fen` is the company's share: of what was approved, then of what was lent."""

    town: str = ""
    county: str = ""
    stage: GuaranteeStage | None = None
    asked: guarantees.GuaranteeRecommended | None = None
    company: str = ""
    institution: str = ""
    accepting: Step | None = None
    deciding: Step | None = None
    reviewing: Step | None = None
    decisions: int = 0
    refused_on: date | None = None
    review_days: int = 0
    reviewed: bool = False
    approved: guarantees.GuaranteeApproved | None = None
    letter_until: date | None = None
    lent_on: date | None = None
    ends_on: date | None = None
    checked_on: date | None = None
    warned: bool = False
    guaranteed_fen: int = 0
    compensated_fen: int = 0
    recovered_fen: int = 0
    written_off_fen: int = 0
    late: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()

    @property
    def owed_fen(self) -> int:
        """What was compensated and neither recovered nor written off."""
        return self.compensated_fen - self.recovered_fen - self.written_off_fen


GUARANTEE_BUSINESS = Aggregate(
    "guarantee",
    GuaranteeBusiness(),
    key="guarantee",
    title="担保业务",
    sight=[to_town(), to_named(), to_party("institution"), to_party("company")],
)


@GUARANTEE_BUSINESS.evolve
def evolve(
    business: GuaranteeBusiness, event: guarantees.Event | course.Event
) -> GuaranteeBusiness:
    match event:
        case guarantees.GuaranteeRecommended():
            accepting = Step(event.recommended_on, event.accept_working_days)
            return GuaranteeBusiness(
                event.town, event.county, "recommended", event, event.company, event.institution,
                accepting=accepting,
            )  # fmt: skip
        case guarantees.GuaranteeAccepted():
            deciding = Step(event.accepted_on, event.decide_working_days)
            return replace(business, stage="accepted", accepting=None, deciding=deciding)
        case guarantees.GuaranteeInvestigated():
            return replace(business, stage="investigated")
        case guarantees.GuaranteeApproved():
            return replace(
                _decided(business), stage="approved", approved=event,
                guaranteed_fen=event.guaranteed_fen,
            )  # fmt: skip
        case guarantees.GuaranteeRefused():
            return replace(
                _decided(business), stage="refused", refused_on=event.decided_on,
                review_days=event.review_request_calendar_days,
            )  # fmt: skip
        case guarantees.GuaranteeReviewRequested():
            reviewing = Step(event.requested_on, event.review_working_days)
            return replace(business, reviewing=reviewing)
        case guarantees.GuaranteeReviewDecided():
            business = replace(business, reviewing=None, reviewed=True)
            if not event.upheld:
                return business
            deciding = Step(event.decided_on, event.decide_working_days)
            return replace(business, stage="investigated", deciding=deciding)
        case guarantees.GuaranteeLetterIssued(until=until):
            return replace(business, stage="letter", letter_until=until)
        case guarantees.GuaranteeLetterExpired():
            return replace(business, stage="approved", letter_until=None)
        case guarantees.GuaranteeApplicationWithdrawn():
            return replace(
                business, stage="withdrawn", accepting=None, deciding=None, reviewing=None
            )
        case guarantees.GuaranteeOverdue(key=key):
            return replace(business, late=business.late | {key}, flags=business.flags | {key})
        case guarantees.GuaranteeFlagCleared(key=key):
            return replace(business, flags=business.flags - {key})
        case course.GuaranteeDisbursed():
            return replace(
                business, stage="disbursed", guaranteed_fen=event.guaranteed_fen,
                lent_on=event.lent_on, ends_on=event.ends_on, checked_on=event.lent_on,
            )  # fmt: skip
        case course.GuaranteeChecked(checked_on=day, sound=sound):
            return replace(business, checked_on=day, warned=business.warned and not sound)
        case course.GuaranteeWarned():
            return replace(business, warned=True)
        case course.GuaranteeExtended(ends_on=day):
            return replace(business, ends_on=day)
        case course.GuaranteeReleased():
            return replace(business, stage="released")
        case course.CompensationPaid(compensated_fen=fen):
            return replace(business, stage="compensated", compensated_fen=fen)
        case course.RecoveryRecorded(recovered_fen=fen):
            return _settled(replace(business, recovered_fen=fen))
        case course.GuaranteeWrittenOff(amount_fen=fen):
            return _settled(replace(business, written_off_fen=business.written_off_fen + fen))
    assert_never(event)


def at_stage(*needed: GuaranteeStage) -> Condition:
    """The condition that a guarantee is at one of these points."""

    def stands(business: GuaranteeBusiness, _: Context) -> None:
        if business.stage not in needed:
            refuse(
                rules.STAGE_OF_THE_GUARANTEE,
                stage=STAGES[business.stage] if business.stage else "—",
                stage_en=business.stage or "—",
                needed="、".join(STAGES[stage] for stage in needed),
                needed_en=", ".join(needed),
            )

    return stands


def company_acts(business: GuaranteeBusiness, context: Context) -> None:
    """The condition that the company acts that it was recommended to; local-finance enters for it."""
    if context.actor.organisation not in (business.company, LOCAL_FINANCE.id):
        refuse(rules.COMPANY_ACTS, company=business.company)


def require_days(day: date, earliest: date, latest: date) -> None:
    """Refuse a day that is out of order, or has not come."""
    if not earliest <= day <= latest:
        refuse(rules.DAYS_IN_ORDER, earliest=earliest, latest=latest)


def _decided(business: GuaranteeBusiness) -> GuaranteeBusiness:
    return replace(business, deciding=None, decisions=business.decisions + 1)


def _settled(business: GuaranteeBusiness) -> GuaranteeBusiness:
    return replace(business, stage="compensated" if business.owed_fen else "settled")
