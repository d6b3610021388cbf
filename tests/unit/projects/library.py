"""A project's history, event by event, and what the tests of the projects service share."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from services.projects.domain.project.state import PROJECT
from shared.kernel.aggregate import Aggregate
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.definition import View
from shared.schemas.projects.project import ProjectAdmitted
from shared.schemas.projects.project_admission import (
    AdmissionApplied,
    ApplyForAdmission,
    OpinionGiven,
    PreliminaryReviewPassed,
    ResubmitApplication,
)
from tests.given import Given, Outcome, given

TODAY = date(2024, 3, 1)
CODE = "2403-371102-04-01-000001"
DEPARTMENTS = ("housing", "reform", "natural-resources", "ecology", "approval")

_FORM: dict[str, Any] = {
    "project": "tea",
    "name": "演示-茶产业园",
    "kind": "investment",
    "origin": "recruited",
    "unit": "演示-茶业公司",
    "investment_fen": 12_000_000_000,
    "land_area": Decimal("35333.33"),
    "land_use": "industrial",
    "national_code": CODE,
}
_PLACE = {"town": "jufeng", "county": "lanshan"}
_ASKED = {k: _FORM[k] for k in ("project", "name", "kind", "origin", "investment_fen")}

APPLY = ApplyForAdmission(**_FORM, town="jufeng")
RESUBMIT = ResubmitApplication(**_FORM)
APPLIED = AdmissionApplied(**_FORM, **_PLACE, applied_on=TODAY)
REVIEWED = PreliminaryReviewPassed(
    "tea", town="jufeng", organisation="lanshan-housing", document=None, passed_on=TODAY
)
ADMITTED = ProjectAdmitted(
    **_ASKED, **_PLACE, land_area=_FORM["land_area"], land_use="industrial", admitted_on=TODAY,
    national_code=CODE,
)  # fmt: skip


def opinion(by: str, *, agrees: bool = True, statutory: bool = False) -> OpinionGiven:
    return OpinionGiven(
        "tea", town="jufeng", organisation=by, agrees=agrees, statutory=statutory, reason="符合规划"
    )


AGREED = tuple(opinion(by) for by in DEPARTMENTS)


def project(*events: object) -> Given:
    """The project `tea` of 巨峰镇 after these events."""
    return given(PROJECT, "tea", *events)


@dataclass
class Library:
    """Streams in memory, so that commands meet what other commands left in guarded streams."""

    streams: dict[str, list[object]] = field(default_factory=dict)

    def events(self, aggregate: Aggregate[Any], id: str) -> list[object]:
        return self.streams.get(aggregate.stream(id), [])

    def state(self, aggregate: Aggregate[Any], id: str) -> Any:
        return aggregate.replay(self.events(aggregate, id))

    def give(self, aggregate: Aggregate[Any], data: Any, *, by: str) -> Outcome:
        """Decide a command and keep its events, each in its stream."""
        command = next(c for c in aggregate.commands.values() if c.data is type(data))
        id = command.id_of(data)
        story = given(aggregate, id, *self.events(aggregate, id))
        for known in command.guards:
            selected = known.select(story.state, data)
            for other in [selected] if isinstance(selected, str) else selected:
                events = self.events(known.aggregate, other)
                story = story.and_given(known.aggregate, other, *events)
        outcome = story.when(data, by=by)
        for decided in outcome.decided:
            self.streams.setdefault(decided.stream, []).append(decided.event)
        return outcome


def meta(stream: str, event: object, id: str = "tea") -> EventMeta:
    """What surrounds an event of a stream."""
    then = datetime(2024, 3, 1, 4, 0, tzinfo=UTC)
    name = type(event).__name__
    return EventMeta(
        "projects", 1, stream, id, 1, "e-1", name, then, then, "张三", "housing", "RZ-2.1.a", "c", "c"
    )  # fmt: skip


def rows(row: Any, *events: object) -> dict[str, Any]:
    """The rows of a read model after these events, by key."""
    definition: View = row.definition
    found: dict[str, Any] = {}
    for event in events:
        about = meta("project-tea", event)
        for key in definition.keys(event, about):
            found[key] = definition.after(found.get(key), key, event, about)
    return found
