"""存档: a sheet is kept by a service that it was drawn of, byte for byte, and shown from there."""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from shared.workbench.faces import Declined
from shared.workbench.papers.sheet import Sheet, decoded, encoded
from shared.workbench.visit import Visit


def keep(visit: Visit, name: str, sheet: Sheet) -> str:
    """Keep a sheet; the address of it. Raises `Away`, `Declined`."""
    service, content = sheet.drawn[0].service, encoded(sheet)
    faces, person = visit.bench.faces, visit.person
    uploaded = faces.send(
        person, service, "POST", "/documents",
        params={"name": f"{sheet.name}.json"}, data=content,
        headers={"Content-Type": "application/json"},
    )  # fmt: skip
    drawn = [{"service": d.service, "position": d.position, "hash": d.hash} for d in sheet.drawn]
    told = {
        "paper": name,
        "title": sheet.title,
        "about": sheet.about,
        "drawn": [one for one in drawn if one["hash"]],
        "attachments": [uploaded],
    }
    kept = faces.send(person, service, "POST", "/papers", json=told)
    if not kept["visible"]:  # the page that follows reads it
        visit.get(service, f"/views/kept-papers/{kept['event']}", at=kept["position"])
    return address(service, kept["event"])


def address(service: str, event: str) -> str:
    """The page of a kept paper."""
    return f"/papers/kept/{quote(service)}/{quote(event)}"


def kept(visit: Visit, service: str, event: str) -> tuple[Mapping[str, Any], Sheet]:
    """What the ledger says of a kept paper, and the sheet as it was. Raises `Declined` where its
    bytes are not those that were kept."""
    row = visit.get(service, f"/views/kept-papers/{event}")["row"]
    got = visit.bench.faces.ask(
        visit.person, service, "GET", f"/documents/{row['content']}",
        params={"stream": row["stream"]},
    )  # fmt: skip
    if got.status_code != 200:
        raise Declined(service, got.status_code, got.json())
    if hashlib.sha256(got.content).hexdigest() != row["content"]:
        raise Declined(service, 502, {"title_zh": "存档内容与其哈希不符"})
    return row, decoded(got.content)
