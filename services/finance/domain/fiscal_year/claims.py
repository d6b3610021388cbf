"""What stays of a year is claimed by the town and handed over in time (RZ-2.2.e). Money in fen."""

from services.finance.domain.fiscal_year import rules
from services.finance.domain.fiscal_year.state import FISCAL_YEAR, FiscalYears, claim_key
from shared.kernel.aggregate import (
    COUNTY,
    COUNTY_DEPARTMENTS,
    SYSTEM,
    TOWN,
    Context,
    DeadlinePassed,
    Events,
    refuse,
    require_flag,
)
from shared.schemas.finance import fiscal_year_claims

CLAUSE = rules.CLAUSE


@FISCAL_YEAR.command(title="申领新增财力", clause=CLAUSE, by=[TOWN])
def claim_increment(
    years: FiscalYears, cmd: fiscal_year_claims.ClaimIncrement, context: Context
) -> Events:
    """The county's finance department, which keeps the treasury that it lies in, hands it over."""
    counted = context.parameter("finance.increment_years")
    if cmd.year not in counted:
        refuse(rules.ONLY_THESE_YEARS_COUNT, years="、".join(map(str, counted)), year=cmd.year)
    left = years.left(cmd.year)
    if cmd.amount_fen > left:
        refuse(rules.WITHIN_INCREMENT, available=left, needs=cmd.amount_fen - left)
    return [
        fiscal_year_claims.IncrementClaimed.of(
            cmd,
            claim=len(years.claims) + 1,
            claimed_on=context.today,
            handover_days=context.parameter("finance.increment_handover_days"),
            owner=_keeper(years, context),
            offset_fen=min(years.credit_fen, cmd.amount_fen),
        )
    ]


@FISCAL_YEAR.command(title="更正新增财力申领", clause=CLAUSE, by=[TOWN])
def correct_increment_claim(
    years: FiscalYears, cmd: fiscal_year_claims.CorrectIncrementClaim, context: Context
) -> Events:
    """Too large, or a claim by mistake; what has come of its year stays covered."""
    claim = next((c for c in years.claims if c.number == cmd.claim), None)
    claimed = claim.amount_fen if claim else 0
    beyond = years.claimed[claim.year] - years.settled.get(claim.year, 0) if claim else 0
    least = max(0, claimed - beyond)
    if claim is None or not least <= cmd.amount_fen < claimed:
        refuse(rules.CLAIM_COMES_DOWN, claim=cmd.claim, claimed=claimed, least=least)
    return [
        fiscal_year_claims.IncrementClaimCorrected.of(
            cmd, year=claim.year, previous_fen=claimed, corrected_on=context.today
        )
    ]


@FISCAL_YEAR.command(title="划转新增财力", clause=CLAUSE, by=[COUNTY, COUNTY_DEPARTMENTS])
def hand_over_increment(
    years: FiscalYears, cmd: fiscal_year_claims.HandOverIncrement, context: Context
) -> Events:
    by, due = _require_owner(years, context), years.due(cmd.year)
    if cmd.amount_fen > due:
        refuse(rules.WITHIN_CLAIMS, available=due, needs=cmd.amount_fen - due)
    return [
        fiscal_year_claims.IncrementHandedOver.of(
            cmd, organisation=by, handed_over_on=context.today
        )
    ]


@FISCAL_YEAR.command(title="更正新增财力划转", clause=CLAUSE, by=[COUNTY, COUNTY_DEPARTMENTS])
def correct_increment_handover(
    years: FiscalYears, cmd: fiscal_year_claims.CorrectIncrementHandover, context: Context
) -> Events:
    """What was handed over was entered wrongly; within what is owed, and not below what was set
    off with it against another year."""
    by, before = _require_owner(years, context), years.handed_over.get(cmd.year, 0)
    more, has = cmd.amount_fen - before, years.settled.get(cmd.year, 0)
    if not more:
        return []
    if more > years.due(cmd.year):
        due = years.due(cmd.year)
        refuse(rules.WITHIN_CLAIMS, available=before + due, needs=more - due)
    drawn = min(years.credit_fen, max(0, -more))
    if has + more + drawn < 0:
        refuse(rules.HANDOVER_WAS_SET_OFF, least=before - has - years.credit_fen)
    return [
        fiscal_year_claims.IncrementHandoverCorrected.of(
            cmd, previous_fen=before, offset_fen=drawn, corrected_by=by, corrected_on=context.today
        )
    ]


@FISCAL_YEAR.when_passed(clause=CLAUSE)
def handover_is_late(years: FiscalYears, passed: DeadlinePassed, context: Context) -> Events:
    return [
        fiscal_year_claims.IncrementHandoverOverdue(
            years.town, county=context.registry.county_of(years.town), year=claim.year,
            claim=claim.number, key=passed.key, organisation=_keeper(years, context),
            amount_fen=years.unsettled(claim), due_on=passed.due_on,
        )
        for claim in years.claims
        if claim_key(claim) == passed.key and not claim.late and years.unsettled(claim)
    ]  # fmt: skip


@FISCAL_YEAR.command(title="解除新增财力超期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_increment_flag(
    years: FiscalYears, cmd: fiscal_year_claims.ClearIncrementFlag, _: Context
) -> Events:
    require_flag(years.flags, cmd.key)
    return [fiscal_year_claims.IncrementFlagCleared.of(cmd)]


def _keeper(years: FiscalYears, context: Context) -> str:
    return f"{context.registry.county_of(years.town)}-finance"


def _require_owner(years: FiscalYears, context: Context) -> str:
    """Who hands over; the county's government may act for its finance department."""
    keeper, by = _keeper(years, context), context.actor.organisation
    if by not in (keeper, context.registry.county_of(years.town)):
        refuse(rules.KEEPER_HANDS_OVER, keeper=keeper)
    return by
