"""RZ-3.3.c: a bulletin's figures come from the log, for its period; equal shares rank equally."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from services.supervision.domain.bulletin.figures import (
    Course,
    score,
    tally_by_handler,
    tally_by_town,
)
from services.supervision.reactions import supervision
from services.supervision.views.bulletin_figures import BulletinFigures
from services.supervision.views.bulletin_reviews import BulletinReviews
from services.supervision.views.bulletins import Bulletins
from services.supervision.views.handling_courses import HandlingCourses, course
from shared.schemas.supervision.bulletin import HandlingFigures, TakeBulletinFigures
from shared.schemas.supervision.issue import IssueAssigned, IssueOverdue, IssueWithdrawn
from shared.schemas.supervision.issue_course import AssignmentReturned, IssueConcluded
from tests.rows import about, rows
from tests.unit.supervision.matters import (
    ASSIGNED,
    FOR_CLOSURE,
    IN_PLAN,
    RAISED,
    REOPENED,
    RESOLVED,
    TODAY,
)
from tests.unit.supervision.test_bulletin import (
    ASKED,
    DRAFTED,
    PUBLISHED,
    REJECT,
    TOLD,
    TOWNS_TOO,
    UPHOLD,
    bulletin,
)

MARCH = date(2024, 3, 1), date(2024, 3, 31)
OVERDUE = IssueOverdue("i1", town="taoluo", handler="reform", round=1, due_on=date(2024, 3, 31))


def of(*events: object) -> Course:
    return course(rows(HandlingCourses, *events)["i1"])


def march(*events: object) -> tuple[HandlingFigures, ...]:
    return tally_by_handler([of(*events)], *MARCH)


def test_a_matter_counts_while_it_is_in_hand() -> None:
    (figures,) = march(*IN_PLAN)
    assert figures == HandlingFigures("reform", handled=1)
    assert tally_by_handler([of(*IN_PLAN)], date(2023, 1, 1), date(2024, 2, 29)) == ()
    (later,) = tally_by_handler([of(*IN_PLAN)], date(2025, 1, 1), date(2025, 1, 31))
    assert later.handled == 1
    assert tally_by_handler([of(RAISED)], *MARCH) == ()


def test_what_was_late_reopened_and_ended_counts_for_its_handler() -> None:
    (figures,) = march(*FOR_CLOSURE, OVERDUE, REOPENED, RESOLVED)
    assert figures == HandlingFigures("reform", handled=1, resolved=1, overdue=1, reopened=1)
    after = date(2024, 4, 1), date(2024, 4, 30)
    assert tally_by_handler([of(*FOR_CLOSURE, RESOLVED)], *after) == ()


def test_what_ended_by_explanation_is_counted_apart() -> None:
    ended = IssueConcluded(
        "i1", town="taoluo", handler="reform", legal_basis="依据", visited_on=TODAY,
        town_agrees=True, town_view="认可", concluded_on=TODAY,
    )  # fmt: skip
    (figures,) = march(*IN_PLAN, ended)
    assert (figures.resolved, figures.explained) == (0, 1)


def test_a_matter_that_changed_hands_counts_for_both_and_its_end_for_the_last() -> None:
    returned = AssignmentReturned(
        "i1", town="taoluo", handler="reform", reason="非本单位职责", returned_on=TODAY
    )
    other = IssueAssigned("i1", town="taoluo", handler="approval")
    approval, reform = march(RAISED, ASSIGNED, returned, other, RESOLVED)
    assert approval == HandlingFigures("approval", handled=1, resolved=1)
    assert reform == HandlingFigures("reform", handled=1)
    approval, reform = march(RAISED, ASSIGNED, other)
    assert (approval.handled, reform.handled) == (1, 1)


def test_a_matter_that_was_withdrawn_has_no_result() -> None:
    (figures,) = march(RAISED, ASSIGNED, IssueWithdrawn("i1", town="taoluo", reason="已自行解决"))
    assert figures == HandlingFigures("reform", handled=1)


def test_helpers_who_joined_later_do_not_count_the_matter_again() -> None:
    joined = (RAISED, ASSIGNED, replace(ASSIGNED, co_handlers=("approval",)))
    assert [f.handled for f in march(*joined)] == [1]
    assert len(rows(HandlingCourses, *joined)["i1"].stints) == 1


def test_towns_have_the_same_figures_for_their_matters() -> None:
    courses = [of(*FOR_CLOSURE, RESOLVED), of(*IN_PLAN, OVERDUE)]
    (figures,) = tally_by_town(courses, *MARCH)
    assert figures == HandlingFigures("taoluo", handled=2, resolved=1, overdue=1)


def test_a_draft_has_its_figures_taken_from_the_matters_of_its_county() -> None:
    found = rows(HandlingCourses, *FOR_CLOSURE, RESOLVED)
    draft = replace(DRAFTED, since=MARCH[0], until=MARCH[1], county="donggang")
    (take,) = supervision.figures_are_taken(draft, about(draft), found)
    reform = HandlingFigures("reform", handled=1, resolved=1)
    assert take == TakeBulletinFigures("b1", revision=1, departments=(reform,), towns=())
    other = replace(draft, county="juxian")
    (take,) = supervision.figures_are_taken(other, about(other), found)
    assert take.departments == ()
    towns = replace(TOWNS_TOO, since=MARCH[0], until=MARCH[1])
    (take,) = supervision.figures_are_taken(towns, about(towns), found)
    assert [f.organisation for f in take.towns] == ["taoluo"]


figures = st.builds(
    HandlingFigures,
    organisation=st.uuids().map(str),
    handled=st.just(20),
    resolved=st.integers(0, 9),
    explained=st.integers(0, 9),
    overdue=st.integers(0, 9),
    reopened=st.integers(0, 9),
)


@given(st.lists(figures, max_size=8, unique_by=lambda f: f.organisation))
def test_ranks_follow_the_exact_shares_and_equal_ones_share_a_rank(entries) -> None:
    found = score(tuple(entries), ranks=True)
    assert [f.organisation for f in found] == [e.organisation for e in entries]
    ranked = [f for f in found if f.rank is not None]
    for one in ranked:
        better = [other for other in ranked if share(other) > share(one)]
        assert one.rank == len(better) + 1
        assert one.score == int(100 * share(one))
    for entry in found:
        nothing = entry.resolved + entry.explained + entry.overdue + entry.reopened == 0
        assert (entry.rank is None) == nothing
    assert all(f.rank is None for f in score(tuple(entries), ranks=False))


def share(f: HandlingFigures) -> Fraction:
    ended, faults = f.resolved + f.explained, f.overdue + f.reopened
    return max(Fraction(0), Fraction(ended - faults, ended)) if ended else Fraction(0)


def test_the_ledgers_tell_every_edition_and_every_review() -> None:
    decided, corrected = bulletin(*TOLD, ASKED).when(UPHOLD, person="李四").events
    events = (*TOLD, ASKED, decided, corrected)
    row = rows(Bulletins, *events)["b1"]
    assert (row.status, row.edition, row.scope, row.open_reviews) == (
        "corrected",
        2,
        "departments",
        0,
    )
    assert [told["edition"] for told in row.editions] == [1, 2]
    assert row.review_until == date(2024, 3, 31)
    told = rows(BulletinFigures, *events)
    assert (told["b1.1.reform"].overdue, told["b1.2.reform"].overdue) == (1, 0)
    assert (told["b1.1.reform"].rank, told["b1.2.reform"].rank) == (2, 1)
    review = rows(BulletinReviews, *events)["b1.1"]
    assert (review.due_on, review.open, review.upheld) == (date(2024, 3, 31), False, True)
    assert rows(Bulletins, DRAFTED)["b1"].status == "drafted"
    assert rows(BulletinReviews, PUBLISHED, ASKED)["b1.1"].open


def test_a_review_that_is_late_shows_until_and_after_it_is_decided() -> None:
    (late,) = bulletin(*TOLD, ASKED).when_passed("review-1", date(2024, 3, 31)).events
    decided = bulletin(*TOLD, ASKED, late).when(REJECT, person="李四").events
    review = rows(BulletinReviews, *TOLD, ASKED, late, *decided)["b1.1"]
    assert (review.overdue, review.open, review.upheld) == (True, False, False)
