"""RZ-3.2.c: what a town tries is put on file; after the act says so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.talent.domain.innovation_filing import rules
from services.talent.domain.innovation_filing.state import INNOVATION_FILING
from services.talent.reactions import empowerment
from services.talent.views.innovation_filings import InnovationFilings
from shared.schemas.talent import innovation_filing as filings
from tests.given import Given, given
from tests.rows import about, rows
from tests.unit.empowerment.test_pilot_reform import APPROVED as REFORM

TODAY = date(2024, 3, 1)
RECEIVER = "donggang-discipline"
FILE = filings.FileInnovation(
    "f-1", town="taoluo", title="演示-审批代办", content="演示-做法", timing="before",
    acted_on=date(2024, 4, 1), until=date(2025, 3, 31), minutes="演示-纪1号",
    risk_assessment="演示-险1号", legality="演示-审1号",
)  # fmt: skip
FILED = filings.InnovationFiled.of(
    FILE, county="donggang", receiver=RECEIVER, filed_on=TODAY, answer_working_days=10
)
ACCEPT = filings.AcceptFiling("f-1", document="演示-备1号")
ACCEPTED = filings.FilingAccepted.of(ACCEPT, town="taoluo", accepted_on=TODAY)
SILENT = filings.FilingUnanswered(
    "f-1", town="taoluo", organisation=RECEIVER, due_on=date(2024, 3, 15),
    name="演示-审批代办",
)  # fmt: skip


def filing(*events: object) -> Given:
    return given(INNOVATION_FILING, "f-1", *events)


def test_a_pilot_town_files_what_it_is_about_to_try() -> None:
    filing().when(FILE, by="taoluo").then(FILED)
    filing().when(replace(FILE, town="nanhu"), by="nanhu").refused(rules.FILING_TOWN_IS_PILOT)


def test_a_filing_after_the_act_that_claims_to_be_before_is_refused() -> None:
    begun = replace(FILE, acted_on=TODAY - timedelta(days=1))
    filing().when(begun, by="taoluo").refused(rules.FILED_AFTER_SAYS_SO)
    said = replace(begun, timing="after")
    assert filing().when(said, by="taoluo").refusal is None
    filing().when(replace(FILE, timing="after"), by="taoluo").refused(rules.FILED_AFTER_SAYS_SO)
    assert filing().when(replace(FILE, acted_on=TODAY), by="taoluo").refusal is None


def test_a_filing_after_the_act_is_late_by_thirty_days_at_most() -> None:
    for days, refused in ((30, False), (31, True)):
        late = replace(FILE, timing="after", acted_on=TODAY - timedelta(days=days))
        outcome = filing().when(late, by="taoluo")
        assert (outcome.refusal is not None) is refused
    late = replace(FILE, timing="after", acted_on=TODAY - timedelta(days=31))
    filing().when(late, by="taoluo").refused(rules.FILED_WITHIN_LIMIT)


@pytest.mark.parametrize("until", [date(2024, 4, 1), date(2024, 2, 1)])
def test_what_is_tried_has_its_term(until: date) -> None:
    filing().when(replace(FILE, until=until), by="taoluo").refused(rules.TERM_IS_AHEAD)


def test_the_receiver_takes_or_returns_a_filing_and_nobody_approves() -> None:
    filing(FILED).when(ACCEPT, by=RECEIVER).then(ACCEPTED)
    filing(FILED).when(ACCEPT, by="donggang-organization").refused(rules.RECEIVER_ANSWERS)
    back = filings.ReturnFiling("f-1", reason="缺风险评估")
    returned = filings.FilingReturned.of(back, town="taoluo", returned_on=TODAY)
    filing(FILED).when(back, by=RECEIVER).then(returned)
    filing(FILED, returned).when(FILE, by="taoluo").then(FILED)
    filing(FILED).when(FILE, by="taoluo").refused(rules.FILING_STAGE_ALLOWS)


def test_silence_shows_after_ten_working_days_and_neither_takes_nor_refuses() -> None:
    [limit] = filing(FILED).deadlines
    assert (limit.days, limit.unit) == (10, "working")
    filing(FILED).when_passed(limit.key, date(2024, 3, 15)).then(SILENT)
    assert filing(FILED, SILENT).state.stage == "filed"
    assert not filing(FILED, SILENT).deadlines
    assert (RECEIVER, "answer") in filing(FILED, SILENT).turns


def test_a_filing_is_amended_and_concluded() -> None:
    amend = filings.AmendFiling("f-1", content="演示-扩大", until=date(2025, 6, 30), reason="扩面")
    filing(FILED, ACCEPTED).when(amend, by="taoluo").then(
        filings.FilingAmended.of(amend, town="taoluo", amended_on=TODAY)
    )
    past = replace(amend, until=TODAY)
    filing(FILED, ACCEPTED).when(past, by="taoluo").refused(rules.TERM_IS_AHEAD)
    conclude = filings.ConcludeInnovation("f-1", result="worked", findings="演示-总结")
    filing(FILED, ACCEPTED).when(conclude, by="taoluo").then(
        filings.InnovationConcluded.of(
            conclude, town="taoluo", county="donggang", title=FILE.title, after_the_act=False,
            concluded_on=TODAY,
        )
    )  # fmt: skip


def test_an_approved_reform_opens_its_filing_by_itself() -> None:
    [command] = empowerment.filing_opens(REFORM, about(REFORM))
    story = given(INNOVATION_FILING, REFORM.reform)
    [opened] = story.when(command, by="system").events
    story = given(INNOVATION_FILING, REFORM.reform, opened)
    assert ("taoluo", "filing") in story.turns
    assert story.when(replace(FILE, filing=REFORM.reform), by="taoluo").refusal is None


def test_the_ledger_shows_when_a_filing_was_made_and_whether_it_was_answered() -> None:
    row = rows(InnovationFilings, FILED, SILENT)["f-1"]
    assert (row.timing, row.unanswered_since) == ("before", SILENT.due_on)
    assert rows(InnovationFilings, FILED, SILENT, ACCEPTED)["f-1"].unanswered_since is None
