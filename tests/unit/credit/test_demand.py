"""RZ-2.4.a: a demand is registered, consented to, pushed, referred, withdrawn or closed unmet."""

from dataclasses import replace
from datetime import date

import pytest

from services.credit.domain.borrower import NO_IDENTITY_NUMBER
from services.credit.domain.demand import DEMAND, rules
from services.credit.domain.guarantee import GUARANTEE_BUSINESS
from services.credit.domain.institution import INSTITUTION, INSTITUTION_IS_OPEN
from shared.schemas.credit import demand as demands
from shared.schemas.credit.guarantee import GuaranteeRecommended
from tests.given import given
from tests.unit.credit.demands import (
    ASK,
    ASKED,
    CITY,
    CONSENT,
    CONSENTED,
    CREDITED,
    LENT,
    PUSH,
    PUSHED,
    RURAL,
    TODAY,
    demand,
)
from tests.unit.credit.guarantees import COMPANY_IS_OPEN, RECOMMENDED

WITHDRAW = demands.WithdrawDemand("d-1", reason="不再需要")
WITHDRAWN = demands.DemandWithdrawn.of(WITHDRAW, town="taoluo", withdrawn_on=TODAY)
CLOSE = demands.CloseDemand("d-1", reason="各机构均不予授信")
END_CONSENT = demands.WithdrawConsent("d-1", institution=RURAL, reason="借款人撤回")
CONSENT_ENDED = demands.ConsentWithdrawn.of(END_CONSENT, town="taoluo", withdrawn_on=TODAY)
REFER = demands.ReferToGuarantee(
    "d-1", guarantee="g-1", institution=RURAL, company="guarantee", reason="增信不足"
)


def test_a_town_registers_what_a_borrower_asks_for() -> None:
    given(DEMAND, "d-1").when(ASK, by="taoluo").then(ASKED)
    given(DEMAND, "d-1").when(ASK, by="zhaoxian").not_permitted()
    elsewhere = replace(ASK, town="atlantis")
    given(DEMAND, "d-1").when(elsewhere, by="atlantis").refused(rules.TOWN_OF_THE_DEMAND)


@pytest.mark.parametrize(
    "borrower", ["37110019800101001x", "taoluo-37110019800101001x", "13800138000", "f-13800138000"]
)
def test_a_number_of_somebodys_own_never_enters_the_log(borrower: str) -> None:
    person = replace(ASK, borrower=borrower)
    given(DEMAND, "d-1").when(person, by="taoluo").refused(NO_IDENTITY_NUMBER)


def test_a_firm_is_known_by_its_number_in_a_public_register() -> None:
    for number in ("91371100ma3c13800x", "371100200138001", "taoluo-2026-0013"):
        firm = replace(ASK, borrower=number)
        assert not given(DEMAND, "d-1").when(firm, by="taoluo").refusal


def test_a_consent_names_one_institution_and_is_not_older_than_it_holds() -> None:
    demand().when(CONSENT, by="taoluo").then(CONSENTED)
    for day in (date(2023, 8, 1), date(2024, 3, 2)):
        demand().when(replace(CONSENT, given_on=day), by="taoluo").refused(rules.DAY_HAS_COME)
    unknown = replace(CONSENT, institution="institution-2024-9")
    demand().when(unknown, by="taoluo").refused(INSTITUTION_IS_OPEN)


def test_a_demand_is_pushed_to_whom_the_borrower_consented_and_to_each_once() -> None:
    demand(CONSENTED).when(PUSH, by="local-finance").then(PUSHED)
    demand(CONSENTED).when(PUSH, by="donggang-local-finance").then(PUSHED)
    both = replace(PUSH, institutions=[RURAL, CITY])
    demand(CONSENTED).when(both, by="local-finance").refused(rules.CONSENT_STANDS)
    demand(CONSENTED, PUSHED).when(PUSH, by="local-finance").refused(rules.PUSHED_ONCE)


def test_a_consent_is_withdrawn_once_and_nothing_is_pushed_after() -> None:
    demand(CONSENTED).when(END_CONSENT, by="taoluo").then(CONSENT_ENDED)
    demand().when(END_CONSENT, by="taoluo").refused(rules.CONSENT_ENDS_ONCE)
    ended = demand(CONSENTED, CONSENT_ENDED)
    ended.when(END_CONSENT, by="taoluo").refused(rules.CONSENT_ENDS_ONCE)
    ended.when(PUSH, by="local-finance").refused(rules.CONSENT_STANDS)
    ended.when(CONSENT, by="taoluo").then(CONSENTED)


def test_a_demand_is_withdrawn_or_closed_unmet_unless_something_was_lent() -> None:
    demand().when(WITHDRAW, by="taoluo").then(WITHDRAWN)
    unmet = demands.DemandClosedUnmet.of(CLOSE, town="taoluo", closed_on=TODAY)
    demand().when(CLOSE, by="local-finance").then(unmet)
    for command in (WITHDRAW, CLOSE):
        lent = demand(CONSENTED, PUSHED, CREDITED, LENT)
        lent.when(command, by="taoluo").refused(rules.NOTHING_IS_LENT)
        demand(WITHDRAWN).when(command, by="taoluo").refused(rules.DEMAND_IS_OPEN)


def test_a_referral_recommends_the_borrower_to_the_guarantee_company_at_once() -> None:
    referring = demand().and_given(INSTITUTION, "guarantee", COMPANY_IS_OPEN)
    referred = demands.DemandReferred.of(
        REFER, town="taoluo", referred_by="taoluo", referred_on=TODAY
    )
    first, second = referring.when(REFER, by="taoluo").events
    assert first == referred
    assert isinstance(second, GuaranteeRecommended)
    assert (second.borrower, second.demand, second.amount_fen) == ("tl-0001", "d-1", 30_000_000)
    again = demand(referred).and_given(INSTITUTION, "guarantee", COMPANY_IS_OPEN)
    again.when(REFER, by="taoluo").refused(rules.REFERRED_ONCE)
    taken = referring.and_given(GUARANTEE_BUSINESS, "g-1", RECOMMENDED)
    taken.when(REFER, by="taoluo").refused(rules.GUARANTEE_NUMBER_IS_FREE)
