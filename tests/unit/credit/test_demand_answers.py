"""RZ-2.4.a: institutions answer what was pushed to them, and decide by themselves."""

from dataclasses import replace
from datetime import date

from services.credit.domain.demand import DEMAND, rules
from services.credit.domain.organisations import INSTITUTION_ACTS_FOR_ITSELF
from services.credit.views.demand_answers import DemandAnswers
from shared.kernel.aggregate import viewer
from shared.kernel.aggregate.seeing import StreamSight
from shared.policy.loader import registry
from shared.schemas.credit import demand as demands
from shared.schemas.credit import demand_answers as answers
from shared.schemas.credit.demand_answers import BorrowerContacted
from tests.unit.credit.demands import (
    CITY,
    CONSENTED,
    CONTACT,
    CREDITED,
    DECIDE,
    LEND,
    LENT,
    PUSHED,
    RURAL,
    TODAY,
    demand,
    pushed,
)

CONTACTED = BorrowerContacted.of(CONTACT, town="taoluo", entered_by=RURAL)
DECLINE = answers.RecordCreditDecision(
    "d-1", institution=RURAL, decided_on=TODAY, refusal="no-security", remark="缺少抵押"
)
DECLINED = answers.CreditDeclined(
    "d-1", institution=RURAL, town="taoluo", refusal="no-security", remark="缺少抵押",
    decided_on=TODAY, entered_by=RURAL,
)  # fmt: skip
OTHERS = (
    replace(CONSENTED, institution=CITY),
    pushed(CITY),
    replace(CREDITED, institution=CITY, entered_by=CITY),
)
ENDED = demands.ConsentWithdrawn(
    "d-1", institution=RURAL, reason="借款人撤回", town="taoluo", withdrawn_on=TODAY
)


def test_an_institution_contacts_the_borrower_once_after_the_push() -> None:
    demand(CONSENTED, PUSHED).when(CONTACT, by=RURAL).then(CONTACTED)
    demand(CONSENTED, PUSHED, CONTACTED).when(CONTACT, by=RURAL).refused(rules.CONTACTED_ONCE)
    early = replace(CONTACT, contacted_on=date(2024, 2, 29))
    demand(CONSENTED, PUSHED).when(early, by=RURAL).refused(rules.DAY_HAS_COME)
    demand(CONSENTED).when(CONTACT, by=RURAL).refused(rules.WAS_PUSHED)


def test_no_institution_acts_for_another_and_local_finance_enters_for_those_that_have_not_joined() -> (
    None
):
    demand(CONSENTED, PUSHED).when(CONTACT, by=CITY).refused(INSTITUTION_ACTS_FOR_ITSELF)
    entered = demand(CONSENTED, PUSHED).when(CONTACT, by="local-finance")
    entered.then(replace(CONTACTED, entered_by="local-finance"))


def test_a_decision_is_credit_with_its_terms_or_a_listed_reason() -> None:
    demand(CONSENTED, PUSHED).when(DECIDE, by=RURAL).then(CREDITED)
    demand(CONSENTED, PUSHED).when(DECLINE, by=RURAL).then(DECLINED)
    for half in (
        replace(DECIDE, until=None),
        replace(DECIDE, refusal="unviable"),
        replace(DECIDE, until=date(2024, 2, 1)),
        replace(DECLINE, refusal=None),
    ):
        demand(CONSENTED, PUSHED).when(half, by=RURAL).refused(rules.DECISION_IS_WHOLE)
    demand(CONSENTED, PUSHED, CREDITED).when(DECLINE, by=RURAL).refused(rules.DECIDED_ONCE)


def test_without_consent_an_institution_decides_nothing() -> None:
    demand(CONSENTED, PUSHED, ENDED).when(DECIDE, by=RURAL).refused(rules.CONSENT_STANDS)


def test_what_is_lent_stays_within_the_credit_and_its_days() -> None:
    demand(CONSENTED, PUSHED, CREDITED).when(LEND, by=RURAL).then(LENT)
    more = replace(LEND, loan="l-2", amount_fen=5_000_001)
    demand(CONSENTED, PUSHED, CREDITED, LENT).when(more, by=RURAL).refused(rules.LOAN_WITHIN_CREDIT)
    twice = replace(LEND, amount_fen=5_000_000)
    demand(CONSENTED, PUSHED, CREDITED, LENT).when(twice, by=RURAL).refused(rules.LOAN_IS_NEW)
    short = replace(CREDITED, until=date(2024, 2, 1))
    demand(CONSENTED, PUSHED, short).when(LEND, by=RURAL).refused(rules.LOAN_WHILE_CREDIT_HOLDS)


def test_an_institution_reads_its_own_answers_and_no_others() -> None:
    story = demand(CONSENTED, PUSHED, CREDITED, *OTHERS)
    for own, other in ((RURAL, CITY), (CITY, RURAL)):
        sight = StreamSight(DEMAND, "d-1", story.state, viewer(own, registry()), registry(), "")
        assert not sight.whole
        read = [e for e in story.events if sight.sees(e)]
        assert read and {getattr(e, "institution", other) for e in read} == {own}


def test_once_the_consent_is_withdrawn_the_institution_reads_nothing_unless_it_granted_credit() -> (
    None
):
    def reads(*events: object) -> bool:
        story = demand(*events)
        rural = viewer(RURAL, registry())
        sight = StreamSight(DEMAND, "d-1", story.state, rural, registry(), "")
        return any(sight.sees(e) for e in story.events)

    assert not reads(CONSENTED, PUSHED, ENDED)
    assert reads(CONSENTED, PUSHED, CREDITED, ENDED)


def test_a_row_of_the_answers_is_opened_to_its_reader() -> None:
    view = DemandAnswers.definition
    assert ("party", "reader") in {(o.to, o.by) for o in view.openings or ()}
