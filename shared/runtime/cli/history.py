"""`zhenxing events` and `zhenxing stream`: what happened, by whom, on what basis."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, NoReturn
from urllib.parse import quote

import typer

if TYPE_CHECKING:
    from shared.runtime.cli.client import Client

LAST = 10
WAIT_SECONDS = 20
PAGE = 500


def events(
    service: Annotated[str, typer.Argument(help="The service whose log is read.")],
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on with what comes.")] = False,
    after: Annotated[int | None, typer.Option(help="The position to begin after.", min=0)] = None,
    type: Annotated[str, typer.Option(help="Only events of this type.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The feed's JSON, one a line.")] = False,
) -> None:
    """A service's log, oldest first; with --follow the last ten events and those that come."""
    from shared.runtime.cli import show
    from shared.runtime.cli.services import Services

    client = Services().client(service, "operator")
    if after is None:
        after = max(0, client.get("/events", limit=1)["head"] - LAST) if follow else 0
    if follow:
        signal.signal(signal.SIGINT, _end)
        # Positions have no gaps: from here on nothing can be missed.
        show.note(f"{service} 自位置 {after} 之后 following what comes after position {after}")
    for event in _feed(client, after, follow):
        if type in ("", event["type"]):
            _tell(event, as_json)


def _end(*_: object) -> NoReturn:
    """Ctrl-C ends it wherever it is: an exception might be caught by whoever is at work."""
    with suppress(RuntimeError):  # a line was being written
        sys.stdout.flush()
    os._exit(0)


def _feed(client: "Client", after: int, follow: bool) -> Iterator[dict[str, Any]]:
    """The events after a position, each chained to the one before it."""
    known: str | None = None
    while True:
        wait = WAIT_SECONDS if follow else None
        page = client.get("/events", after=after, hash=known, limit=PAGE, wait=wait)
        for event in page["events"]:
            yield event
            after, known = event["position"], event["hash"]
        if not follow and (not page["events"] or after >= page["head"]):
            return


def _tell(event: dict[str, Any], as_json: bool) -> None:
    from shared.runtime.cli import show

    if as_json:
        print(json.dumps(event, ensure_ascii=False), flush=True)
        return
    meta, data = event["meta"], json.dumps(event["data"], ensure_ascii=False)
    who = f"{meta['person']}@{meta['organisation']}"
    show.line(
        f"{event['position']:>6} {local(meta['effective'])} {event['type']}"
        f" {event['stream']} v{event['version']} {who} {meta['clause']} {data}"
    )


def stream(
    service: Annotated[str, typer.Argument(help="The service that keeps the stream.")],
    stream: Annotated[str, typer.Argument(help="The stream, such as project-taoluo-cold-chain.")],
    as_of: Annotated[
        str, typer.Option(help="Only what was recorded by a day, an instant or a version.")
    ] = "",
    effective: Annotated[str, typer.Option(help="Only what had happened by a day.")] = "",
) -> None:
    """Everything that happened to one thing; with --as-of also how it stood then."""
    from shared.runtime.cli import show
    from shared.runtime.cli.services import Services

    client = Services().client(service)
    path = f"/streams/{quote(stream, safe='')}"
    first, *others = _pages(client, path, as_of=as_of or None, effective=effective or None)
    show.table(
        ("版本 version", "时间 time", "事件 event", "内容 data"),
        [
            (e["version"], local(e["effective_at"]), _act(e), _facts(e["data"]))
            for page in (first, *others)
            for e in page["events"]
        ],
        f"{first['title']} {first['stream']}",
    )
    _tell_state(first)


def _pages(client: "Client", path: str, **query: Any) -> Iterator[dict[str, Any]]:
    after: int | None = 0
    while after is not None:
        page = client.get(path, after=after, limit=PAGE, **query)
        yield page
        after = page["next"]


def _tell_state(got: dict[str, Any]) -> None:
    """How the thing stood then, where the answer says it."""
    from shared.runtime.cli import show

    if got.get("state_version") == 0:
        show.line("当时尚无此案卷 It did not exist yet")
    elif "state" in got:
        show.line(f"状态 state（版本 version {got['state_version']}）")
        show.line(json.dumps(got["state"], ensure_ascii=False, indent=2))


def _act(event: dict[str, Any]) -> str:
    """What, on what basis, by whom."""
    who = f"{event['person']}\n{event['organisation_name']}"
    return f"{event['title']} {event['type']}\n{event['clause']}\n{who}"


def _facts(data: dict[str, Any]) -> str:
    return "\n".join(f"{k}: {v}" for k, v in data.items() if v not in (None, "", []))


def local(instant: str) -> str:
    """An instant of the wire as people here read it."""
    from shared.policy.local_time import LOCAL_TIME

    return f"{datetime.fromisoformat(instant).astimezone(LOCAL_TIME):%Y-%m-%d %H:%M:%S}"
