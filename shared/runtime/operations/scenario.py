"""The demo's clock, which `zhenxing load` and the first `zhenxing up` drive."""

from datetime import UTC
from typing import TYPE_CHECKING

from shared.face.http.duties import SCENARIO
from shared.face.http.moments import instant
from shared.face.http.operation import Answer, operation
from shared.face.http.problem import INVALID, Problem
from shared.face.http.query import POSITION, number, others, parameters
from shared.policy.languages import Text
from shared.schemas.events import command_data
from shared.schemas.kinds import Name

if TYPE_CHECKING:
    from shared.runtime.service_operations import ServiceOperations


_AN_INSTANT = Text(
    "须为带时区的时刻，如 2024-03-01T09:00:00+08:00", "Not an instant with its offset."
)


@parameters
class Heads:
    """The heads of services that are known so far, by their names."""

    heads: dict[str, int] = others(number("已知的各服务日志位置", 0, POSITION))


@command_data
class Scenario:
    until: Name


@operation("GET", "/scenario", duties=(SCENARIO,))
def standing(service: "ServiceOperations", asked: Heads) -> Answer:
    """Whether the service has come to rest; the query names the heads that are known so far."""
    return service.scenario_standing(asked.heads)


@operation("POST", "/scenario", duties=(SCENARIO,), failures=(409,))
def advance(service: "ServiceOperations", asked: Scenario) -> Answer:
    """Let the demo's clock come to an instant: deadlines up to it pass."""
    until = instant(asked.until)
    if until is None:
        zh, en = _AN_INSTANT
        errors = [{"field": "until", "message": en, "message_zh": zh}]
        raise Problem(INVALID, Text(f"until：{zh}", f"until: {en}"), errors=errors)
    return service.scenario(until.astimezone(UTC))


@operation("DELETE", "/scenario", duties=(SCENARIO,))
def end(service: "ServiceOperations") -> Answer:
    """The programme has ended: real time takes over."""
    service.end_scenario()
    return {"scenario": None}
