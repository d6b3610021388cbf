"""Writes a pack of evidence: records as they are stored, documents, and a manifest of it all."""

import json
import threading
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

import requests
from werkzeug.exceptions import NotFound

from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME
from shared.workbench.evidence.manifest import README, manifest
from shared.workbench.faces import Away, Declined
from shared.workbench.papers.drawing import signed
from shared.workbench.visit import Visit

STREAMS = 100
"""Streams of one pack; the services bound their records."""
NAMED = 10_000
"""Streams that a manifest names; where there are more, it says so."""
DOCUMENTS = 500
DOCUMENT_BYTES = 200 << 20
"""Documents of one pack, together; what goes beyond is named in the manifest."""
AT_ONCE = 2

_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass
class Pack:
    """What has been put into a pack so far, as its manifest tells it."""

    logs: list[dict[str, Any]] = field(default_factory=list)
    documents: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    left_out: list[dict[str, Any]] = field(default_factory=list)
    bytes: int = 0


def write(visit: Visit, about: str, streams: Mapping[str, Iterable[str]], file: IO[bytes]) -> None:
    """A pack about these streams of each service, which are asked for once there is room for one.
    Raises `Away` where too many are written or no service answers, `Declined` where nothing may be
    shown, `NotFound` where there are no streams."""
    if not _places.acquire(blocking=False):
        raise Away("", "证据包", "正在生成的过多，请稍后")
    try:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
            _write(visit, about, streams, written)
    finally:
        _places.release()


def _write(
    visit: Visit, about: str, streams: Mapping[str, Iterable[str]], written: zipfile.ZipFile
) -> None:
    pack, failed = Pack(), list[Exception]()
    for service, names in streams.items():
        every, more = _named(names)
        if not every:
            failed.append(NotFound())
            continue
        if more:
            why = Text(f"至多列出 {NAMED} 个案卷", f"{NAMED} streams are named at most")
            pack.left_out.append(_left_out(service, "其余案卷", why))
        for stream in every[STREAMS:]:
            why = Text(f"一份证据包至多 {STREAMS} 个案卷", f"a pack has {STREAMS} streams at most")
            pack.left_out.append(_left_out(service, stream, why))
        try:
            attached = _records(visit, pack, service, every[:STREAMS], written)
        except (Away, Declined) as no:
            failed.append(no)
            pack.left_out.append(
                _left_out(service, "、".join(every)[:200], Text(str(no), "not shown"))
            )
            continue
        for stream, one in attached:
            _document(visit, pack, service, stream, one, written)
    if not pack.logs:
        raise failed[0]
    told = manifest(
        about=about,
        at=f"{datetime.now(LOCAL_TIME):%Y-%m-%d %H:%M:%S%z}",
        by=signed(visit),
        logs=pack.logs,
        documents=list(pack.documents.values()),
        left_out=pack.left_out,
    )
    written.writestr("manifest.json", json.dumps(told, ensure_ascii=False, indent=1))
    written.writestr("README.txt", README)


def _named(names: Iterable[str]) -> tuple[list[str], bool]:
    """Each stream once, and whether there are more than a manifest names: they are not asked for."""
    found: dict[str, None] = {}
    for name in names:
        if name not in found and len(found) == NAMED:
            return list(found), True
        found[name] = None
    return list(found), False


def _records(
    visit: Visit, pack: Pack, service: str, streams: list[str], written: zipfile.ZipFile
) -> list[tuple[str, dict[str, Any]]]:
    """Copy a service's lines as they come; what its records attach, each with its stream."""
    got = visit.bench.faces.ask(
        visit.person, service, "POST", "/evidence", json={"streams": streams}, stream=True
    )
    with got:
        if got.status_code != 200:
            raise Declined(service, got.status_code, _problem(got))
        attached: list[tuple[str, dict[str, Any]]] = []
        records = 0
        with written.open(f"records/{service}.ndjson", "w", force_zip64=True) as file:
            for line in got.iter_lines(1 << 16):
                file.write(line + b"\n")
                if b'"data":' in line:
                    records += 1
                    attached += _attached(line)
    pack.logs.append(
        {
            "service": service,
            "title": visit.bench.settings.services[service].title,
            "file": f"records/{service}.ndjson",
            "streams": streams,
            "records": records,
            "hidden": int(got.headers["Evidence-Hidden"]),
            "position": int(got.headers["Evidence-Position"]),
            "hash": got.headers["Evidence-Hash"],
        }
    )
    return attached


def _attached(line: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    if b"attachments" not in line:
        return
    record = json.loads(line)
    data = json.loads(record["data"])
    for one in (data.get("attachments") if isinstance(data, dict) else None) or ():
        yield record["stream"], one


def _document(
    visit: Visit,
    pack: Pack,
    service: str,
    stream: str,
    attached: Mapping[str, Any],
    written: zipfile.ZipFile,
) -> None:
    sha256, size = attached["sha256"], int(attached["size"])
    if (service, sha256) in pack.documents:
        return
    if len(pack.documents) >= DOCUMENTS or pack.bytes + size > DOCUMENT_BYTES:
        why = Text("附件过多，请在案卷中下载", "too many documents")
        pack.left_out.append(_left_out(service, sha256, why))
        return
    try:
        got = visit.bench.faces.ask(
            visit.person, service, "GET", f"/documents/{sha256}",
            params={"stream": stream}, stream=True,
        )  # fmt: skip
    except Away as no:
        pack.left_out.append(_left_out(service, sha256, Text(str(no), "away")))
        return
    with got:
        if got.status_code != 200:
            why = Text("不向本单位公开，或已不在", "not shown, or gone")
            pack.left_out.append(_left_out(service, sha256, why))
            return
        _copy(got.iter_content(1 << 16), f"documents/{sha256}", written)
    pack.bytes += size
    pack.documents[service, sha256] = {
        "service": service, "stream": stream, "sha256": sha256, "size": size,
        "name": attached["name"], "file": f"documents/{sha256}",
    }  # fmt: skip


def _copy(pieces: Iterable[bytes], name: str, written: zipfile.ZipFile) -> None:
    if name in written.namelist():
        return  # the same bytes, kept by another service
    with written.open(name, "w", force_zip64=True) as file:
        for piece in pieces:
            file.write(piece)


def _problem(got: requests.Response) -> dict[str, Any]:
    try:
        found = got.json()
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {}


def _left_out(service: str, what: str, why: Text) -> dict[str, Any]:
    return {"service": service, "what": what, "why": why._asdict()}
