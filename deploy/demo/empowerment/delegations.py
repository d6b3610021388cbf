"""How powers pass to a town and what becomes of them (RZ-2.6.b)."""

from dataclasses import dataclass
from typing import Any

from deploy.demo.story import Story


@dataclass(frozen=True)
class Power:
    """One power on its way to a town; the story moves on with it."""

    story: Story
    county: str
    town: str
    item: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.item['id']}-{self.town}"

    @property
    def organ(self) -> str:
        return f"{self.county}-{self.item['organ']}"

    def give(self, command: str, org: str = "", **data: Any) -> None:
        self.story.give("empowerment", command, org or self.organ, delegation=self.id, **data)

    def later(self, days: int) -> "Power":
        self.story.after(days)
        return self

    def document(self, kind: str) -> str:
        return f"演示-{kind}〔{self.story.day.year}〕{self.id}"

    def assess(self, org: str = "", officers: int = 3) -> None:
        self.give(
            "assess-capacity", org, county=self.county, town=self.town, item=self.item["id"],
            licensed_officers=officers, site_inspectors=2, legal_reviewer=True, window=True,
            funding=True, training=True,
        )  # fmt: skip

    def pass_down(self, **entrusted: Any) -> None:
        """Assessed, delegated, handed over, and taken up."""
        self.assess()
        self.later(5).give(
            "delegate-power", county=self.county, town=self.town, item=self.item["id"],
            document=self.document("放"), **entrusted,
        )  # fmt: skip
        self.later(5)
        if entrusted:
            announced_on = self.story.day.isoformat()
            self.give(
                "announce-delegation", announcement=self.document("告"), announced_on=announced_on
            )
        self.give(
            "prepare-handover", agreement=self.document("交"), process=self.document("流程"),
            trained_on=self.story.day.isoformat(), seal=True, account=True,
        )  # fmt: skip
        self.later(5).give("take-up-power", self.town, document=self.document("承"))

    def evaluate(self, handled: int, late: int, result: str) -> None:
        self.give(
            "evaluate-delegation", handled=handled, late=late, result=result,
            findings="演示-年度运行情况", document=self.document("评"),
        )  # fmt: skip

    def suspend(self) -> None:
        self.give("suspend-power", reason="持证执法人员不足", document=self.document("停"))


def delegate(power: Power) -> None:
    {
        "runs": _runs,
        "lapses": _lapses,
        "entrusted": _entrusted,
        "asks": _asks,
        "accepts": _accepts,
        "batch": _until_the_batch,
    }[power.item["takes"]](power)


def _runs(power: Power) -> None:
    """With its support, tried for three months, disputed once, evaluated every year."""
    power.pass_down()
    taken_up = power.story.branch()
    power.later(30).give(
        "deliver-support", f"{power.county}-human-resources",
        support=power.item["support"]["id"], evidence="2名规划专业人员到岗",
    )  # fmt: skip
    power.later(70).give("conclude-trial", findings="演示-运行平稳，群众满意")
    power.later(60).give(
        "record-dispute", dispute="dispute-1", kind="review",
        case_number=power.document("复议"), lodged_on=power.story.day.isoformat(),
    )  # fmt: skip
    for handled in (46, 61):
        power.story.not_before(taken_up.after(372).day)
        power.evaluate(handled, 1, "keep")


def _lapses(power: Power) -> None:
    """Its officers leave: it is suspended until others have come."""
    power.assess(officers=1)
    power.later(30).pass_down()
    taken_up = power.story.branch()
    power.later(95).give("conclude-trial", findings="演示-案卷评查合格")
    power.later(30).assess(power.town, officers=1)
    power.later(10).suspend()
    power.later(60).assess()
    power.later(5).give("resume-power", reason="人员到位", document=power.document("复"))
    power.story.not_before(taken_up.after(372).day)
    power.evaluate(0, 0, "withdraw")
    power.later(20).give("withdraw-power", reason="一年未办理，空转", document=power.document("收"))


def _entrusted(power: Power) -> None:
    """By an agreement of two years, extended before it ends."""
    ends_on = power.story.day.replace(year=power.story.day.year + 2)
    power.pass_down(agreement=power.document("协"), ends_on=ends_on.isoformat())
    taken_up = power.story.branch()
    power.later(95).give("conclude-trial", findings="演示-运行平稳")
    power.story.not_before(taken_up.after(372).day)
    power.evaluate(120, 0, "strengthen")
    power.later(270).give(
        "extend-delegation", agreement=power.document("续"),
        ends_on=ends_on.replace(year=ends_on.year + 2).isoformat(),
    )  # fmt: skip
    power.story.not_before(taken_up.after(380).day)
    power.evaluate(135, 0, "keep")


def _asks(power: Power) -> None:
    """The town can't carry it: refused at first, then taken back."""
    power.pass_down()
    power.later(95).give("conclude-trial", findings="演示-业务量小")
    for agreed in (False, True):
        power.later(60).give("request-withdrawal", power.town, reason="专业人员调离，难以承接")
        power.later(10).give(
            "answer-withdrawal-request", agreed=agreed, document=power.document("答"),
            reason="同意收回" if agreed else "已安排业务指导，继续承接",
        )  # fmt: skip


def _accepts(power: Power) -> None:
    power.pass_down()
    taken_up = power.story.branch()
    power.later(95).give("conclude-trial", findings="演示-受理规范")
    for handled in (18, 22):
        power.story.not_before(taken_up.after(372).day)
        power.evaluate(handled, 0, "keep")


def _until_the_batch(power: Power) -> None:
    power.pass_down()
    taken_up = power.story.branch()
    power.later(95).give("conclude-trial", findings="演示-业务量小")
    power.story.not_before(taken_up.after(372).day)
    power.evaluate(2, 0, "adjust")
