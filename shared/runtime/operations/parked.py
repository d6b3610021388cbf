"""Keys whose events failed and wait."""

from typing import TYPE_CHECKING, Any

from shared.face.http.operation import Answer, Line, operation
from shared.schemas.events import command_data
from shared.schemas.kinds import Name, Reason, described

if TYPE_CHECKING:
    from shared.kernel.aggregate import Actor
    from shared.runtime.service_operations import ServiceOperations


@command_data
class RetryParked:
    subscription: Name = described("Its subscription, such as reactions:projects.", title="订阅")
    key: Name = described("The parked key.", title="搁置的键")


@command_data
class DiscardParked:
    subscription: Name = described("Its subscription, such as reactions:projects.", title="订阅")
    key: Name = described("The parked key.", title="搁置的键")
    reason: Reason = described("Why; it is recorded.", title="理由（记入日志）")


def _list(given: dict[str, Any], answers: Answer) -> None:
    from shared.runtime.cli import show

    rows = [
        (name, p["subscription"], p["key"], p["first_position"], p["attempts"], p["error"])
        for name, answer in answers.items()
        for p in answer["parked"]
    ]
    headings = ("服务 service", "订阅 subscription", "键 key", "位置 position", "次数 attempts")
    show.table((*headings, "错误 error"), rows)


def _say_retried(given: dict[str, Any], done: Answer) -> None:
    from shared.runtime.cli import show

    show.line(f"{given['key']}: 已要求重试 will be tried again", "green")


def _say_discarded(given: dict[str, Any], done: Answer) -> None:
    from shared.runtime.cli import show

    show.line(f"{given['key']}: 已放弃 discarded", "green")


@operation("GET", "/parked", line=Line("parked list", _list, every=True))
def parked(service: "ServiceOperations") -> Answer:
    """The parked keys."""
    return {"parked": service.parked()}


@operation(
    "POST",
    "/parked/retry",
    status=202,
    failures=(404, 409),
    line=Line("parked retry", _say_retried),
    title="重试搁置的键",
)
def retry(service: "ServiceOperations", asked: RetryParked) -> Answer:
    """Try the key's events again, in order; it flows again once it has caught up."""
    service.retry(asked.subscription, asked.key)
    return {"retrying": asked}


@operation(
    "POST",
    "/parked/discard",
    failures=(404, 409),
    line=Line("parked discard", _say_discarded, options=("reason",)),
    title="放弃搁置的键",
)
def discard(service: "ServiceOperations", asked: DiscardParked, actor: "Actor") -> Answer:
    """Give up the key's waiting events, for a recorded reason."""
    service.discard(asked.subscription, asked.key, asked.reason, actor)
    return {"discarded": asked}
