"""`zhenxing status`: whether anything is stuck."""

from typing import Any

import typer


def status() -> None:
    """Each service's head, and how far each of its subscriptions is; code 1 when one stands."""
    from shared.runtime.cli import show
    from shared.runtime.cli.client import Declined, Unreachable
    from shared.runtime.cli.services import Services

    told: dict[str, dict[str, Any]] = {}
    away: dict[str, tuple[str, str]] = {}
    clients = Services().clients("operator")
    for name, client in clients.items():
        try:
            told[name] = client.get("/status")
        except Unreachable as error:
            away[name] = "无法访问 away", str(error)
        except Declined as no:
            away[name] = "拒绝 declines", f"{name} 服务拒绝 declines: {no}"
    heads = {name: answer["head"] for name, answer in told.items()}
    show.table(
        (
            "服务 service",
            "日志 log",
            "搁置 parked",
            "缺行 rows",
            "拒绝 refused",
            "到期 due",
            "消息 broker",
        ),
        [_service(n, told[n]) if n in told else _away(n, away[n][0]) for n in clients],
    )
    subscriptions = [(name, s) for name, a in told.items() for s in a["subscriptions"]]
    headings = ("服务 service", "订阅 subscription", "位置 position", "落后 lag", "状态 state")
    show.table(headings, [_subscription(name, s, heads) for name, s in subscriptions])
    for name, s in subscriptions:
        if s["state"] != "running":
            show.line(f"{name} {s['name']} {s['state']}: {s['reason']}", "bold red")
    for name, answer in told.items():
        for alarm in filter(None, (_waits(answer["writer"]), _unseen(answer["identity"]))):
            show.line(f"{name} {alarm}", "bold red")
    if driven := [name for name, answer in told.items() if answer["scenario"] != "off"]:
        show.line(f"时钟可由演示程序驱动 a programme may drive the clock of: {', '.join(driven)}")
    damaged = {n: a["verified"] for n, a in told.items() if (a["verified"] or {}).get("failure")}
    for name, verified in damaged.items():
        show.complaint(f"{name}: {verified['failure']['zh']}\n  {verified['failure']['en']}")
    for _, reason in away.values():
        show.complaint(reason)
    stopped = any(s["state"] == "stopped" for a in told.values() for s in a["subscriptions"])
    if away or stopped or damaged:
        raise typer.Exit(1)


def _waits(writer: dict[str, Any]) -> str:
    """Who keeps others from appending; empty where nobody waits."""
    if not (writer["lock_held_by"] and writer["sessions_waiting"]):
        return ""
    who, since = writer["lock_held_by"], writer["lock_held_since"]
    return f"写锁在 the writer's lock is held by {who}, {since}; 等待 wait: {writer['sessions_waiting']}"


def _unseen(keys: dict[str, Any]) -> str:
    """Since when the keys that tokens are checked with can't be read; empty while they can."""
    if not keys["failing"]:
        return ""
    seconds = keys["seen_seconds_ago"]
    seen = "never" if seconds is None else f"{seconds} s ago"
    return f"密钥集读不到 the key set can't be read ({keys['failing']}); {keys['keys']} keys, seen {seen}"


def _service(name: str, status: dict[str, Any]) -> tuple[Any, ...]:
    broker = status["broker"]
    return (
        f"{name} {status['title']}",
        status["head"],
        _alarming(status["parked"]),
        _alarming(sum(status["set_aside"].values())),
        status["refused_reactions"],
        status["deadlines_due"],
        "✓" if broker["listening"] else _alarming("–"),
    )


def _away(name: str, word: str) -> tuple[Any, ...]:
    """A service that tells nothing stands in its place, with a word in its log's; why, below."""
    return name, _alarming(word), *[""] * 5


def _subscription(name: str, s: dict[str, Any], heads: dict[str, int]) -> tuple[Any, ...]:
    """`lag` is measured against the source's own head where the source answers.

    The reasons of a state stand below: within a terminal's 80 columns nobody could read them.
    """
    head = max(heads.get(s["source"], 0), s["head"])
    state = s["state"] if s["state"] == "running" else _alarming(s["state"])
    return name, s["name"], s["position"], max(0, head - s["position"]), state


def _alarming(value: object) -> Any:
    from rich.text import Text

    return Text(str(value), "bold red") if value else value
