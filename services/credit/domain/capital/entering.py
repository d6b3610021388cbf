"""An enterprise registers its intent, signs, pays in, and leaves (RZ-2.4.d)."""

from services.credit.domain.capital import rules
from services.credit.domain.capital.reviewing import REVIEWERS
from services.credit.domain.capital.state import (
    CAPITAL,
    CLAUSE,
    STAGES,
    Capital,
    at_stage,
    require_day,
)
from services.credit.domain.institution import CREDIT_CODE, CREDIT_CODE_IS_WHOLE
from services.credit.domain.organisations import GUIDES
from shared.kernel.aggregate import COUNTY, TOWN, Context, Events, refuse
from shared.schemas.credit import capital as capitals


@CAPITAL.command(
    title="登记工商资本意向",
    clause=CLAUSE,
    by=[TOWN, *GUIDES],
    creates=True,
    numbered="{town}-capital-{year}",
)
def register_capital_intent(
    _: Capital, cmd: capitals.RegisterCapitalIntent, context: Context
) -> Events:
    town = context.town(cmd.town)
    if town is None or not town.pilot:
        refuse(rules.TOWN_OF_THE_CAPITAL, town=cmd.town)
    if len(cmd.credit_code) != CREDIT_CODE:
        refuse(CREDIT_CODE_IS_WHOLE, code=cmd.credit_code)
    yield capitals.CapitalIntentRegistered.of(cmd, county=town.county, registered_on=context.today)


def _farmland_is_reviewed(capital: Capital, context: Context) -> None:
    if capital.leases and capital.stage in ("intended", "applied", "accepted", "failed"):
        stage = capital.stage
        refuse(rules.FARMLAND_IS_REVIEWED, stage=STAGES[stage], stage_en=stage)
    at_stage("passed" if capital.leases else "intended")(capital, context)


@CAPITAL.command(
    title="签订投资协议", clause=CLAUSE, by=[TOWN, COUNTY], when=[_farmland_is_reviewed]
)
def sign_capital_agreement(
    capital: Capital, cmd: capitals.SignCapitalAgreement, context: Context
) -> Events:
    require_day(cmd.signed_on, capital.registered_on, context)
    yield capitals.CapitalAgreementSigned.of(cmd, town=capital.town)


@CAPITAL.command(
    title="登记流转风险保障金", clause=CLAUSE, by=[TOWN, COUNTY], when=[at_stage("signed")]
)
def deposit_risk_fund(capital: Capital, cmd: capitals.DepositRiskFund, context: Context) -> Events:
    if not capital.leases:
        refuse(rules.NOTHING_TO_REVIEW)
    require_day(cmd.deposited_on, capital.signed_on or capital.registered_on, context)
    yield capitals.RiskFundDeposited.of(cmd, town=capital.town)


@CAPITAL.command(
    title="检查流转用途", clause=CLAUSE, by=[TOWN, *REVIEWERS], when=[at_stage("signed")]
)
def check_land_use(capital: Capital, cmd: capitals.CheckLandUse, context: Context) -> Events:
    if capital.check_from is None:
        refuse(rules.NOTHING_TO_REVIEW)
    require_day(cmd.checked_on, capital.check_from, context)
    yield capitals.LandUseChecked.of(cmd, town=capital.town, checked_by=context.actor.organisation)


@CAPITAL.command(title="登记投资到位", clause=CLAUSE, by=[TOWN, COUNTY], when=[at_stage("signed")])
def record_capital_paid(
    capital: Capital, cmd: capitals.RecordCapitalPaid, context: Context
) -> Events:
    left = capital.agreed_fen - capital.paid_fen
    if cmd.amount_fen > left:
        refuse(rules.PAID_WITHIN_AGREED, left=left)
    require_day(cmd.paid_on, capital.registered_on, context)
    if cmd.entry in capital.entries:
        refuse(rules.ENTRY_IS_NEW, entry=cmd.entry)
    yield capitals.CapitalPaid.of(
        cmd, town=capital.town, paid_fen=capital.paid_fen + cmd.amount_fen
    )


@CAPITAL.command(
    title="登记工商资本退出",
    clause=CLAUSE,
    by=[TOWN, COUNTY],
    when=[at_stage("intended", "applied", "accepted", "passed", "failed", "signed")],
)
def exit_capital(capital: Capital, cmd: capitals.ExitCapital, context: Context) -> Events:
    if capital.leases and capital.stage == "signed" and cmd.restored is None:
        refuse(rules.FARMLAND_LEFT_IN_ORDER)
    yield capitals.CapitalExited.of(cmd, town=capital.town, exited_on=context.today)
