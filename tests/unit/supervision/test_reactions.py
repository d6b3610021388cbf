from datetime import UTC, date, datetime
from decimal import Decimal

from services.supervision.domain.issue import ISSUE
from services.supervision.reactions import land, projects
from shared.log.recorded import EventMeta
from shared.schemas.land.reserve_book import ReserveBreached
from shared.schemas.projects.green_channel import PermitOverdue
from shared.schemas.supervision.issue import IssueAssigned
from shared.subscription.reaction import reactions_of
from tests.given import given


def meta(source: str, stream: str, id: str, type: str, clause: str) -> EventMeta:
    at = datetime(2024, 3, 18, 1, 30, tzinfo=UTC)
    return EventMeta(
        source, 7, stream, id, 3, "event-1", type, at, at, "system", "system", clause, "c", "r"
    )


def test_a_late_permit_raises_an_issue_handled_by_who_is_late():
    (reaction,) = reactions_of(projects)
    event = PermitOverdue("p1", "taoluo", "planning-permit", "approval", date(2024, 3, 15))
    about = meta("projects", "green-channel-p1", "p1", "PermitOverdue", "RZ-2.1.b")
    (command,) = reaction.commands(event, about)
    assert command.issue == "late-planning-permit-p1-20240315"
    raised, assigned, opened = given(ISSUE, command.issue).when(command, by="system").events
    assert assigned == IssueAssigned(command.issue, "taoluo", "approval", ("housing", "donggang"))
    assert (raised.cause_service, raised.cause_stream, raised.cause_key) == (
        "projects", "green-channel-p1", "planning-permit",
    )  # fmt: skip
    assert opened.cause == raised.cause == "late-planning-permit-p1"


def test_a_short_reserve_raises_an_issue_handled_by_the_county():
    (reaction,) = reactions_of(land)
    event = ReserveBreached("juxian", Decimal("100.00"), Decimal("9.00"), 10)
    about = meta("land", "reserve-juxian", "juxian", "ReserveBreached", "RZ-2.3.g")
    (command,) = reaction.commands(event, about)
    assert command.issue == "reserve-juxian-20240318-0930"
    raised, assigned, _ = given(ISSUE, command.issue).when(command, by="system").events
    assert raised.town == "zhaoxian"
    assert assigned.handler == "juxian"
    assert assigned.copied == ("natural-resources",)


def test_reactions_give_the_same_commands_when_they_run_again():
    (reaction,) = reactions_of(projects)
    event = PermitOverdue("p1", "taoluo", "planning-permit", "approval", date(2024, 3, 15))
    about = meta("projects", "green-channel-p1", "p1", "PermitOverdue", "RZ-2.1.b")
    assert list(reaction.commands(event, about)) == list(reaction.commands(event, about))
