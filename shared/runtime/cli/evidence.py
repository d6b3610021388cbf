"""A pack of evidence, verified: by itself, and against the logs of services that answer."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.runtime.cli.client import Client
    from shared.runtime.cli.services import Services
    from shared.runtime.evidence import LogChecked


def verify_pack(file: Path) -> bool:
    """Tell what a pack comes to; whether it is whole, and what the logs bear out."""
    from shared.runtime.cli import show
    from shared.runtime.cli.errors import Complaint
    from shared.runtime.evidence import MANIFEST, NoPack, check_pack

    try:
        pack = check_pack(file)
    except NoPack as error:
        raise Complaint(f"{file} 不是完好的证据包 is no whole pack of evidence: {error}") from error
    show.line(pack.title)
    sound = pack.whole
    services = _services()
    for log in pack.logs:
        if log.failure:
            _complain(log.service, log.failure.as_dict())
            continue
        checked = log.checked
        told = f"{checked.records} 条记录完好 records are whole, {checked.first}–{log.position}"
        show.line(f"{log.service}: {told}, {log.hash.hex()[:16]}…", "green")
        sound = _borne_out(services, log) and sound
    for sha256 in pack.damaged:
        show.complaint(f"附件已损坏或无记录引用 document is damaged, or no record's: {sha256}")
    if pack.documents and not pack.damaged:
        show.line(f"{pack.documents} 个附件完好 documents are whole", "green")
    if pack.left_out:
        show.note(f"{pack.left_out} 项未包括，见 {MANIFEST} left out, see there")
    return sound


def first_other(log: "LogChecked", client: "Client") -> int:
    """The first position of the pack at which the service's log has another hash; 0 for none.

    Hashes are chained: what differs once differs ever after, so halving finds it.
    """
    hashes = log.checked.hashes
    if _stands(client, log.position, log.hash):
        return 0
    low, high = log.checked.first, log.position
    while low < high:
        middle = (low + high) // 2
        if _stands(client, middle, hashes[middle]):
            low = middle + 1
        else:
            high = middle
    return low


def _stands(client: "Client", position: int, hash: bytes) -> bool:
    from shared.runtime.cli.client import Declined

    try:
        client.get("/events", after=position, hash=hash.hex(), limit=0)
    except Declined as no:
        if no.status == 409:
            return False
        raise
    return True


def _borne_out(services: "Services | None", log: "LogChecked") -> bool:
    """Whether the service's log has what the pack has; who can't be asked is said, and hinders not."""
    from shared.runtime.cli import show
    from shared.runtime.cli.client import Declined, Unreachable
    from shared.runtime.cli.credentials import NoToken
    from shared.runtime.settings import SettingsMissing

    if services is None or log.service not in services.names:
        show.note(f"{log.service}: 未与服务核对 not compared with a service")
        return True
    try:
        other = first_other(log, services.client(log.service, "operator"))
    except (Declined, Unreachable, NoToken, SettingsMissing) as error:
        show.note(f"{log.service}: 未与服务核对 not compared with the service: {error}")
        return True
    if other:
        zh = f"服务的日志在位置 {other} 处哈希不同：证据包自此处起并非该日志的内容。"
        en = (
            f"At position {other} the service's log has another hash: from there it is not its log."
        )
        _complain(log.service, {"position": other, "zh": zh, "en": en})
        return False
    show.line(f"  与服务的日志一致 the service's log has the same at {log.position}: ✓", "green")
    return True


def _complain(service: str, failure: dict[str, object]) -> None:
    from shared.runtime.cli import show

    show.complaint(f"{service} 位置 position {failure['position']}")
    show.complaint(f"  {failure['zh']}\n  {failure['en']}")


def _services() -> "Services | None":
    """The services that the settings name; a pack is verified without them as well."""
    from shared.runtime.cli import show
    from shared.runtime.cli.services import Services
    from shared.runtime.settings import SettingsMissing

    try:
        return Services()
    except SettingsMissing as error:
        show.note(str(error))
        return None
