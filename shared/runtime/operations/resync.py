"""Going on with a source that has another history."""

from typing import TYPE_CHECKING, Any

from shared.face.http.operation import Answer, Line, operation
from shared.schemas.events import command_data
from shared.schemas.kinds import Flag, Identifier, Reason, described

if TYPE_CHECKING:
    from shared.kernel.aggregate import Actor
    from shared.runtime.service_operations import ServiceOperations


@command_data
class Resync:
    source: Identifier = described("The source whose history changed.", title="来源")
    reason: Reason | None = described(
        "Go on, for this reason; without it: look.", None, title="理由（记入日志）"
    )
    dry_run: Flag = described("Only look.", False, title="只查看，不对齐")


def _say(given: dict[str, Any], found: Answer) -> None:
    from shared.policy.languages import runs
    from shared.runtime.cli import show

    doubted = found["effects_in_doubt"]
    show.table(
        ("项目 item", "值 value"),
        [
            ("来源 source", found["source"]),
            ("不一致 differs", found["differs"]),
            ("已跟到 our checkpoint", found["our_checkpoint"]),
            ("最后一致 last agreed", found["last_agreed"]),
            ("存疑数 effects in doubt", len(doubted)),
            ("存疑的本服务事件 their positions here", runs(doubted, ", ")),
            ("已重新对齐 resynced", found["resynced"]),
        ],
    )
    if found["differs"] and "reason" not in given:
        show.line("用 --reason 说明理由后继续 Go on with --reason '…'", "yellow")


@operation(
    "POST",
    "/resync",
    failures=(404, 409),
    line=Line("resync", _say, derived={"dry_run": lambda given: "reason" not in given}),
    title="与来源重新对齐",
)
def resync(service: "ServiceOperations", asked: Resync, actor: "Actor") -> Answer:
    """Show where a restored source's history parts from what was followed; go on with a reason."""
    return service.resync(asked.source, asked.reason, asked.dry_run, actor)
