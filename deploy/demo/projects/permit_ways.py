"""The ways that a permit can take through the green channel (RZ-2.1.b)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from deploy.demo.story import Story
from deploy.demo.supervision.lateness import late_matter
from shared.policy.loader import registry
from shared.policy.working_days import due

DELIVERY_DAYS = registry().parameters["projects.permit_delivery_working_days"].value
TRANSMISSION_DAYS = registry().parameters["projects.transmission_working_days"].value
GAPS = ["用地预审意见", "节能承诺书"]


@dataclass(frozen=True)
class Way:
    """One permit of a project on its way; the story moves on with it. `by` decides."""

    story: Story
    project: str
    permit: str
    town: str
    by: str

    def give(self, command: str, org: str = "", **data: Any) -> None:
        self.story.give(
            "projects", command, org or self.by, project=self.project, permit=self.permit, **data
        )

    def later(self, days: int = 5) -> "Way":
        self.story.after(days)
        return self

    def request(self) -> None:
        self.give("request-permit", self.town, organisation=self.by)

    def accept(self, joint: bool = False) -> None:
        """Requested and accepted at once."""
        self.request()
        self.give("accept-permit", joint=joint)

    def accept_with_gaps(self, days: int) -> None:
        fill_by = self.story.day + timedelta(days=days)
        self.request()
        self.give("accept-with-gaps", gaps=GAPS, fill_by=fill_by.isoformat())

    def commit(self) -> None:
        self.request()
        self.give("decide-on-commitment", commitment="承诺按规划条件和技术标准实施，材料真实")
        self.give("deliver-permit")

    def decide(self, granted: bool = True) -> None:
        reason = "材料齐全，符合条件" if granted else "总平面布置不符合防火间距要求"
        self.give("decide-permit", granted=granted, reason=reason, document=self._document("许"))

    def grant(self) -> None:
        self.decide()
        self.give("deliver-permit")

    def pause(self) -> None:
        self.give("pause-clock", cause="expert-review", notice=self._document("停"))

    def extend(self) -> None:
        self.give(
            "extend-permit", with_duties=["principal"], reason="须补充现场踏勘",
            notice=self._document("延"),
        )  # fmt: skip

    def verify(self, kept: bool) -> None:
        findings = "现场与承诺一致" if kept else "现场与承诺不符，未按备案地点建设"
        self.give("verify-commitment", kept=kept, findings=findings)

    def revoke(self) -> None:
        self.give("revoke-permit", reason="承诺不实", document=self._document("撤"))

    def _document(self, kind: str) -> str:
        return f"演示-审{kind}〔{self.story.day.year}〕{self.project}"


def plain(way: Way) -> None:
    way.accept()
    way.later().grant()


def gaps(way: Way) -> None:
    way.accept_with_gaps(days=18)
    way.later()
    for gap in GAPS:
        way.give("fill-gap", gap=gap)
    way.grant()


def lapsed(way: Way) -> None:
    way.accept_with_gaps(days=4)
    plain(way.later())


def commitment(way: Way) -> None:
    way.commit()
    way.later(30).verify(kept=True)


def breached(way: Way) -> None:
    way.commit()
    way.later(30).verify(kept=False)
    way.revoke()
    plain(way.later())


def paused(way: Way) -> None:
    way.accept()
    way.pause()
    way.later().give("resume-clock")
    way.later().grant()


def extended(way: Way) -> None:
    way.accept()
    way.later().extend()
    way.later().grant()


def joint(way: Way) -> None:
    way.accept(joint=True)
    way.later(18).grant()


def deficient(way: Way) -> None:
    way.request()
    way.give("notify-deficiency", missing=["施工图审查合格书"])
    plain(way.later())


def refused(way: Way) -> None:
    way.accept()
    way.later().decide(granted=False)
    plain(way.later())


def declined(way: Way) -> None:
    """Asked of the wrong organ, which says so."""
    way.request()
    way.give(
        "decline-acceptance", reason="申请材料对应的事项无需取得本许可", document="演示-不受理"
    )
    plain(way.later())


def withdrawn(way: Way) -> None:
    way.accept()
    way.give("withdraw-permit-request", way.town, reason="设计方案重做")
    plain(way.later(15))


def deemed(way: Way) -> None:
    """Nobody answers in time: it counts as accepted."""
    way.request()
    way.later().grant()


def undelivered(way: Way) -> None:
    way.accept()
    way.later().decide()
    decided_on = way.story.day
    way.later(20).give("deliver-permit")
    late_delivery(way, decided_on)


def late_delivery(way: Way, decided_on: date) -> None:
    """The matter that a permit raises which has been delivered too late."""
    late_matter(
        way.story.programme, "delivery", way.permit, way.project,
        due_on=due(decided_on, DELIVERY_DAYS, "working").on, done_on=way.story.day,
        handler=way.by, town=way.town, evidence="查看送达回证，建设单位已收到",
    )  # fmt: skip


def of_town(way: Way) -> None:
    """The town exercises the power: it accepts and decides."""
    own = replace(way, by=way.town)
    own.accept()
    own.later().grant()


def passed_on(way: Way, days: int = 0) -> None:
    """The town accepts, the county's housing department decides."""
    own, organ = replace(way, by=way.town), f"{registry().county_of(way.town)}-housing"
    own.accept()
    accepted_on = way.story.day
    if days:
        way.later(days)
    else:
        way.story.then()
    own.give("transmit-case", document=f"演示-转〔{way.story.day.year}〕{way.project}")
    if not days:
        way.later()
    way.story.then()
    replace(way, by=organ).grant()
    if days:
        late_matter(
            way.story.programme, "transmission", way.permit, way.project,
            due_on=due(accepted_on, TRANSMISSION_DAYS, "working").on, done_on=way.story.day,
            handler=organ, town=way.town, evidence="查看转报登记，申请材料已移交",
        )  # fmt: skip


def passed_on_late(way: Way) -> None:
    passed_on(way, days=5)


WAYS: dict[str, Callable[[Way], None]] = {
    way.__name__: way
    for way in (
        plain, gaps, lapsed, commitment, breached, paused, extended, joint, deficient, refused,
        declined, withdrawn, deemed, undelivered, of_town, passed_on, passed_on_late,
    )
}  # fmt: skip
