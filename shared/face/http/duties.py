"""Duties that open an address, and at whose service they hold."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.face.http.problem import NOT_PERMITTED, Problem
from shared.kernel.aggregate import Actor
from shared.policy.languages import Text
from shared.policy.registry import Registry

OPERATOR, SERVICE, SCENARIO = "operator", "service", "scenario"
_TITLES = {OPERATOR: "运维", SERVICE: "服务间", SCENARIO: "演示场景"}


class ScenarioSwitch:
    """Whether a programme may drive a service's clock: `off`, `on`, or `once`, until it ends."""

    def __init__(self, setting: str = "off") -> None:
        self.setting = setting

    @property
    def on(self) -> bool:
        return self.setting != "off"

    def end(self) -> None:
        """A programme has ended."""
        if self.setting == "once":
            self.setting = "off"


@dataclass(frozen=True)
class Duties:
    """What duties are worth at one service.

    An operator's holds for people of the organisation that operates it; a service's for services
    of its `readers`; a scenario's while the `scenario` is on. A service does nothing else.
    """

    operated_by: str
    readers: frozenset[str]
    scenario: ScenarioSwitch

    def check(self, actor: Actor, wanted: Iterable[str], registry: Registry) -> None:
        """Raise `Problem` 403 unless the actor holds one of the duties, if any are wanted."""
        wanted = list(wanted)
        if any(self._holds(actor, duty) for duty in wanted):
            return
        if actor.service:
            raise _no_person(actor)
        if not wanted:
            return
        if wanted == [SCENARIO] and not self.scenario.on:
            raise _scenario_is_off()
        who = [self._who(duty, registry) for duty in wanted]
        raise Problem(
            NOT_PERMITTED,
            Text(
                "须为" + "，或".join(one.zh for one in who),
                "The caller must be " + ", or ".join(one.en for one in who) + ".",
            ),
            who_may=[{"duty": d, **w._asdict()} for d, w in zip(wanted, who, strict=True)],
        )

    def _holds(self, actor: Actor, duty: str) -> bool:
        if duty not in actor.duties:
            return False
        if duty == SERVICE:
            return actor.service and actor.organisation in self.readers
        if duty == SCENARIO:
            return self.scenario.on and not actor.service
        return actor.organisation == self.operated_by and not actor.service

    def _who(self, duty: str, registry: Registry) -> Text:
        zh, en = f"有“{_TITLES[duty]}”职责", f"with the duty {duty}"
        if duty == OPERATOR:
            names = registry.organisations.get(self.operated_by)
            name = names[-1].name if names else self.operated_by
            return Text(f"{name}{zh}的人员", f"a person of {self.operated_by} {en}")
        if duty == SERVICE:
            return Text(f"所登记单位{zh}的服务", f"a registered service {en}")
        return Text(f"{zh}的人员", f"a person {en}")


def _no_person(actor: Actor) -> Problem:
    return Problem(
        NOT_PERMITTED,
        Text(
            f"{actor.person} 是服务，不是人：服务只读取已登记来源的事件，不办理、不上传、不导入；请由人员以本人令牌办理",
            f"{actor.person} is a service, no person: it reads the feeds that it is registered for,"
            " and gives, uploads and imports nothing. A person does this, with a token of their own.",
        ),
    )


def _scenario_is_off() -> Problem:
    return Problem(
        NOT_PERMITTED,
        Text(
            '演示场景时钟未开启：须在启动服务时设 ZHENXING_SCENARIO=on，或在配置中写 scenario = "on"',
            'The scenario\'s clock is off here: it takes ZHENXING_SCENARIO=on, or scenario = "on" in'
            " the settings, when the service starts.",
        ),
    )
