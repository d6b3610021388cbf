"""`zhenxing simulate --reading N`: a service's whole history under another reading or parameter."""

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shared.runtime.cli.client import Client

WAIT_SECONDS = 10


def replay(reading: int, parameters: dict[str, Any], service: str, as_json: bool) -> None:
    """Replay, saying how far it is where it takes a while; the figures that differ, by place."""
    from shared.runtime.cli.services import Services

    client = Services().client(service or _obeying(reading, parameters))
    body: dict[str, Any] = {"parameters": parameters}
    if reading:
        body["reading"] = reading
    told = client.post(f"/replays?wait={WAIT_SECONDS}", body)
    told = _finished(client, told)
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        _tell(told)


def _finished(client: "Client", told: dict[str, Any]) -> dict[str, Any]:
    from shared.runtime.cli import show

    while told["state"] == "running":
        show.note(f"已推演 replayed {told['done']} / {told['of']}")
        told = client.get(f"/replays/{told['id']}", wait=WAIT_SECONDS)
    return told


def _tell(told: dict[str, Any]) -> None:
    from shared.runtime.cli import show

    rows = [
        (m["title"], m["field"] or "件数 count", m["unit"], m["place_name"], m["was"], m["would"])
        for m in told["measures"]
    ]
    headings = ("事件 event", "指标 figure", "单位 unit", "镇 place", "原来 was", "推演 would")
    show.table(headings, rows)
    show.line(
        f"{told['of']} 条记录 records，重新决定 decided anew {told['decided']}，"
        f"照原样 stood {told['stood']}，不同 different {told['different']}"
    )


def _obeying(reading: int, parameters: dict[str, Any]) -> str:
    """The one service whose rules obey what is to be otherwise."""
    from shared.policy.loader import registry
    from shared.runtime.cli.errors import Complaint

    known = registry().readings.get(reading)
    if reading and known is None:
        listed = "、".join(f"{r.number} {r.title}" for r in registry().readings.values())
        raise Complaint(f"没有第 {reading} 种读法 No reading {reading}: {listed}")
    found = {name.partition(".")[0] for name in parameters}
    found |= {switch.service for switch in known.switches} if known else set()
    if len(found) == 1:
        return found.pop()
    raise Complaint(
        "请用 --reading、--set 指明改变什么，涉及多个服务的用 --service 选一个\n"
        f"Say what is otherwise by --reading or --set, and choose by --service: {sorted(found)}"
    )
