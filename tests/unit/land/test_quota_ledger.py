"""RZ-2.3.h: linked quotas serve the town first."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.land.domain.quota_ledger import rules
from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from services.land.views.quota_ledgers import QuotaLedger
from services.land.views.quota_transfers import QuotaTransfers
from shared.kernel.aggregate import Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.land.quota_ledger import (
    AcceptReclamation,
    AnswerQuotaOffer,
    CloseRuralNeed,
    FileQuota,
    OfferQuota,
    QuotaOfferLapsed,
    QuotaUsed,
    RecordRuralNeed,
    RuralNeedClosed,
    UseQuota,
)
from tests.given import given
from tests.rows import rows
from tests.unit.land.quotas import (
    ACCEPTED,
    FILED,
    LET_GO,
    NEED,
    OFFERED,
    TODAY,
    TOWN,
    TRANSFER,
    TRANSFERRED,
    ledger,
    m2,
)

ACCEPT = AcceptReclamation(TOWN, lot="lot-1", area=m2(100), funding="public")
SOCIAL = replace(ACCEPT, lot="lot-2", funding="social", contract="合同3号", contract_mode="free", investor_percent=40)  # fmt: skip
GENERATED_SOCIAL = replace(ACCEPTED, lot="lot-2", funding="social", contract="合同3号", contract_mode="free", investor_percent=40)  # fmt: skip
USED = QuotaUsed(
    TOWN, lot="lot-1", use="u-1", area=m2(30), purpose="farmers", need="need-1", project=None,
    used_on=TODAY,
)  # fmt: skip
USE = UseQuota(TOWN, lot="lot-1", use="u-1", need="need-1", area=m2(30))


def test_accepted_reclamation_makes_a_lot() -> None:
    story = given(QUOTA_LEDGER, TOWN)
    story.when(ACCEPT, by="natural-resources").then(ACCEPTED)
    story.when(ACCEPT, by="donggang-natural-resources").then(ACCEPTED)
    story.when(ACCEPT, by=TOWN).not_permitted()
    ledger().when(ACCEPT, by="natural-resources").refused(rules.ID_IS_NEW)


def test_the_ledger_is_kept_for_pilot_towns() -> None:
    cmd = replace(ACCEPT, town="nanhu")
    given(QUOTA_LEDGER, "nanhu").when(cmd, by="natural-resources").refused(rules.TOWN_IN_SCOPE)


def test_a_socially_funded_lot_names_its_contract_and_a_public_one_has_none() -> None:
    ledger().when(SOCIAL, by="natural-resources").then(GENERATED_SOCIAL)
    for wrong in (
        replace(SOCIAL, contract=None),
        replace(SOCIAL, contract_mode=None),
        replace(SOCIAL, investor_percent=101),
        replace(SOCIAL, funding="public"),
    ):
        ledger().when(wrong, by="natural-resources").refused(rules.SOCIAL_HAS_CONTRACT)


def test_what_is_filed_stays_within_what_was_accepted() -> None:
    cmd = FileQuota(TOWN, lot="lot-1", area=m2(80))
    ledger().when(cmd, by="natural-resources").then(FILED)
    ledger(FILED).when(cmd, by="natural-resources").refused(rules.FILED_WITHIN_ACCEPTED)
    other = replace(cmd, lot="lot-9")
    ledger().when(other, by="natural-resources").refused(rules.LOT_IS_ACCEPTED)


def test_farmers_and_villages_use_quota_for_a_need_on_record() -> None:
    record = RecordRuralNeed(TOWN, need="need-1", purpose="farmers", area=m2(30))
    ledger(FILED).when(record, by=TOWN).then(NEED)
    ledger(FILED, NEED).when(record, by=TOWN).refused(rules.ID_IS_NEW)
    ledger(FILED, NEED).when(USE, by=TOWN).then(USED)
    ledger(FILED, NEED, USED).when(USE, by=TOWN).refused(rules.ID_IS_NEW)
    more = replace(USE, area=Decimal("30.01"))
    ledger(FILED, NEED).when(more, by=TOWN).refused(rules.NEED_IS_OPEN)
    ledger(FILED).when(USE, by=TOWN).refused(rules.NEED_IS_OPEN)


def test_a_use_stays_within_what_is_left_of_the_lot() -> None:
    ledger(NEED).when(USE, by=TOWN).refused(rules.QUOTA_REMAINS)


def test_a_need_that_fell_away_is_closed_once() -> None:
    cmd = CloseRuralNeed(TOWN, need="need-1", reason="安置方案变更")
    closed = RuralNeedClosed(TOWN, need="need-1", reason="安置方案变更")
    ledger(FILED, NEED).when(cmd, by=TOWN).then(closed)
    ledger(FILED, NEED, closed).when(cmd, by=TOWN).refused(rules.NEED_IS_OPEN)
    ledger(FILED).when(cmd, by=TOWN).refused(rules.NEED_IS_OPEN)
    assert ledger(FILED, NEED, closed).state.open_needs == 0


def test_the_town_is_asked_first_and_has_its_working_days() -> None:
    cmd = OfferQuota(TOWN, offer="offer-1", lot="lot-1", area=m2(50))
    outcome = ledger(FILED).when(cmd, by="natural-resources").then(OFFERED)
    assert outcome.context.used["land.quota_first_refusal_working_days"] == 15
    limit = Deadline("offer-1", TODAY, 15, "working", "RZ-2.3.h")
    assert ledger(FILED, OFFERED).deadlines == [limit]
    ledger(FILED, OFFERED).when(cmd, by="natural-resources").refused(rules.ID_IS_NEW)


def test_the_town_answers_an_open_offer_once() -> None:
    cmd = AnswerQuotaOffer(TOWN, offer="offer-1", keeps=False, reason="指标富余")
    ledger(FILED, OFFERED).when(cmd, by=TOWN).then(LET_GO)
    ledger(FILED, OFFERED, LET_GO).when(cmd, by=TOWN).refused(rules.OFFER_IS_OPEN)
    ledger(FILED).when(cmd, by=TOWN).refused(rules.OFFER_IS_OPEN)
    ledger(FILED, OFFERED).when(cmd, by="natural-resources").not_permitted()
    assert ledger(FILED, OFFERED, LET_GO).deadlines == []


def test_an_unanswered_offer_lapses_once() -> None:
    lapsed = QuotaOfferLapsed(TOWN, offer="offer-1", due_on=TODAY)
    ledger(FILED, OFFERED).when_passed("offer-1", TODAY).then(lapsed)
    story = ledger(FILED, OFFERED, lapsed)
    assert story.deadlines == []
    story.when_passed("offer-1", TODAY).refused(NOTHING_CHANGES)
    story.when(TRANSFER, by="natural-resources").then(TRANSFERRED)


def test_quota_that_the_town_let_go_is_transferred() -> None:
    ledger(FILED, OFFERED, LET_GO).when(TRANSFER, by="natural-resources").then(TRANSFERRED)


@pytest.mark.parametrize("answer", [[], [replace(LET_GO, keeps=True)], [LET_GO, TRANSFERRED]])
def test_quota_that_the_town_keeps_or_has_not_answered_for_stays(answer: list[object]) -> None:
    cmd = replace(TRANSFER, transfer="t-2", area=m2(10))
    story = ledger(FILED, OFFERED, *answer)
    story.when(cmd, by="natural-resources").refused(rules.TOWN_REFUSED_FIRST)


def test_what_was_transferred_is_gone() -> None:
    story = ledger(FILED, OFFERED, LET_GO, TRANSFERRED)
    rest = FILED.area - TRANSFERRED.area
    assert story.state.lots["lot-1"].remaining == rest
    cmd = OfferQuota(TOWN, offer="offer-2", lot="lot-1", area=rest + 1)
    story.when(cmd, by="natural-resources").refused(rules.QUOTA_REMAINS)


def test_no_more_is_transferred_than_was_offered() -> None:
    cmd = replace(TRANSFER, area=m2(51))
    story = ledger(FILED, OFFERED, LET_GO)
    story.when(cmd, by="natural-resources").refused(rules.TOWN_REFUSED_FIRST)


def test_a_town_that_keeps_all_transfers_nothing() -> None:
    mode = {"land.quota_mode": {TOWN: "all"}}
    story = ledger(FILED, OFFERED, LET_GO)
    story.when(TRANSFER, by="natural-resources", parameters=mode).refused(rules.KEPT_WHOLE)
    offer = OfferQuota(TOWN, offer="offer-2", lot="lot-1", area=m2(50))
    outcome = story.when(offer, by="natural-resources", parameters=mode)
    outcome.refused(rules.MODE_IS_FIRST_REFUSAL)


def test_a_socially_funded_lot_follows_its_contract() -> None:
    filed = replace(FILED, lot="lot-2")
    cmd = replace(TRANSFER, lot="lot-2", offer=None)
    mode = {"land.quota_mode": {TOWN: "all"}}
    (moved,) = (
        ledger(GENERATED_SOCIAL, filed).when(cmd, by="natural-resources", parameters=mode).events
    )
    assert (moved.mode, moved.offer) == ("free", None)
    kept = replace(GENERATED_SOCIAL, contract_mode="all")
    ledger(kept, filed).when(cmd, by="natural-resources").refused(rules.KEPT_WHOLE)


def test_farmers_and_rural_needs_come_before_a_transfer() -> None:
    larger = replace(NEED, area=Decimal("30.01"))
    story = ledger(FILED, larger, OFFERED, LET_GO)
    outcome = story.when(TRANSFER, by="natural-resources").refused(rules.LOCAL_NEEDS_FIRST)
    assert outcome.refusal.values["left"] == m2(30)
    ledger(FILED, NEED, OFFERED, LET_GO).when(TRANSFER, by="natural-resources").then(TRANSFERRED)


def test_quota_crosses_cities_only_on_the_provincial_platform() -> None:
    across = replace(TRANSFER, reach="across-cities")
    story = ledger(FILED, OFFERED, LET_GO)
    story.when(across, by="natural-resources").refused(rules.PROVINCIAL_PLATFORM)
    provincial = replace(across, platform="provincial")
    assert story.when(provincial, by="natural-resources").events


def test_the_ledger_and_the_transfers_balance() -> None:
    row = rows(QuotaLedger, ACCEPTED, FILED, NEED, USED, TRANSFERRED)[TOWN]
    assert (row.accepted, row.filed, row.used, row.transferred) == (100, 80, 30, 50)
    assert (row.remaining, row.open_needs) == (0, 0)
    (moved,) = rows(QuotaTransfers, TRANSFERRED).values()
    assert (moved.mode, moved.offer, moved.platform) == ("first-refusal", "offer-1", "city")
