"""`zhenxing backup` and `zhenxing restore`: a service's store kept elsewhere, and brought back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from shared.runtime.backup import NotAFile, NotWhole
    from shared.runtime.cli.errors import Complaint


def backup(
    service: Annotated[str, typer.Argument(help="One service; without it, all.")] = "",
    taken_elsewhere: Annotated[
        bool,
        typer.Option("--taken-elsewhere", help="The database's own tool has: only record it."),
    ] = False,
) -> None:
    """Copy a service's store, also while it runs; the copy is verified and its time recorded."""
    from shared.metrics.keeping import Backup
    from shared.runtime.backup import NotAFile, NotWhole, back_up, record
    from shared.runtime.cli import show
    from shared.runtime.cli.services import Services
    from shared.runtime.settings import current

    settings = current()
    for name in [service] if service else list(settings.services):
        now = datetime.now(UTC)
        if taken_elsewhere:
            head = Services().client(name, "operator").get("/status")
            taken = Backup(now.timestamp(), head["head"], head["hash"], "elsewhere")
            record(settings, name, taken)
        else:
            try:
                taken = back_up(settings, name, now)
            except NotAFile as error:
                raise _not_a_file(error) from None
            except NotWhole as error:
                raise _not_whole(name, error) from None
        told = f"{name}: 备份至位置 backed up to position {taken.position}: {taken.place}"
        show.line(told, "green")
    if not settings.backups:
        show.note(
            "设置中没有 backups：备份过旧时无人告警"
            " The settings name no folder `backups`: no alarm tells when these are too old"
        )


def restore(
    service: Annotated[str, typer.Argument(help="The service, which must not be running.")],
    file: Annotated[Path, typer.Argument(help="The backup.")],
) -> None:
    """Put a backup in the place of a service's store; what stood there stays beside it."""
    from deploy.servers.ports import in_use
    from shared.runtime.backup import NotAFile, NotWhole
    from shared.runtime.backup import restore as put_back
    from shared.runtime.cli import show
    from shared.runtime.cli.errors import Complaint
    from shared.runtime.settings import current

    settings = current()
    if in_use(settings.service(service).port):
        raise Complaint(
            f"{service} 仍在运行，请先停止\n{service} is running: stop it first, its store is in use"
        )
    try:
        found = put_back(settings, service, file, datetime.now(UTC))
    except NotAFile as error:
        raise _not_a_file(error) from None
    except NotWhole as error:
        raise _not_whole(service, error) from None
    show.line(f"{service}: 已恢复至位置 restored to position {found.head.position}", "green")
    show.line(
        "启动后请运行 After its start, run: zhenxing verify --witness，zhenxing status", "yellow"
    )


def _not_a_file(error: "NotAFile") -> "Complaint":
    from shared.runtime.cli.errors import Complaint

    return Complaint(
        f"{error} 的数据在 PostgreSQL 中，请用数据库自己的工具备份与恢复，再以 --taken-elsewhere 登记；"
        "见 docs/runbooks/restoring.md\n"
        f"The store of {error} is PostgreSQL's: its own tool backs it up and restores it; record that"
        " by --taken-elsewhere. See docs/runbooks/restoring.md"
    )


def _not_whole(service: str, error: "NotWhole") -> "Complaint":
    from shared.runtime.cli.errors import Complaint

    failure = error.failure.as_dict() if error.failure else None
    why = (failure["zh"], failure["en"]) if failure else ("文件无法读取", "it can't be read")
    return Complaint(
        f"{service}：{error} 不是完整的日志：{why[0]}\n{service}: {error} is no whole log: {why[1]}"
    )
