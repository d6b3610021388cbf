"""RZ-2.2.c: 质保金 is kept within its share, and given back on a day of its own."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.finance.domain.fund import contract_rules as rules
from services.finance.domain.fund.state import FUND
from shared.kernel.aggregate import Refused
from shared.kernel.aggregate.deadline import Deadline
from shared.schemas.finance.fund_contract import Pay, PaymentMade, VerifyWork, WorkVerified
from shared.schemas.finance.fund_keeping import PaymentOverdue
from tests.unit.finance.funds import ID, TODAY
from tests.unit.finance.test_fund_contracts import BUILDER, BUILDING, OF, story

RELEASE = date(2025, 3, 1)
VERIFY = VerifyWork(**OF, amount_fen=1000, retained_fen=30, release_on=RELEASE)
VERIFIED = WorkVerified(
    **OF, amount_fen=1000, document=None, offset_fen=0, delivered_on=TODAY, payment_days=30,
    contract="works", confirmed_on=None, retained_fen=30, release_on=RELEASE, release_days=14,
)  # fmt: skip
PAID = PaymentMade(**OF, amount_fen=970, payee=BUILDER, acted_on=TODAY, contract="works")
GIVE_BACK = Pay(ID, project="p-1", amount_fen=30, payee=BUILDER, retention=True)
GIVEN_BACK = PaymentMade(
    **OF, amount_fen=30, payee=BUILDER, acted_on=RELEASE, contract="works", retention=True
)
ON_THE_DAY = datetime(2025, 3, 1, 4, 0, tzinfo=UTC)


def test_three_percent_of_the_verified_work_are_kept_at_most() -> None:
    story(BUILDING).when(VERIFY, by="taoluo").then(VERIFIED)
    cmd = replace(VERIFY, retained_fen=31)
    outcome = story(BUILDING).when(cmd, by="taoluo").refused(rules.RETENTION_WITHIN_LIMIT)
    assert (outcome.refusal.values["available"], outcome.refusal.values["percent"]) == (30, 3)


def test_the_share_counts_over_all_work_of_the_contract() -> None:
    first = replace(VERIFIED, amount_fen=600, retained_fen=0, release_on=None, release_days=None)
    cmd = replace(VERIFY, amount_fen=400)
    assert not story(BUILDING, first).when(cmd, by="taoluo").refusal
    kept = replace(VERIFIED, amount_fen=600, retained_fen=18)
    again = replace(cmd, retained_fen=13)
    story(BUILDING, kept).when(again, by="taoluo").refused(rules.RETENTION_WITHIN_LIMIT)


@pytest.mark.parametrize("release", [None, TODAY - timedelta(days=1), TODAY + timedelta(days=732)])
def test_retention_has_a_day_within_two_years(release: date | None) -> None:
    cmd = replace(VERIFY, release_on=release)
    story(BUILDING).when(cmd, by="taoluo").refused(rules.RETENTION_HAS_ITS_DAY)
    last = replace(VERIFY, release_on=TODAY + timedelta(days=731))
    assert not story(BUILDING).when(last, by="taoluo").refusal


def test_where_nothing_is_kept_there_is_no_day() -> None:
    cmd = replace(VERIFY, retained_fen=0)
    story(BUILDING).when(cmd, by="taoluo").refused(rules.RETENTION_HAS_ITS_DAY)


def test_the_work_is_due_in_thirty_days_and_the_retention_after_its_own_day() -> None:
    limits = [d for d in story(BUILDING, VERIFIED).deadlines if d.key != "surplus"]
    assert limits == [
        Deadline("payment-p-1-1", TODAY, 30, "calendar", "RZ-2.2.c"),
        Deadline("retention-p-1-1", RELEASE, 14, "calendar", "RZ-2.2.c"),
    ]


def test_retention_is_not_paid_as_work_nor_before_its_day() -> None:
    worked = story(BUILDING, VERIFIED)
    worked.when(Pay(ID, project="p-1", amount_fen=971, payee=BUILDER), by="finance").refused(
        rules.WITHIN_VERIFICATION
    )
    worked.when(GIVE_BACK, by="finance").refused(rules.RETENTION_IS_RELEASED)
    worked.when(GIVE_BACK, by="finance", at=ON_THE_DAY).then(GIVEN_BACK)
    more = replace(GIVE_BACK, amount_fen=31)
    worked.when(more, by="finance", at=ON_THE_DAY).refused(rules.RETENTION_IS_RELEASED)


def test_what_is_given_back_late_is_told_apart_from_the_work() -> None:
    told = story(BUILDING, VERIFIED, PAID).when_passed("retention-p-1-1", date(2025, 3, 15))
    told.then(
        PaymentOverdue(
            ID, project="p-1", key="retention-p-1-1", verification=1, organisation="finance",
            town="taoluo", county="donggang", amount_fen=30, due_on=date(2025, 3, 15),
            contract="works", retention=True,
        )
    )  # fmt: skip
    after = story(BUILDING, VERIFIED, PAID, *told.events)
    assert [d.key for d in after.deadlines] == ["surplus"]
    assert not after.when(GIVE_BACK, by="finance", at=ON_THE_DAY).refusal
    done = story(BUILDING, VERIFIED, PAID, *told.events, GIVEN_BACK)
    assert done.state.of("p-1").payable_fen == 0
    assert not done.state.owed


def test_by_progress_the_term_runs_from_the_confirmation() -> None:
    cmd = VerifyWork(
        **OF, amount_fen=500, delivered_on=date(2024, 1, 31), confirmed_on=date(2024, 2, 20)
    )
    outcome = story(BUILDING).when(cmd, by="taoluo")
    (limit,) = [d for d in story(BUILDING, *outcome.events).deadlines if d.key != "surplus"]
    assert (limit.starts_on, limit.days) == (date(2024, 2, 20), 30)


@pytest.mark.parametrize("confirmed", [date(2024, 1, 30), date(2024, 3, 2)])
def test_the_amount_is_confirmed_after_delivery_and_by_today(confirmed: date) -> None:
    cmd = VerifyWork(**OF, amount_fen=500, delivered_on=date(2024, 1, 31), confirmed_on=confirmed)
    story(BUILDING).when(cmd, by="taoluo").refused(rules.CONFIRMED_AFTER_DELIVERY)


def test_a_contract_is_picked_for_payment_while_work_or_released_retention_is_unpaid() -> None:
    (payable,) = (p for p in FUND.commands["pay"].picks if p.field == "contract")

    def judge(*events: object, at: datetime) -> None:
        told = story(BUILDING, VERIFIED, *events)
        context = told.when(GIVE_BACK, by="finance", at=at).context
        payable.judge(told.state, {"project": "p-1", "contract": "works"}, context)

    judge(at=ON_THE_DAY - timedelta(days=1))
    judge(PAID, at=ON_THE_DAY)
    for events, at in (((PAID,), ON_THE_DAY - timedelta(days=1)), ((PAID, GIVEN_BACK), ON_THE_DAY)):
        with pytest.raises(Refused, match=rules.WITHIN_VERIFICATION.name):
            judge(*events, at=at)
