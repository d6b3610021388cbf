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
        asked = {n: v for n, v in question.query.items() if n not in ("limit", "after")}
        rows = [r for r in self.views[question.path.rpartition("/")[2]] if fits(r, asked)]
        begin, limit = int(question.query.get("after", 0)), question.query["limit"]
        following = begin + limit if begin + limit < len(rows) else None
        return {"columns": [], "rows": rows[begin : begin + limit], "next": following}


def fits(row: dict[str, Any], asked: dict[str, Any]) -> bool:
    compared = {"lte": lambda a, b: a <= b, "gte": lambda a, b: a >= b, "": lambda a, b: a == b}
    return all(
        compared[name.partition("__")[2]](row[name.partition("__")[0]], value)
        for name, value in asked.items()
    )


KNOWN = {"person": "p", "subject": "s", "name": "演示-代", "standing": "registered"}


def appointment(person: str, number: int, duty: str, until: str = "2027-01-01") -> dict[str, Any]:
    return {**HELD, "person": person, "number": number, "organisation": "finance", "duty": duty,
            "counts_until": until, "post": ""}  # fmt: skip


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


def test_everybody_is_told_with_their_posts_however_many_they_are():
    many = [{"person": f"p-{n}", "name": f"演示-{n}", "standing": "registered"} for n in range(450)]
    held = [{**appointment(one["person"], 1, "handler"), "post": "会计"} for one in many]
    other = {**appointment("p-0", 2, "auditor"), "organisation": "housing"}
    found = Register(cast(Faces, Ledgers(people=many, appointments=[*held, other]))).everybody(
        TODAY
    )
    assert len(found) == 451
    assert [(r.person.name, r.person.organisation, r.person.duties, r.posts) for r in found[:2]] == [
        ("演示-0", "finance", ("handler",), ("会计",)), ("演示-0", "housing", ("auditor",), ()),
    ]  # fmt: skip


def test_of_everybody_nobody_is_told_who_may_not_act_today():
    names = [{**KNOWN, "person": one, "name": f"演示-{one}"} for one in "pqrs"]
    over = appointment("r", 1, "approver", until="2026-11-25")
    told = Register(
        cast(
            Faces,
            Ledgers(
                people=[*names[:3], {**names[3], "standing": "removed"}],
                appointments=[appointment("q", 1, "approver"), over, {**over, "person": "s"}],
                deputies=[deputy("q", 1, "approver"), deputy("r", 1, "approver")],
            ),
        )
    ).everybody(TODAY)
    assert [role.person.called for role in told] == ["演示-q", "演示-p（代演示-q）"]
