"""How a service stands, and what failed in it, as its operators read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from shared.policy.local_time import LOCAL_TIME
from shared.workbench.words import units

STATES = {"running": "运行", "waiting": "等待来源", "stopped": "已停止"}
LATE = 1_000
"""So many events behind is worth a look."""


@dataclass(frozen=True)
class Subscription:
    """One follower of a log: `what` it is for, whose log, and how far it is."""

    what: str
    source: str
    position: int
    head: int
    lag: int
    state: str
    stopped: bool
    reason: str


@dataclass(frozen=True)
class Standing:
    """A service with the answer of its `/status`."""

    name: str
    title: str
    told: Mapping[str, Any]

    @cached_property
    def subscriptions(self) -> list[Subscription]:
        return [
            Subscription(
                what=_what(one["name"]),
                source=one["source"],
                position=one["position"],
                head=one["head"],
                lag=one["lag"],
                state=STATES.get(one["state"], one["state"]),
                stopped=one["state"] == "stopped",
                reason=one["reason"] or "",
            )
            for one in self.told["subscriptions"]
        ]

    @property
    def sources(self) -> list[str]:
        """The other services that it follows, each once."""
        return list(dict.fromkeys(s.source for s in self.subscriptions if s.source != self.name))

    @property
    def aside(self) -> int:
        return sum(self.told["set_aside"].values())

    @property
    def lag(self) -> int:
        return max((s.lag for s in self.subscriptions), default=0)

    @property
    def verified(self) -> str:
        """When its log was last verified, and what came of it."""
        last = self.told["verified"]
        if not last:
            return "尚未核验"
        at = datetime.fromtimestamp(last["at"], LOCAL_TIME)
        return f"{at:%Y-%m-%d %H:%M} {'无误' if last['whole'] else '有误'}"

    @property
    def troubles(self) -> list[str]:
        """What asks for somebody; empty while nothing does."""
        stopped = [s for s in self.subscriptions if s.stopped]
        found = [f"{s.what}已停止" for s in stopped]
        found += [f"搁置 {self.told['parked']} 个键"] if self.told["parked"] else []
        found += [f"{self.aside} 行未能计算"] if self.aside else []
        found += [f"落后 {self.lag:,} 条"] if self.lag > LATE else []
        if self.told["identity"]["failing"]:
            found.append("身份公钥读取失败")
        return found


@dataclass(frozen=True)
class Failure:
    """What befell a subscription: a refused reaction, events given up, a source resynced."""

    at: str
    title: str
    source: str
    says: str
    correlation: str


def failures(events: Iterable[Mapping[str, Any]], titles: Mapping[str, str]) -> list[Failure]:
    """The records of a service's journal, the last first."""
    told = sorted(events, key=lambda event: int(event["position"]), reverse=True)
    return [
        Failure(
            units.moment(event["recorded_at"]),
            event["title"],
            titles.get(event["data"].get("source", ""), "本服务"),
            str(event["data"].get("reason", "")),
            event["correlation"],
        )
        for event in told
    ]


def _what(name: str) -> str:
    """What a subscription is for, by the first word of its name."""
    kind = name.partition(":")[0]
    return {"views": "台账", "reactions": "联动", "relay": "发布", "deadlines": "期限"}.get(
        kind, kind
    )
