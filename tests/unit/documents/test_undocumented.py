"""The ledger of decisions that cite no document."""

from dataclasses import replace
from datetime import date

from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.documents.undocumented import DecisionWithoutDocument
from shared.kernel.log.recorded import EventMeta
from shared.schemas.finance.fund import (
    FundsAppropriated,
)
from shared.schemas.finance.fund_contract import (
    FundsCommitted,
)
from shared.schemas.projects.project_admission import PreliminaryReviewPassed
from tests.given import NOON
from tests.rows import about

for service in ("finance", "projects"):
    own_ledgers(service)
VIEW = DecisionWithoutDocument.definition
COMMITTED = FundsCommitted("f-1", project="p-1", town="taoluo", amount_fen=100)


def row(event: object, meta: EventMeta) -> DecisionWithoutDocument | None:
    (key,) = VIEW.keys(event, meta)
    found: DecisionWithoutDocument | None = VIEW.after(None, key, event, meta)
    return found


def by(event: object, organisation: str) -> EventMeta:
    return replace(about(event, "fund-f-1"), organisation=organisation, person="张三")


def test_a_decision_without_a_document_number_is_listed():
    assert row(COMMITTED, by(COMMITTED, "finance")) == DecisionWithoutDocument(
        event="e-1",
        decided_on=date(2024, 3, 1),
        title="支出承诺",
        stream="fund-f-1",
        category="fund",
        town="taoluo",
        county="",
        organisation="finance",
        person="张三",
        clause="",
    )
    assert NOON.date() == date(2024, 3, 1)


def test_a_decision_with_one_is_not():
    cited = replace(COMMITTED, document="日财预〔2024〕1号")
    assert row(cited, by(cited, "finance")) is None


def test_what_the_system_did_is_no_decision():
    assert row(COMMITTED, by(COMMITTED, "system")) is None


def test_events_of_every_service_that_may_cite_one_are_watched():
    for event in (FundsAppropriated, PreliminaryReviewPassed):
        assert event.__name__ in VIEW.folds
    assert "ProjectExited" in VIEW.folds
    assert "OpinionGiven" not in VIEW.folds
