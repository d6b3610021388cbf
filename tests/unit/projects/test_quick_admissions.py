"""A project that was admitted on the day on which it applied is a doubt."""

from dataclasses import replace
from datetime import timedelta

from services.projects.views.quick_admissions import QuickAdmissions
from tests.rows import rows
from tests.unit.projects.library import ADMITTED, APPLIED, TODAY


def test_who_was_admitted_the_day_of_applying_is_suspect_and_no_other():
    same = replace(ADMITTED, admitted_on=APPLIED.applied_on)
    (row,) = rows(QuickAdmissions, APPLIED, same).values()
    assert (row.suspect, row.admitted_on) == (True, APPLIED.applied_on)
    later = replace(ADMITTED, admitted_on=TODAY + timedelta(days=1))
    (row,) = rows(QuickAdmissions, APPLIED, later).values()
    assert not row.suspect
    (row,) = rows(QuickAdmissions, APPLIED).values()
    assert not row.suspect
