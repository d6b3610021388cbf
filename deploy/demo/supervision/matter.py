"""One matter on its way: each step moves its story on (RZ-3.3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from deploy.demo.story import Story
from deploy.demo.supervision import handling
from services.supervision.domain.issue.handlers import CITY_DEPARTMENTS
from shared.policy.loader import registry

EVIDENCE = "现场查看并询问当事人，问题消除"


@dataclass
class Matter:
    """`handlers` are all who ever handled it."""

    id: str
    town: str
    kind: str
    title: str
    description: str
    clause: str | None
    handler: str
    story: Story
    handlers: frozenset[str] = frozenset()
    raised_at: datetime | None = None

    @property
    def county(self) -> str:
        return registry().county_of(self.town)

    @property
    def supervisor(self) -> str:
        return self.county if self.handler == "housing" else "housing"

    def starts(self, story: Story) -> None:
        self.story = story

    def give(self, command: str, org: str, **data: Any) -> None:
        self.story.give("supervision", command, org, issue=self.id, **data)

    def stands(self, moment: datetime) -> bool:
        """Whether it has been raised by a moment."""
        return self.raised_at is not None and self.raised_at <= moment

    def raised(self) -> None:
        self.raised_at = self.story.moment
        self.give(
            "raise-issue", self.town,
            town=self.town, kind=self.kind, title=self.title, description=self.description,
            clause=self.clause,
        )  # fmt: skip

    def assigned(self, handler: str = "", helpers: tuple[str, ...] = ()) -> None:
        self.handler = handler or self.handler
        self.handlers |= {self.handler, *helpers}
        self.story.then()
        self.give(
            "assign-issue", "housing", handler=self.handler, co_handlers=list(helpers) or None
        )

    def planned(self, days: int = 60, measures: str = "现场踏勘，落实资金和工期") -> None:
        handling.plan(self.story.after(5), self.id, self.handler, measures, days)

    def progressed(self, by: str = "", text: str = "已按方案开展，进度正常") -> None:
        handling.progress(self.story.after(7), self.id, by or self.handler, text)

    def closure_requested(self) -> None:
        handling.request_closure(self.story.after(10), self.id, self.handler)

    def visited(self, evidence: str = EVIDENCE, effective: bool = True) -> None:
        handlers = {self.handler, *self.handlers}
        handling.follow_up(self.story.after(5), self.id, self.town, handlers, evidence, effective)

    def closed(self, evidence: str = EVIDENCE, effective: bool = True) -> None:
        self.closure_requested()
        self.visited(evidence, effective)

    def rated(self, score: int, comment: str) -> None:
        self.story.then()
        self.give("rate-handling", self.town, score=score, comment=comment)

    def suspended(self, days: int = 90) -> None:
        self.story.after(10)
        self.give(
            "suspend-issue", self.supervisor,
            superior="演示-省级主管部门", reason="须由上级审批，本级无权决定",
            review_on=(self.story.day + timedelta(days=days)).isoformat(),
            document=f"演示-挂账-{self.id}",
        )  # fmt: skip

    def explained(self) -> None:
        self.story.after(20)
        if self.handler in CITY_DEPARTMENTS:
            handling.reply(self.story, self.id, self.handler)
        self.give(
            "explain-matter", self.handler,
            legal_basis="演示-上位规划及现行管理办法",
            explanation="未列入近期计划，本级无权立项，已采取替代措施",
        )  # fmt: skip

    def heard(self, agrees: bool, view: str) -> None:
        self.story.then()
        self.give("give-town-view", self.town, agrees=agrees, view=view)

    def explanation_visited(self, holds: bool) -> None:
        self.story.after(4)
        self.give(
            "record-explanation-visit", f"assist-{self.town}",
            visitor_unit=handling.visitor({self.handler, *self.handlers}), holds=holds,
            evidence="查阅批复文件，走访现场",
        )  # fmt: skip
