"""RZ-2.4.i: private capital: no fixed return, buy-back or guarantee; signing not before admission."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.credit.domain.institution import CREDIT_CODE_IS_WHOLE
from services.credit.domain.library_project import LIBRARY_PROJECT
from services.credit.domain.opportunity import OPPORTUNITY, rules
from shared.schemas.credit import opportunity as opportunities
from shared.schemas.credit.library_project import LibraryProjectNoted
from tests.given import Given, given
from tests.unit.credit.demands import TODAY

LATER = datetime(2024, 5, 6, 4, tzinfo=UTC)
LATER_DAY = date(2024, 5, 6)
PROJECT = LibraryProjectNoted("p-1", name="演示-停车场", town="taoluo", county="donggang")
PUBLISH = opportunities.PublishOpportunity(
    "x-1", town="taoluo", project="p-1", title="演示-渔港停车场运营", modes=["concession", "operation"],
    wanted_fen=1000, open_required=True, proposals_until=date(2024, 4, 30),
    basis="基础设施和公用事业特许经营管理办法",
)  # fmt: skip
PUBLISHED = opportunities.OpportunityPublished.of(PUBLISH, county="donggang", published_on=TODAY)
PROPOSE = opportunities.SubmitProposal(
    "x-1", proposal="q-1", partner="演示-运营公司", credit_code="91371100000000007x",
    mode="concession", amount_fen=1000, returns="停车收费", fixed_return=False, buy_back=False,
    government_guarantee=False,
)  # fmt: skip
PROPOSED = opportunities.ProposalSubmitted.of(PROPOSE, town="taoluo", submitted_on=TODAY)
THREE = tuple(replace(PROPOSED, proposal=f"q-{n}") for n in (1, 2, 3))
SELECT = opportunities.SelectPartner(
    "x-1", proposal="q-1", method="open-tender", reason="综合得分第一", document="演示-中标通知-1"
)
SELECTED = opportunities.PartnerSelected.of(
    SELECT, town="taoluo", decided_by="taoluo", decided_on=LATER_DAY
)
SIGN = opportunities.SignPartnership(
    "x-1", amount_fen=1000, signed_on=LATER_DAY, fixed_return=False, buy_back=False,
    government_guarantee=False, document="演示-特许协议-1",
)  # fmt: skip
SIGNED = opportunities.PartnershipSigned.of(SIGN, proposal="q-1", project="p-1", town="taoluo")
END = opportunities.TerminatePartnership(
    "x-1", reason="经营不善", settlement="资产移交镇", document="演示-终止协议-1"
)
WITHDRAW = opportunities.WithdrawOpportunity("x-1", reason="规划调整")


def opportunity(*events: Any, project: tuple[Any, ...] = (PROJECT,)) -> Given:
    return given(OPPORTUNITY, "x-1", *events).and_given(LIBRARY_PROJECT, "p-1", *project)


def test_an_opportunity_may_be_published_before_its_project_is_admitted() -> None:
    opportunity(project=()).when(PUBLISH, by="taoluo").then(PUBLISHED)
    for odd in (replace(PUBLISH, modes=[]),):
        opportunity().when(odd, by="taoluo").refused(rules.TOWN_OF_THE_OPPORTUNITY)
    past = replace(PUBLISH, proposals_until=date(2024, 2, 29))
    opportunity().when(past, by="taoluo").refused(rules.PROPOSALS_AHEAD)


def test_private_capital_is_promised_no_fixed_return_no_buy_back_and_no_guarantee() -> None:
    opportunity(PUBLISHED).when(PROPOSE, by="taoluo").then(PROPOSED)
    for promise in ("fixed_return", "buy_back", "government_guarantee"):
        promised = replace(PROPOSE, **{promise: True})
        opportunity(PUBLISHED).when(promised, by="taoluo").refused(rules.NO_FIXED_RETURN)
        signed = replace(SIGN, **{promise: True})
        chosen = opportunity(PUBLISHED, *THREE, SELECTED)
        chosen.when(signed, by="taoluo", at=LATER).refused(rules.NO_FIXED_RETURN)


def test_a_proposal_comes_in_time_once_in_a_mode_that_was_offered() -> None:
    opportunity(PUBLISHED).when(PROPOSE, by="taoluo", at=LATER).refused(rules.PROPOSALS_ARE_TAKEN)
    other = replace(PROPOSE, mode="equity")
    opportunity(PUBLISHED).when(other, by="taoluo").refused(rules.MODE_WAS_OFFERED)
    opportunity(PUBLISHED, PROPOSED).when(PROPOSE, by="taoluo").refused(rules.PROPOSAL_IS_NEW)
    short = replace(PROPOSE, credit_code="9137")
    opportunity(PUBLISHED).when(short, by="taoluo").refused(CREDIT_CODE_IS_WHOLE)


def test_where_the_law_requires_it_the_partner_is_found_by_open_competition() -> None:
    opportunity(PUBLISHED, *THREE).when(SELECT, by="taoluo", at=LATER).then(SELECTED)
    opportunity(PUBLISHED, *THREE).when(SELECT, by="taoluo").refused(rules.PROPOSALS_ARE_TAKEN)
    direct = replace(SELECT, method="direct")
    for story, command in ((THREE, direct), ((PROPOSED,), SELECT)):
        opportunity(PUBLISHED, *story).when(command, by="taoluo", at=LATER).refused(
            rules.OPEN_WHERE_THE_LAW_REQUIRES
        )
    free = replace(PUBLISHED, open_required=False)
    assert not opportunity(free, PROPOSED).when(direct, by="taoluo", at=LATER).refusal
    unknown = replace(SELECT, proposal="q-9")
    opportunity(PUBLISHED, *THREE).when(unknown, by="taoluo", at=LATER).refused(
        rules.PROPOSAL_EXISTS
    )


def test_nothing_is_signed_before_the_project_stands_in_the_library() -> None:
    chosen = (PUBLISHED, *THREE, SELECTED)
    opportunity(*chosen).when(SIGN, by="taoluo", at=LATER).then(SIGNED)
    opportunity(*chosen, project=()).when(SIGN, by="taoluo", at=LATER).refused(
        rules.SIGNED_FOR_LIBRARY_PROJECT
    )
    early = replace(SIGN, signed_on=date(2024, 5, 5))
    opportunity(*chosen).when(early, by="taoluo", at=LATER).refused(
        rules.SIGNED_WITHIN_THE_PROPOSAL
    )


def test_a_partnership_ends_with_its_settlement_an_opportunity_is_withdrawn_before() -> None:
    ended = opportunities.PartnershipTerminated.of(
        END, project="p-1", town="taoluo", amount_fen=1000, terminated_on=TODAY
    )
    opportunity(PUBLISHED, *THREE, SELECTED, SIGNED).when(END, by="taoluo").then(ended)
    withdrawn = opportunities.OpportunityWithdrawn.of(WITHDRAW, town="taoluo", withdrawn_on=TODAY)
    opportunity(PUBLISHED).when(WITHDRAW, by="taoluo").then(withdrawn)
    signed = opportunity(PUBLISHED, *THREE, SELECTED, SIGNED)
    signed.when(WITHDRAW, by="taoluo").refused(rules.STAGE_OF_THE_OPPORTUNITY)


def test_the_town_is_asked_until_it_has_signed() -> None:
    assert opportunity(PUBLISHED).turns == {("taoluo", "selection")}
    assert opportunity(PUBLISHED, *THREE, SELECTED).turns == {("taoluo", "signing")}
    assert opportunity(PUBLISHED, *THREE, SELECTED, SIGNED).turns == set()
