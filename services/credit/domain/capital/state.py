"""CapitalEntry (`capital-<capital>`): from an enterprise's intent to its exit, RZ-2.4.d. Money in fen.

Where farmland is leased: intended → applied → accepted → passed → signed; otherwise intended → signed.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from services.credit.domain.capital import rules
from shared.kernel.aggregate import Aggregate, Condition, Context, refuse, to_named, to_town
from shared.schemas.copying import replace
from shared.schemas.credit import capital as capitals
from shared.schemas.credit.stages import CapitalStage

CLAUSE = rules.CLAUSE
STAGES: dict[CapitalStage, str] = {
    "intended": "意向",
    "applied": "已申请审查",
    "accepted": "审查中",
    "passed": "审查通过",
    "failed": "审查未通过",
    "signed": "已签约",
    "exited": "已退出",
}


@dataclass(frozen=True, slots=True)
class Capital:
    """`check_from`: the day after which a year of farming is looked at."""

    town: str = ""
    county: str = ""
    stage: CapitalStage | None = None
    enterprise: str = ""
    leases: bool = False
    registered_on: date = date.min
    accepted_on: date | None = None
    review_days: int = 0
    agreed_fen: int = 0
    paid_fen: int = 0
    entries: frozenset[str] = frozenset()
    signed_on: date | None = None
    check_from: date | None = None
    risk_fund_fen: int = 0
    late: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()


CAPITAL = Aggregate(
    "capital", Capital(), key="capital", title="工商资本", sight=[to_town(), to_named()]
)


@CAPITAL.evolve
def evolve(capital: Capital, event: capitals.Event) -> Capital:
    match event:
        case capitals.CapitalIntentRegistered():
            leases = event.lease is not None
            return Capital(
                event.town, event.county, "intended", event.enterprise, leases,
                event.registered_on,
            )  # fmt: skip
        case capitals.LeaseReviewRequested():
            return replace(capital, stage="applied")
        case capitals.LeaseReviewAccepted():
            return replace(
                capital, stage="accepted", accepted_on=event.accepted_on,
                review_days=event.review_working_days,
            )  # fmt: skip
        case capitals.LeaseReviewDecided(passed=passed):
            return replace(capital, stage="passed" if passed else "failed", accepted_on=None)
        case capitals.CapitalAgreementSigned():
            check_from = event.signed_on if capital.leases else None
            return replace(
                capital, stage="signed", agreed_fen=event.agreed_fen, signed_on=event.signed_on,
                check_from=check_from,
            )  # fmt: skip
        case capitals.RiskFundDeposited(amount_fen=fen):
            return replace(capital, risk_fund_fen=capital.risk_fund_fen + fen)
        case capitals.LandUseChecked(checked_on=day):
            return replace(capital, check_from=day)
        case capitals.CapitalPaid(paid_fen=fen, entry=entry):
            return replace(capital, paid_fen=fen, entries=capital.entries | {entry})
        case capitals.CapitalExited():
            return replace(capital, stage="exited", check_from=None)
        case capitals.LeaseReviewOverdue(key=key) | capitals.LandUseCheckOverdue(key=key):
            return replace(capital, late=capital.late | {key}, flags=capital.flags | {key})
        case capitals.CapitalFlagCleared(key=key):
            return replace(capital, flags=capital.flags - {key})
    assert_never(event)


def at_stage(*needed: CapitalStage) -> Condition:
    """The condition that capital is at one of these points."""

    def stands(capital: Capital, _: Context) -> None:
        if capital.stage not in needed:
            refuse(
                rules.STAGE_OF_THE_CAPITAL,
                stage=STAGES[capital.stage] if capital.stage else "—",
                stage_en=capital.stage or "—",
                needed="、".join(STAGES[stage] for stage in needed),
                needed_en=", ".join(needed),
            )

    return stands


def require_day(day: date, earliest: date, context: Context) -> None:
    """Refuse a day before the step that it follows, or one that has not come."""
    if not earliest <= day <= context.today:
        refuse(rules.CAPITAL_DAY_HAS_COME, earliest=earliest, latest=context.today)
