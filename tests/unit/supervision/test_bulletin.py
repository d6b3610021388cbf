"""RZ-3.3.c: bulletins tell handling within a scope; their review is asked for and decided in time."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from services.supervision.domain.bulletin import rules
from services.supervision.domain.bulletin.state import BULLETIN
from shared.kernel.aggregate import Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.supervision.bulletin import (
    BulletinDrafted,
    BulletinFiguresTaken,
    BulletinPublished,
    DraftBulletin,
    FigureCorrection,
    HandlingFigures,
    PublishBulletin,
    TakeBulletinFigures,
)
from shared.schemas.supervision.bulletin_review import (
    BulletinCorrected,
    BulletinReviewDecided,
    BulletinReviewOverdue,
    BulletinReviewRequested,
    DecideReview,
    RequestReview,
)
from tests.given import NOON, Given, given

TODAY = NOON.date()
SINCE, UNTIL = date(2024, 2, 1), date(2024, 2, 29)
DRAFT = DraftBulletin("b1", title="演示-二月办理通报", since=SINCE, until=UNTIL, summary="总体平稳")
DRAFTED = BulletinDrafted(
    "b1", issuer="housing", author="张三", revision=1, title="演示-二月办理通报", since=SINCE, until=UNTIL,
    summary="总体平稳", ranks_departments=True, ranks_towns=False, drafted_on=TODAY,
)  # fmt: skip
TOWNS_TOO = replace(DRAFTED, ranks_towns=True, approval_ref="日办批〔2024〕3号")
REFORM = HandlingFigures("reform", handled=4, resolved=2, explained=1, overdue=1)
APPROVAL = HandlingFigures("approval", handled=1, resolved=1)
TAOLUO = HandlingFigures("taoluo", handled=5, resolved=3, explained=1, overdue=1)
TAKE = TakeBulletinFigures("b1", revision=1, departments=(APPROVAL, REFORM), towns=(TAOLUO,))
RANKED = (replace(APPROVAL, score=100, rank=1), replace(REFORM, score=66, rank=2))
FILLED = BulletinFiguresTaken("b1", revision=1, departments=RANKED, towns=())
PUBLISHED = BulletinPublished(
    "b1", edition=1, issuer="housing", publisher="张三", scope="departments", title="演示-二月办理通报",
    since=SINCE, until=UNTIL, summary="总体平稳", departments=RANKED, towns=(), published_on=TODAY,
    review_days=30,
)  # fmt: skip
ASK = RequestReview("b1", grounds="逾期一件系外地函复所致")
ASKED = BulletinReviewRequested(
    "b1", number=1, edition=1, organisation="reform", decides="housing", grounds=ASK.grounds,
    requested_on=TODAY, decision_days=30,
)  # fmt: skip
DUE = date(2024, 3, 31)
FIX = FigureCorrection("reform", figure="overdue", value=0)
UPHOLD = DecideReview(
    "b1", organisation="reform", upheld=True, reason="复函日期属实", corrections=(FIX,)
)
REJECT = DecideReview("b1", organisation="reform", upheld=False, reason="时限已满")
TOLD = (DRAFTED, FILLED, PUBLISHED)


def bulletin(*events: object) -> Given:
    return given(BULLETIN, "b1", *events)


def test_a_bulletin_is_drafted_by_housing_or_by_a_county_on_its_own() -> None:
    bulletin().when(DRAFT).then(DRAFTED)
    own = replace(DRAFT, county="donggang")
    bulletin().when(own, by="donggang").then(replace(DRAFTED, issuer="donggang", county="donggang"))
    bulletin().when(own, by="juxian").not_permitted()
    bulletin().when(DRAFT, by="donggang").not_permitted()
    bulletin().when(DRAFT, by="taoluo").not_permitted()


def test_a_bulletin_that_ranks_towns_without_approval_is_refused() -> None:
    towns = replace(DRAFT, ranks_towns=True)
    bulletin().when(towns).refused(rules.TOWNS_RANKED_WITH_APPROVAL)
    bulletin().when(replace(towns, approval_ref=TOWNS_TOO.approval_ref)).then(TOWNS_TOO)
    bulletin().when(replace(DRAFT, ranks_departments=True)).then(DRAFTED)


def test_a_bulletin_is_on_a_period_that_is_over() -> None:
    bulletin().when(replace(DRAFT, until=TODAY)).refused(rules.PERIOD_IS_OVER)
    backwards = replace(DRAFT, since=date(2024, 3, 1))
    bulletin().when(backwards).refused(rules.PERIOD_IS_OVER)
    one_day = replace(DRAFT, since=UNTIL)
    bulletin().when(one_day).then(replace(DRAFTED, since=UNTIL))


def test_a_bulletin_is_of_a_registered_county() -> None:
    bulletin().when(replace(DRAFT, county="qingdao")).refused(rules.COUNTY_IS_KNOWN)
    known = replace(DRAFT, county="juxian")
    bulletin().when(known).then(replace(DRAFTED, county="juxian"))


def test_a_draft_is_revised_by_its_issuer_until_it_is_published() -> None:
    again = replace(DRAFTED, revision=2)
    bulletin(DRAFTED, FILLED).when(DRAFT).then(again)
    assert not bulletin(DRAFTED, FILLED, again).state.filled
    county = (replace(DRAFTED, issuer="donggang", county="donggang"), FILLED)
    bulletin(*county).when(DRAFT).refused(rules.ISSUER_ACTS)
    bulletin(*TOLD).when(DRAFT).refused(rules.DRAFT_IS_OPEN)


def test_figures_are_taken_by_the_system_once_for_the_newest_draft() -> None:
    bulletin(DRAFTED).when(TAKE, by="system").then(FILLED)
    bulletin(DRAFTED).when(TAKE, by="housing").not_permitted()
    bulletin(DRAFTED, FILLED).when(TAKE, by="system").refused(NOTHING_CHANGES)
    newer = replace(DRAFTED, revision=2)
    bulletin(DRAFTED, newer).when(TAKE, by="system").refused(NOTHING_CHANGES)


def test_towns_are_ranked_under_the_approval_and_departments_unless_the_draft_says_no() -> None:
    (filled,) = bulletin(TOWNS_TOO).when(TAKE, by="system").events
    assert filled.towns == (replace(TAOLUO, score=75, rank=1),)
    unranked = replace(DRAFTED, ranks_departments=False)
    (filled,) = bulletin(unranked).when(TAKE, by="system").events
    assert [f.rank for f in filled.departments] == [None, None]


def test_a_bulletin_is_published_to_the_departments_unless_its_scope_is_another() -> None:
    outcome = bulletin(DRAFTED, FILLED).when(PublishBulletin("b1"))
    outcome.then(PUBLISHED)
    assert outcome.context.used == {
        "supervision.bulletin_widest_scope": "public",
        "supervision.review_request_calendar_days": 30,
    }
    for scope in ("group", "counties", "public"):
        (told,) = bulletin(DRAFTED, FILLED).when(PublishBulletin("b1", scope=scope)).events
        assert told.scope == scope


def test_a_draft_is_its_issuers_alone_until_it_is_told_to_its_scope_and_whom_it_reports_on() -> (
    None
):
    draft, told = bulletin(DRAFTED, FILLED).state, bulletin(*TOLD).state
    assert (draft.audience, draft.parties) == (None, {"housing"})
    assert (told.audience, told.parties) == ("departments", {"housing", "reform", "approval"})


def test_a_bulletin_is_published_once_by_its_issuer_with_its_figures() -> None:
    publish = PublishBulletin("b1")
    bulletin(DRAFTED).when(publish).refused(rules.FIGURES_ARE_TAKEN)
    bulletin(*TOLD).when(publish).refused(rules.DRAFT_IS_OPEN)
    county = (replace(DRAFTED, issuer="donggang", county="donggang"), FILLED)
    bulletin(*county).when(publish).refused(rules.ISSUER_ACTS)
    nothing = replace(FILLED, departments=())
    bulletin(DRAFTED, nothing).when(publish).refused(rules.BULLETIN_REPORTS_SOMETHING)


def test_whom_it_reports_on_may_ask_for_a_review() -> None:
    outcome = bulletin(*TOLD).when(ASK, by="reform")
    outcome.then(ASKED)
    assert outcome.context.used == {"supervision.review_decision_calendar_days": 30}
    bulletin(*TOLD).when(ASK, by="tax").refused(rules.REPORTED_ON)
    bulletin(*TOLD).when(ASK, by="taoluo").refused(rules.REPORTED_ON)
    towns = replace(PUBLISHED, towns=(TAOLUO,))
    (asked,) = bulletin(DRAFTED, FILLED, towns).when(ASK, by="taoluo").events
    assert asked.organisation == "taoluo"


def test_a_review_is_of_a_published_bulletin() -> None:
    bulletin(DRAFTED, FILLED).when(ASK, by="reform").refused(rules.BULLETIN_IS_PUBLISHED)


@pytest.mark.parametrize(("days", "in_time"), [(30, True), (31, False)])
def test_a_review_is_requested_within_thirty_calendar_days(days: int, in_time: bool) -> None:
    later: datetime = NOON + timedelta(days=days)
    outcome = bulletin(*TOLD).when(ASK, by="reform", at=later)
    if in_time:
        outcome.then(replace(ASKED, requested_on=later.date()))
    else:
        outcome.refused(rules.REVIEW_REQUESTED_IN_TIME)


def test_an_organisation_asks_once_for_each_edition() -> None:
    bulletin(*TOLD, ASKED).when(ASK, by="reform").refused(rules.REVIEWED_ONCE)
    (second,) = bulletin(*TOLD, ASKED).when(ASK, by="approval").events
    assert second.number == 2
    decided = bulletin(*TOLD, ASKED).when(REJECT, person="李四").events
    bulletin(*TOLD, ASKED, *decided).when(ASK, by="reform").refused(rules.REVIEWED_ONCE)
    corrected = bulletin(*TOLD, ASKED).when(UPHOLD, person="李四").events
    (again,) = bulletin(*TOLD, ASKED, *corrected).when(ASK, by="reform").events
    assert (again.number, again.edition) == (2, 2)


def test_a_review_is_due_thirty_calendar_days_after_its_request() -> None:
    asked = bulletin(*TOLD, ASKED)
    assert asked.deadlines == [Deadline("review-1", TODAY, 30, "calendar", "RZ-3.3.c")]
    overdue = BulletinReviewOverdue(
        "b1", number=1, organisation="reform", decides="housing", due_on=DUE
    )
    asked.when_passed("review-1", DUE).then(overdue)
    late = bulletin(*TOLD, ASKED, overdue)
    assert late.deadlines == []
    late.when_passed("review-1", DUE).refused(NOTHING_CHANGES)
    late.when(REJECT, person="李四", at=NOON + timedelta(days=40)).then(
        BulletinReviewDecided(
            "b1", number=1, organisation="reform", upheld=False, reason="时限已满",
            decided_by="housing", decider="李四", decided_on=date(2024, 4, 10),
        )
    )  # fmt: skip


def test_a_decided_review_has_no_deadline() -> None:
    decided = bulletin(*TOLD, ASKED).when(REJECT, person="李四").events
    after = bulletin(*TOLD, ASKED, *decided)
    assert after.deadlines == []
    after.when_passed("review-1", DUE).refused(NOTHING_CHANGES)
    after.when(REJECT, person="李四").refused(rules.REVIEW_IS_OPEN)
    bulletin(*TOLD).when(REJECT, person="李四").refused(rules.REVIEW_IS_OPEN)


def test_authors_recuse_from_the_review() -> None:
    asked = bulletin(*TOLD, ASKED)
    asked.when(REJECT, person="张三").refused(rules.AUTHORS_RECUSE)
    other = replace(PUBLISHED, publisher="王五")
    bulletin(DRAFTED, FILLED, other, ASKED).when(REJECT, person="王五").refused(
        rules.AUTHORS_RECUSE
    )
    assert asked.when(REJECT, person="李四").events
    corrected = bulletin(*TOLD, ASKED).when(UPHOLD, person="李四").events
    again = replace(ASKED, number=2, edition=2)
    second = bulletin(*TOLD, ASKED, *corrected, again)
    second.when(REJECT, person="李四").refused(rules.AUTHORS_RECUSE)


def test_the_issuer_decides_but_not_on_its_own_request() -> None:
    bulletin(*TOLD, ASKED).when(REJECT, by="gov-office").refused(rules.RIGHT_BODY_REVIEWS)
    own = replace(ASKED, organisation="housing", decides="gov-office")
    told = replace(PUBLISHED, departments=(*RANKED, HandlingFigures("housing", handled=1)))
    ask = bulletin(DRAFTED, FILLED, told).when(ASK, by="housing")
    assert [event.decides for event in ask.events] == ["gov-office"]
    story = bulletin(DRAFTED, FILLED, told, own)
    reject = replace(REJECT, organisation="housing")
    story.when(reject, person="李四").refused(rules.RIGHT_BODY_REVIEWS)
    assert story.when(reject, by="gov-office", person="张三").events


def test_an_upheld_review_leads_to_a_new_edition_ranked_anew() -> None:
    decided, corrected = bulletin(*TOLD, ASKED).when(UPHOLD, person="李四").events
    assert decided.upheld
    assert corrected == BulletinCorrected(
        "b1",
        edition=2,
        number=1,
        issuer="housing",
        scope="departments",
        corrections=(FIX,),
        summary="总体平稳",
        departments=(RANKED[0], replace(REFORM, overdue=0, score=100, rank=1)),
        towns=(),
        published_on=TODAY,
        review_days=30,
    )
    state = bulletin(*TOLD, ASKED, decided, corrected).state
    assert (state.edition, state.audience) == (2, "departments")
    assert bulletin(*TOLD).state.departments == RANKED


def test_an_upheld_review_corrects_and_any_other_does_not() -> None:
    asked = bulletin(*TOLD, ASKED)

    def decide(decision: DecideReview) -> object:
        return asked.when(decision, person="李四")

    for wrong in (
        replace(UPHOLD, corrections=()),
        replace(REJECT, corrections=(FIX,)),
        replace(REJECT, summary="另有情况"),
        replace(UPHOLD, corrections=(replace(FIX, value=1),)),
        replace(UPHOLD, corrections=(replace(FIX, organisation="tax"),)),
    ):
        decide(wrong).refused(rules.UPHELD_CORRECTS)
    text = replace(UPHOLD, corrections=(), summary="一件因外地函复逾期")
    _, corrected = decide(text).events
    assert (corrected.summary, corrected.departments) == ("一件因外地函复逾期", RANKED)


def test_corrected_figures_add_up() -> None:
    asked = bulletin(*TOLD, ASKED)
    for figure, value in (("resolved", 4), ("handled", 2), ("overdue", -1)):
        wrong = replace(
            UPHOLD, corrections=(FigureCorrection("reform", figure=figure, value=value),)
        )
        asked.when(wrong, person="李四").refused(rules.FIGURES_ADD_UP)
    right = replace(UPHOLD, corrections=(FigureCorrection("reform", figure="resolved", value=3),))
    assert asked.when(right, person="李四").events
