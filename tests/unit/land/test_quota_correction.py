"""RZ-2.3.h: a lot measured anew comes down, and quota that a need does not take comes back."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.land.domain.quota_ledger import rules
from services.land.views.quota_ledgers import QuotaLedger
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.land.quota_ledger import QuotaReturned, QuotaUsed
from shared.schemas.land.quota_ledger_correction import (
    CorrectFiling,
    CorrectReclamation,
    FilingCorrected,
    ReclamationCorrected,
    ReturnQuota,
)
from tests.rows import rows
from tests.unit.land.quotas import (
    ACCEPTED,
    FILED,
    LET_GO,
    NEED,
    OFFERED,
    TODAY,
    TOWN,
    TRANSFERRED,
    ledger,
    m2,
)

OFFICE = "donggang-natural-resources"
REASON, DOCUMENT = "省级抽查复核，坡度超25度部分核减", "演示-日自资复核〔2024〕7号"
MEASURED = CorrectReclamation(
    town=TOWN, lot="lot-1", area=Decimal("91.40"), reason=REASON, document=DOCUMENT
)
MEASURED_ANEW = ReclamationCorrected(
    town=TOWN, lot="lot-1", previous_area=m2(100), area=Decimal("91.40"), reason=REASON,
    corrected_by=OFFICE, corrected_on=TODAY, document=DOCUMENT,
)  # fmt: skip
FILE_RIGHT = CorrectFiling(
    town=TOWN, lot="lot-1", area=m2(72), reason=REASON, document=DOCUMENT
)  # fmt: skip
FILED_RIGHT = FilingCorrected(
    town=TOWN, lot="lot-1", previous_area=m2(80), area=m2(72), reason=REASON, corrected_by=OFFICE,
    corrected_on=TODAY, document=DOCUMENT,
)  # fmt: skip
USED = QuotaUsed(
    town=TOWN, lot="lot-1", use="u-1", area=m2(30), purpose="farmers", need="need-1", project=None,
    used_on=TODAY,
)  # fmt: skip
FOR_A_PROJECT = replace(USED, use="r-1", purpose="project", need=None, project="p-1")
RETURN = ReturnQuota(
    town=TOWN, use="u-1", area=m2(12), reopens=False, reason="安置户数由20户减为12户",
    document="演示-涛政字〔2024〕9号",
)  # fmt: skip
RETURNED = QuotaReturned(
    town=TOWN, lot="lot-1", use="u-1", area=m2(12), need="need-1", reopens=False,
    reason=RETURN.reason, returned_on=TODAY, document=RETURN.document,
)  # fmt: skip


def test_a_lot_that_turns_out_smaller_comes_down_to_what_was_measured() -> None:
    story = ledger(FILED)
    story.when(MEASURED, by=OFFICE).then(MEASURED_ANEW)
    assert ledger(FILED, MEASURED_ANEW).state.lots["lot-1"].accepted == Decimal("91.40")
    for by in (TOWN, "donggang-finance", "juxian-natural-resources"):
        story.when(MEASURED, by=by).not_permitted()


def test_what_is_filed_comes_down_before_what_was_accepted() -> None:
    cmd = replace(MEASURED, area=m2(72))
    outcome = ledger(FILED).when(cmd, by=OFFICE).refused(rules.ACCEPTED_COVERS_FILED)
    assert outcome.refusal.values["filed"] == m2(80)
    assert ledger(FILED, FILED_RIGHT).when(cmd, by=OFFICE).events


def test_a_filing_comes_down_even_under_the_needs_on_record() -> None:
    larger = replace(NEED, area=m2(78))
    ledger(FILED, larger).when(FILE_RIGHT, by=OFFICE).then(FILED_RIGHT)
    assert ledger(FILED, larger, FILED_RIGHT).state.remaining == m2(72)


def test_a_filing_stays_over_what_is_used_and_transferred() -> None:
    story = ledger(FILED, NEED, USED, OFFERED, LET_GO, replace(TRANSFERRED, area=m2(45)))
    outcome = story.when(FILE_RIGHT, by=OFFICE).refused(rules.FILED_COVERS_TAKEN)
    assert outcome.refusal.values == {
        "lot": "lot-1", "used": m2(30), "transferred": m2(45), "needs": m2(3),
    }  # fmt: skip
    assert story.when(replace(FILE_RIGHT, area=m2(75)), by=OFFICE).events


def test_a_filing_may_be_struck_whole_and_never_passes_what_was_accepted() -> None:
    struck = ledger(FILED).when(replace(FILE_RIGHT, area=m2(0)), by=OFFICE)
    assert struck.events == [replace(FILED_RIGHT, area=m2(0))]
    more = replace(FILE_RIGHT, area=Decimal("100.01"))
    ledger(FILED).when(more, by=OFFICE).refused(rules.FILED_WITHIN_ACCEPTED)


@pytest.mark.parametrize("cmd", [replace(MEASURED, area=m2(100)), replace(FILE_RIGHT, area=m2(80))])
def test_what_is_right_already_is_not_corrected(cmd: object) -> None:
    ledger(FILED).when(cmd, by=OFFICE).refused(NOTHING_CHANGES)


def test_a_need_that_took_less_gives_back_the_rest() -> None:
    ledger(FILED, NEED, USED).when(RETURN, by=TOWN).then(RETURNED)
    after = ledger(FILED, NEED, USED, RETURNED)
    assert after.state.remaining == m2(62) and after.state.open_needs == 0
    assert after.state.uses["u-1"].area == m2(18)
    again = after.when(replace(RETURN, area=Decimal("18.01")), by=TOWN)
    assert again.refused(rules.USE_OF_A_NEED).refusal.values["area"] == m2(18)
    assert after.when(replace(RETURN, area=m2(18)), by=TOWN).events


def test_a_use_of_the_wrong_lot_comes_back_and_the_need_waits_again() -> None:
    cmd = replace(RETURN, area=m2(30), reopens=True)
    (returned,) = ledger(FILED, NEED, USED).when(cmd, by=TOWN).events
    state = ledger(FILED, NEED, USED, returned).state
    assert (state.remaining, state.open_needs) == (m2(80), m2(30)) and "u-1" not in state.uses


def test_a_projects_quota_returns_by_its_request_alone() -> None:
    cmd = replace(RETURN, use="r-1")
    ledger(FILED, FOR_A_PROJECT).when(cmd, by=TOWN).refused(rules.USE_OF_A_NEED)
    ledger(FILED).when(RETURN, by=TOWN).refused(rules.USE_OF_A_NEED)


def test_the_ledger_follows_corrections_and_returns() -> None:
    history = (ACCEPTED, FILED, NEED, USED, RETURNED, FILED_RIGHT, MEASURED_ANEW)
    row = rows(QuotaLedger, *history)[TOWN]
    assert (row.accepted, row.filed, row.used) == (Decimal("91.40"), m2(72), m2(18))
    assert (row.remaining, row.open_needs) == (m2(54), 0)
    reopened = replace(RETURNED, reopens=True)
    assert rows(QuotaLedger, ACCEPTED, FILED, NEED, USED, reopened)[TOWN].open_needs == m2(12)


def test_a_whole_use_returned_before_returns_had_parts_folds_as_before() -> None:
    old = QuotaReturned(town=TOWN, lot="lot-1", use="r-1", area=m2(30))
    state = ledger(FILED, FOR_A_PROJECT, old).state
    assert state.remaining == m2(80) and not state.uses
