import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from services.supervision.domain.cause import (
    CAUSE,
    late_cause,
    late_issue,
    reserve_cause,
    reserve_issue,
)
from shared.schemas.checked import IDENTIFIER
from shared.schemas.supervision.cause import CauseClosed, CauseOpened

identifiers = st.from_regex(IDENTIFIER, fullmatch=True).filter(lambda id: "\n" not in id)


def test_the_ids_of_a_late_permit_tell_what_is_late():
    assert late_cause("planning-permit", "p1") == "late-planning-permit-p1"
    issue = late_issue("planning-permit", "p1", due_on=date(2024, 4, 15))
    assert issue == "late-planning-permit-p1-20240415"


def test_the_ids_of_anything_late_tell_what_it_is():
    assert late_cause("fee", "r-1", "taoluo") == "late-fee-r-1-taoluo"
    issue = late_issue("fee", "r-1", "taoluo", due_on=date(2024, 4, 15))
    assert issue == "late-fee-r-1-taoluo-20240415"


def test_the_ids_of_a_short_reserve_tell_whose_and_when_by_local_time():
    assert reserve_cause("donggang") == "reserve-donggang"
    evening = datetime(2024, 11, 3, 16, 30, tzinfo=UTC)
    assert reserve_issue("donggang", evening) == "reserve-donggang-20241104-0030"


@given(identifiers, identifiers, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_ids_derived_from_any_ids_are_ids_and_each_due_day_has_its_own(project, permit, due_on):
    issue = late_issue(permit, project, due_on=due_on)
    assert re.fullmatch(IDENTIFIER, issue)
    assert re.fullmatch(IDENTIFIER, late_cause(permit, project))
    assert issue != late_issue(permit, project, due_on=date(1999, 1, 1))


def test_a_cause_is_free_again_when_its_issue_is_closed():
    opened = CauseOpened("c1", issue="i1")
    assert CAUSE.replay([opened]).open_issue == "i1"
    assert CAUSE.replay([opened, CauseClosed("c1", issue="i1")]).open_issue == ""
