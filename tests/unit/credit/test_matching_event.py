"""RZ-2.4.a: what was signed at a meeting of banks and borrowers is fulfilled, or seen not to be."""

from dataclasses import replace
from datetime import date

from services.credit.domain import matching_event as rules
from services.credit.domain.borrower import NO_IDENTITY_NUMBER
from services.credit.domain.institution import INSTITUTION, INSTITUTION_IS_OPEN
from services.credit.domain.matching_event import MATCHING_EVENT
from services.credit.domain.organisations import INSTITUTION_ACTS_FOR_ITSELF
from services.credit.views.matching_signings import MatchingSignings
from shared.schemas.credit import matching_event as matchings
from tests.given import Given, given
from tests.rows import rows
from tests.unit.credit.demands import CITY, IS_RURAL, RURAL, TODAY

SIGNING = matchings.Signing(
    "s-1", institution=RURAL, town="taoluo", borrower="tl-0001", amount_fen=1000
)
HOLD = matchings.HoldMatchingEvent(
    "m-1", title="演示-银农对接会", held_on=TODAY, attended=40, signings=[SIGNING]
)
HELD = matchings.MatchingEventHeld.of(HOLD, held_by="local-finance")
ADD = matchings.AddSigning(
    "m-1", signing="s-2", institution=RURAL, town="taoluo", borrower="tl-0002", amount_fen=500
)
ADDED = matchings.SigningAdded.of(
    ADD, title="演示-银农对接会", held_on=TODAY, entered_by="local-finance"
)
FULFIL = matchings.RecordFulfilment("m-1", signing="s-1", amount_fen=400, fulfilled_on=TODAY)
FULFILLED = matchings.SigningFulfilled.of(
    FULFIL, institution=RURAL, town="taoluo", fulfilled_fen=400, entered_by=RURAL
)


def matching(*events: object) -> Given:
    return given(MATCHING_EVENT, "m-1", *events).and_given(INSTITUTION, RURAL, IS_RURAL)


def test_a_meeting_is_recorded_with_what_was_signed() -> None:
    matching().when(HOLD, by="local-finance").then(HELD)
    tomorrow = replace(HOLD, held_on=date(2024, 3, 2))
    matching().when(tomorrow, by="local-finance").refused(rules.HELD_BY_TODAY)
    for signings in ([SIGNING, SIGNING], [replace(SIGNING, town="atlantis")]):
        odd = replace(HOLD, signings=signings)
        matching().when(odd, by="local-finance").refused(rules.SIGNINGS_ARE_SOUND)
    person = replace(HOLD, signings=[replace(SIGNING, borrower="37110019800101001x")])
    matching().when(person, by="local-finance").refused(NO_IDENTITY_NUMBER)
    unknown = replace(HOLD, signings=[replace(SIGNING, institution=CITY)])
    matching().when(unknown, by="local-finance").refused(INSTITUTION_IS_OPEN)


def test_what_was_signed_besides_is_added_line_by_line() -> None:
    matching(HELD).when(ADD, by="local-finance").then(ADDED)
    for odd in (replace(ADD, signing="s-1"), replace(ADD, town="atlantis")):
        matching(HELD).when(odd, by="local-finance").refused(rules.SIGNINGS_ARE_SOUND)
    matching(HELD).when(replace(ADD, borrower="13800138000"), by="local-finance").refused(
        NO_IDENTITY_NUMBER
    )
    matching(HELD).when(replace(ADD, institution=CITY), by="local-finance").refused(
        INSTITUTION_IS_OPEN
    )
    matching(HELD, ADDED).when(replace(FULFIL, signing="s-2"), by=RURAL).then(
        replace(FULFILLED, signing="s-2")
    )
    ledger = rows(MatchingSignings, HELD, ADDED)
    assert {row.title for row in ledger.values()} == {HOLD.title} and len(ledger) == 2


def test_a_signing_is_fulfilled_by_its_institution_within_its_amount() -> None:
    matching(HELD).when(FULFIL, by=RURAL).then(FULFILLED)
    matching(HELD).when(FULFIL, by=CITY).refused(INSTITUTION_ACTS_FOR_ITSELF)
    matching(HELD).when(replace(FULFIL, signing="s-9"), by=RURAL).refused(rules.SIGNING_EXISTS)
    more = replace(FULFIL, amount_fen=601)
    matching(HELD, FULFILLED).when(more, by=RURAL).refused(rules.FULFILLED_WITHIN_SIGNED)
    early = replace(FULFIL, fulfilled_on=date(2024, 2, 1))
    matching(HELD).when(early, by=RURAL).refused(rules.HELD_BY_TODAY)


def test_local_finance_follows_what_is_not_fulfilled() -> None:
    assert matching(HELD, FULFILLED).turns == {("local-finance", "fulfilment")}
    done = replace(FULFILLED, fulfilled_fen=1000)
    assert matching(HELD, done).turns == set()
