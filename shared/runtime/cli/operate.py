"""What operators do when something stands: rebuild a view, go on after a restore, parked keys."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from shared.runtime.cli.services import Services

LONGEST_SECONDS = 3600.0

Service = Annotated[str, typer.Argument(help="The service.")]
Subscription = Annotated[str, typer.Argument(help="Its subscription, such as reactions:projects.")]
Key = Annotated[str, typer.Argument(help="The parked key.")]

parked = typer.Typer(help="Keys whose events failed and wait.", no_args_is_help=True)


def rebuild(
    service: Service, view: Annotated[str, typer.Argument(help="The view, such as fund-ledger.")]
) -> None:
    """Build a view anew beside the live one and swap it in; nobody notices but the disk."""
    from shared.runtime.cli import show
    from shared.runtime.cli.services import Services

    client = Services().client(service, "operator")
    client.patience = LONGEST_SECONDS
    done = client.post("/rebuild", {"view": view})
    same = "与原表一致 identical" if done["identical"] else "与原表不同 differs from the old one"
    text = f"{view}: 位置 position {done['position']}, {same}"
    show.line(text, "green" if done["identical"] else "yellow")


def resync(
    service: Service,
    source: Annotated[str, typer.Argument(help="The source whose history changed.")],
    reason: Annotated[str, typer.Option(help="Go on, for this reason; without it: look.")] = "",
) -> None:
    """Show where a restored source's history parts from what was followed; go on with a reason."""
    from shared.runtime.cli import show
    from shared.runtime.cli.services import Services

    body: dict[str, Any] = {"source": source, "reason": reason} if reason else {"source": source}
    found = Services().client(service, "operator").post("/resync", body | {"dry_run": not reason})
    show.table(
        ("项目 item", "值 value"),
        [
            ("来源 source", found["source"]),
            ("不一致 differs", found["differs"]),
            ("已跟到 our checkpoint", found["our_checkpoint"]),
            ("最后一致 last agreed", found["last_agreed"]),
            ("存疑的本服务事件 effects in doubt", ", ".join(map(str, found["effects_in_doubt"]))),
            ("已重新对齐 resynced", found["resynced"]),
        ],
    )
    if found["differs"] and not reason:
        show.line("用 --reason 说明理由后继续 Go on with --reason '…'", "yellow")


@parked.command("list")
def list_parked(
    service: Annotated[str, typer.Argument(help="One service; without it, all.")] = "",
) -> None:
    """The parked keys."""
    from shared.runtime.cli import show
    from shared.runtime.cli.services import Services

    services = Services()
    rows = [
        (name, p["subscription"], p["key"], p["first_position"], p["attempts"], p["error"])
        for name in ([service] if service else services.names)
        for p in _parked(services, name)
    ]
    headings = ("服务 service", "订阅 subscription", "键 key", "位置 position", "次数 attempts")
    show.table((*headings, "错误 error"), rows)


@parked.command()
def show(service: Service, subscription: Subscription, key: Key) -> None:
    """A parked key and the event that failed first."""
    from shared.runtime.cli import show as shown
    from shared.runtime.cli.errors import Complaint
    from shared.runtime.cli.services import Services

    services = Services()
    found = [
        p
        for p in _parked(services, service)
        if (p["subscription"], p["key"]) == (subscription, key)
    ]
    if not found:
        raise Complaint(f"没有搁置的键 {key}\nNo key {key} is parked at {service} {subscription}")
    source = subscription.partition(":")[2] or service
    feed = services.client(source, "operator")
    page = feed.get("/events", after=found[0]["first_position"] - 1, limit=1)
    shown.table(("项目 item", "值 value"), found[0].items())
    shown.line(json.dumps(page["events"][0], ensure_ascii=False, indent=2))


@parked.command()
def retry(service: Service, subscription: Subscription, key: Key) -> None:
    """Try the key's events again, in order; it flows again once it has caught up."""
    from shared.runtime.cli import show
    from shared.runtime.cli.services import Services

    client = Services().client(service, "operator")
    client.post("/parked/retry", {"subscription": subscription, "key": key})
    show.line(f"{key}: 已要求重试 will be tried again", "green")


@parked.command()
def discard(
    service: Service,
    subscription: Subscription,
    key: Key,
    reason: Annotated[str, typer.Option(help="Why; it is recorded.")],
) -> None:
    """Give up the key's waiting events, for a recorded reason."""
    from shared.runtime.cli import show
    from shared.runtime.cli.services import Services

    client = Services().client(service, "operator")
    body = {"subscription": subscription, "key": key, "reason": reason}
    client.post("/parked/discard", body)
    show.line(f"{key}: 已放弃 discarded", "green")


def _parked(services: "Services", name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = services.client(name, "operator").get("/parked")["parked"]
    return found
