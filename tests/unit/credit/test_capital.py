"""RZ-2.4.d: capital enters a town; leased farmland is reviewed first, by law, and looked at yearly."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.credit.domain.capital import CAPITAL, rules
from services.credit.domain.institution import CREDIT_CODE_IS_WHOLE
from shared.kernel.aggregate import FLAG_STANDS
from shared.schemas.credit import capital as capitals
from tests.given import Given, given
from tests.unit.credit.demands import TODAY

LEASE = capitals.FarmlandLease(
    villages=["演示-某村"], area=Decimal("66666.67"), households=40, years=10, rent_fen=80_000
)
REGISTER = capitals.RegisterCapitalIntent(
    "c-1", town="jufeng", enterprise="演示-茶业公司", credit_code="91371100000000008x",
    use="farming", investment_fen=1000, lease=LEASE,
)  # fmt: skip
REGISTERED = capitals.CapitalIntentRegistered.of(REGISTER, county="lanshan", registered_on=TODAY)
PLAIN = replace(REGISTERED, lease=None)
APPLY = capitals.ApplyForLeaseReview(
    "c-1", agreement="演示-意向协议-1", qualification="有经营业绩", plan="茶园"
)
APPLIED = capitals.LeaseReviewRequested.of(
    APPLY, town="jufeng", county="lanshan", requested_on=TODAY
)
ACCEPT = capitals.AcceptLeaseReview("c-1", document="演示-受理-1")
ACCEPTED = capitals.LeaseReviewAccepted.of(
    ACCEPT, town="jufeng", accepted_by="lanshan-agriculture", accepted_on=TODAY,
    review_working_days=20,
)  # fmt: skip
PASS = capitals.DecideLeaseReview(
    "c-1", passed=True, villagers="演示-村民会议-1", experts="演示-专家意见-1", reason="符合条件",
    document="演示-审查决定-1",
)  # fmt: skip
PASSED = capitals.LeaseReviewDecided.of(
    PASS, town="jufeng", decided_by="lanshan-agriculture", decided_on=TODAY
)
SIGN = capitals.SignCapitalAgreement(
    "c-1", agreed_fen=1000, signed_on=TODAY, document="演示-合同-1"
)
SIGNED = capitals.CapitalAgreementSigned.of(SIGN, town="jufeng")
DEPOSIT = capitals.DepositRiskFund(
    "c-1", amount_fen=100, deposited_on=TODAY, document="演示-保障金-1"
)
DEPOSITED = capitals.RiskFundDeposited.of(DEPOSIT, town="jufeng")
CHECK = capitals.CheckLandUse(
    "c-1", checked_on=TODAY, farmed=True, findings="种茶", document="演示-检查-1"
)
CHECKED = capitals.LandUseChecked.of(CHECK, town="jufeng", checked_by="lanshan-agriculture")
PAY = capitals.RecordCapitalPaid(
    "c-1", entry="e-1", amount_fen=700, paid_on=TODAY, document="演示-验资-1"
)
PAID = capitals.CapitalPaid.of(PAY, town="jufeng", paid_fen=700)
EXIT = capitals.ExitCapital("c-1", reason="经营调整", document="演示-退出-1")
REVIEWED = (REGISTERED, APPLIED, ACCEPTED, PASSED)


def capital(*events: object) -> Given:
    return given(CAPITAL, "c-1", *events)


def test_a_pilot_town_registers_an_enterprises_intent() -> None:
    capital().when(REGISTER, by="jufeng").then(REGISTERED)
    elsewhere = replace(REGISTER, town="beiguo")
    capital().when(elsewhere, by="beiguo").refused(rules.TOWN_OF_THE_CAPITAL)
    short = replace(REGISTER, credit_code="913711")
    capital().when(short, by="jufeng").refused(CREDIT_CODE_IS_WHOLE)


def test_no_contract_on_farmland_before_its_review_passed() -> None:
    for story in ((REGISTERED,), (REGISTERED, APPLIED), (REGISTERED, APPLIED, ACCEPTED)):
        capital(*story).when(SIGN, by="jufeng").refused(rules.FARMLAND_IS_REVIEWED)
    failed = replace(PASSED, passed=False)
    capital(*REVIEWED[:-1], failed).when(SIGN, by="jufeng").refused(rules.FARMLAND_IS_REVIEWED)
    capital(*REVIEWED).when(SIGN, by="jufeng").then(SIGNED)
    capital(PLAIN).when(SIGN, by="jufeng").then(SIGNED)
    capital(PLAIN, SIGNED).when(SIGN, by="jufeng").refused(rules.STAGE_OF_THE_CAPITAL)


def test_the_countys_farming_department_accepts_and_decides_the_review() -> None:
    capital(REGISTERED).when(APPLY, by="jufeng").then(APPLIED)
    capital(PLAIN).when(APPLY, by="jufeng").refused(rules.NOTHING_TO_REVIEW)
    capital(REGISTERED, APPLIED).when(ACCEPT, by="lanshan-agriculture").then(ACCEPTED)
    capital(REGISTERED, APPLIED).when(ACCEPT, by="juxian-agriculture").not_permitted()
    capital(REGISTERED, APPLIED, ACCEPTED).when(PASS, by="lanshan-agriculture").then(PASSED)
    again = capital(*REVIEWED[:-1], replace(PASSED, passed=False))
    again.when(APPLY, by="jufeng").then(APPLIED)


def test_the_review_is_answered_within_twenty_working_days_of_its_acceptance() -> None:
    waiting = capital(REGISTERED, APPLIED, ACCEPTED)
    [limit] = waiting.deadlines
    assert (limit.days, limit.unit) == (20, "working")
    assert waiting.turns == {("lanshan-agriculture", limit.key)}
    due = date(2024, 3, 29)
    late = capitals.LeaseReviewOverdue(
        "c-1", town="jufeng", county="lanshan", organisation="lanshan-agriculture", key=limit.key,
        due_on=due, name="演示-茶业公司",
    )  # fmt: skip
    waiting.when_passed(limit.key, due).then(late)
    clear = capitals.ClearCapitalFlag("c-1", key=limit.key, issue="late-1")
    cleared = capitals.CapitalFlagCleared.of(clear, town="jufeng")
    told = capital(REGISTERED, APPLIED, ACCEPTED, late)
    told.when(clear, by="system").then(cleared)
    assert [*told.deadlines] == []
    capital(REGISTERED, APPLIED, ACCEPTED, late, cleared).when(clear, by="system").refused(
        FLAG_STANDS
    )


def test_leased_farmland_has_a_risk_fund_and_a_look_every_year() -> None:
    signed = capital(*REVIEWED, SIGNED)
    signed.when(DEPOSIT, by="jufeng").then(DEPOSITED)
    signed.when(CHECK, by="lanshan-agriculture").then(CHECKED)
    assert {key for _, key in signed.turns} == {"risk-fund", "land-use-20240301", "payment"}
    capital(PLAIN, SIGNED).when(DEPOSIT, by="jufeng").refused(rules.NOTHING_TO_REVIEW)
    capital(PLAIN, SIGNED).when(CHECK, by="jufeng").refused(rules.NOTHING_TO_REVIEW)
    [late] = signed.when_passed("land-use-20240301", date(2025, 3, 1)).events
    assert isinstance(late, capitals.LandUseCheckOverdue)
    assert late.organisation == "lanshan-agriculture"


def test_what_is_paid_stays_within_what_was_agreed_each_payment_once() -> None:
    capital(PLAIN, SIGNED).when(PAY, by="jufeng").then(PAID)
    more = replace(PAY, entry="e-2", amount_fen=301)
    capital(PLAIN, SIGNED, PAID).when(more, by="jufeng").refused(rules.PAID_WITHIN_AGREED)
    twice = replace(PAY, amount_fen=1)
    capital(PLAIN, SIGNED, PAID).when(twice, by="jufeng").refused(rules.ENTRY_IS_NEW)
    early = replace(PAY, paid_on=date(2024, 2, 1))
    capital(PLAIN, SIGNED).when(early, by="jufeng").refused(rules.CAPITAL_DAY_HAS_COME)


def test_who_leaves_farmland_says_how_it_is_restored() -> None:
    capital(*REVIEWED, SIGNED).when(EXIT, by="jufeng").refused(rules.FARMLAND_LEFT_IN_ORDER)
    whole = replace(EXIT, restored="已复垦，租金结清")
    exited = capitals.CapitalExited.of(whole, town="jufeng", exited_on=TODAY)
    capital(*REVIEWED, SIGNED).when(whole, by="jufeng").then(exited)
    assert not capital(PLAIN, SIGNED).when(EXIT, by="jufeng").refusal
    capital(PLAIN, SIGNED, exited).when(EXIT, by="jufeng").refused(rules.STAGE_OF_THE_CAPITAL)
