"""What happens in the register of people: who is registered, appointed, deputised for, removed."""

from datetime import date
from typing import Any

from deploy.demo.settings import setting
from deploy.demo.story import Figures, Programme, Story

KEEPS = ("administrator",)
"""The duty of whoever gives the register's commands."""


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    figures = read("register")
    story = programme.story(figures["registered"])
    for organisation in figures["organisations"]:
        name = programme.people[organisation]
        _register(story, figures["keeper"], _id(organisation), name)
    story.then()
    for organisation in figures["organisations"]:
        _give(
            story, "appoint-administrator", figures["keeper"],
            person=_id(organisation), organisation=organisation, since=story.day.isoformat(),
            reason="系统启用，首任人员管理员",
        )  # fmt: skip
    story.then()
    for organisation in figures["organisations"]:
        operates = ["operator"] if organisation in figures["operators"] else []
        _appoint(story, organisation, _id(organisation), ["handler", *operates], {})
    for second in figures["second"]:
        _second(programme, second)
    for also in figures["also"]:
        since = programme.story(also["since"])
        _give(
            since, "agree-to-appointment", also["employer"], person=also["person"],
            organisation=also["organisation"], reason="同意挂职",
        )  # fmt: skip
        _appoint(since.then(), also["organisation"], also["person"], also["duties"], also)
    for one in figures["withdrawn"]:
        story, who = programme.story(one["on"]), one["employer"]
        of = {"person": one["person"], "organisation": one["organisation"]}
        _give(story, "agree-to-appointment", who, **of, reason=one["agreed"])
        _give(story.after(7), "withdraw-agreement", who, **of, reason=one["reason"])
    _both(programme, figures["both"])
    for deputy in figures["deputy"]:
        _deputy(programme, deputy)
    for one in figures["correction"]:
        _give(
            programme.story(one["on"]), "correct-person", one["organisation"],
            person=one["person"], name=one["name"], reason=one["reason"],
        )  # fmt: skip


def _id(organisation: str) -> str:
    """The usual person of an organisation."""
    return f"demo-{organisation}"


def _register(story: Story, by: str, person: str, name: str) -> None:
    """The subject is what the demo's own sign-in knows the person by."""
    _give(story, "register-person", by, person=person, name=name, subject=person)


def _appoint(
    story: Story, by: str, person: str, duties: list[str], figures: dict[str, Any]
) -> None:
    _give(
        story, "appoint-person", by, person=person, duties=duties, since=story.day.isoformat(),
        until=_day(figures.get("until")), post=figures.get("post"),
    )  # fmt: skip


def _second(programme: Programme, second: dict[str, Any]) -> None:
    person, by = second["id"], second["organisation"]
    story = programme.story(second["since"])
    _register(story, by, person, second["name"])
    story.then()
    _appoint(story, by, person, second["duties"], second)
    if "extended_on" in second:
        _give(
            programme.story(second["extended_on"]), "extend-appointment", by, person=person,
            number=1, until=_day(second["extended"]), reason="工作需要，续任一年",
        )  # fmt: skip
    if "ended_on" in second:
        _give(
            programme.story(second["ended_on"]), "end-appointment", by, person=person, number=1,
            ends_on=_day(second["ends"]), reason=second["reason"],
        )  # fmt: skip
    if "removed_on" in second:
        removed = programme.story(second["removed_on"])
        _give(removed, "remove-person", by, person=person, reason=second["reason"])
        again = programme.story(second["reinstated_on"])
        _give(again, "reinstate-person", by, person=person, reason="调回")
        _appoint(again.then(), by, person, second["duties"], {})


def _both(programme: Programme, both: dict[str, Any]) -> None:
    """For want of people somebody has two duties that exclude each other: for so long that is told
    and not refused."""
    for on, value, basis in (
        (both["from"], "tell", both["why"]),
        (both["until"], "refuse", "人员到位"),
    ):
        told = {"on": on, "by": "organization", "parameter": "exclusion", "value": value,
                "effective_from": on, "basis": basis}  # fmt: skip
        setting(programme, "people", told)
    story, by = programme.story(both["since"]), both["organisation"]
    _register(story, by, both["id"], both["name"])
    _appoint(story.then(), by, both["id"], both["duties"], both)


def _deputy(programme: Programme, deputy: dict[str, Any]) -> None:
    story, by = programme.story(deputy["on"]), deputy["organisation"]
    _give(
        story, "name-deputy", by, person=deputy["person"], principal=deputy["principal"],
        appointment=deputy["appointment"], since=story.day.isoformat(),
        until=_day(deputy["until"]), reason=deputy["reason"],
    )  # fmt: skip
    if "ended_on" in deputy:
        _give(
            programme.story(deputy["ended_on"]), "end-deputising", by, person=deputy["person"],
            deputising=1, reason="被代理人返岗",
        )  # fmt: skip


def _give(story: Story, command: str, by: str, /, **data: Any) -> None:
    """As the administrator of an organisation: `person` is one of the command's fields here."""
    story.give("people", command, by, data, with_duties=KEEPS)


def _day(day: date | None) -> str | None:
    return day and day.isoformat()
