"""Whom somebody may act as today, by what the register of people says."""

from datetime import date
from typing import Any, cast

import pytest

from shared.workbench.faces import Faces, Question
from shared.workbench.identity.register import Register, Stranger

TODAY = date(2026, 11, 26)
HELD = {"standing": "held", "since": "2026-01-01"}


class Ledgers:
    """The register's ledgers, filtered as its service does."""

    services = ("people",)

    def __init__(self, **views: list[dict[str, Any]]) -> None:
        self.views = {"people": [KNOWN], "appointments": [], "deputies": [], **views}

    def get(self, person: object, question: Question) -> dict[str, Any]:
        asked = {n: v for n, v in (question.query or {}).items() if n != "limit"}
        rows = self.views[question.path.rpartition("/")[2]]
        return {"columns": [], "rows": [row for row in rows if fits(row, asked)]}


def fits(row: dict[str, Any], asked: dict[str, Any]) -> bool:
    compared = {"lte": lambda a, b: a <= b, "gte": lambda a, b: a >= b, "": lambda a, b: a == b}
    return all(
        compared[name.partition("__")[2]](row[name.partition("__")[0]], value)
        for name, value in asked.items()
    )


KNOWN = {"person": "p", "subject": "s", "name": "演示-代", "standing": "registered"}


def appointment(person: str, number: int, duty: str, until: str = "2027-01-01") -> dict[str, Any]:
    return {**HELD, "person": person, "number": number, "organisation": "finance", "duty": duty,
            "counts_until": until}  # fmt: skip


def deputy(principal: str, number: int, *duties: str, until: str = "2026-12-31") -> dict[str, Any]:
    return {**HELD, "person": "p", "principal": principal, "principal_name": f"演示-{principal}",
            "appointment": number, "organisation": "finance", "duties": duties,
            "until": until}  # fmt: skip


def roles(**views: list[dict[str, Any]]) -> list[tuple[str, tuple[str, ...]]]:
    found = Register(cast(Faces, Ledgers(**views))).signed_in("s", TODAY)
    return [(one.on_behalf_of, one.duties) for one in found]


def test_who_acts_for_one_in_two_appointments_has_the_duties_of_both():
    told = roles(
        appointments=[appointment("q", 1, "approver"), appointment("q", 2, "principal")],
        deputies=[deputy("q", 1, "approver"), deputy("q", 2, "principal")],
    )
    assert told == [("q", ("approver", "principal"))]


def test_who_acts_for_two_chooses_between_them_and_themself():
    told = roles(
        appointments=[appointment(one, 1, "approver") for one in ("p", "q", "r")],
        deputies=[deputy("q", 1, "approver"), deputy("r", 1, "approver")],
    )
    assert told == [("", ("approver",)), ("q", ("approver",)), ("r", ("approver",))]


def test_a_deputy_whose_term_ended_is_nobody_any_more():
    held = [appointment("q", 1, "approver")]
    with pytest.raises(Stranger):
        roles(appointments=held, deputies=[deputy("q", 1, "approver", until="2026-11-25")])
    assert roles(appointments=held, deputies=[deputy("q", 1, "approver", until="2026-11-26")])


def test_nobody_acts_in_an_appointment_that_its_holder_has_no_more():
    over = appointment("q", 1, "approver", until="2026-11-25")
    with pytest.raises(Stranger):
        roles(appointments=[over], deputies=[deputy("q", 1, "approver")])


def test_who_acts_for_a_deputy_acts_for_that_person_alone():
    told = roles(
        appointments=[appointment("q", 1, "handler"), appointment("r", 1, "principal")],
        deputies=[deputy("q", 1, "handler"), {**deputy("r", 1, "principal"), "person": "q"}],
    )
    assert told == [("q", ("handler",))]
