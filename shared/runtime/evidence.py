"""Verifies a pack of evidence: every digest and every link of its chains, and its documents."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shared.kernel.log import failures
from shared.kernel.log.evidence import Checked, check
from shared.policy.languages import Text

MANIFEST = "manifest.json"
LONGEST_LINE = 8 << 20
"""Bytes: no record is longer."""


class NoPack(Exception):
    """The file is no pack of evidence."""


@dataclass(frozen=True)
class LogChecked:
    """One service's chain: what it came to, and which position and hash the manifest says."""

    service: str
    title: str
    checked: Checked
    position: int
    hash: bytes

    @property
    def failure(self) -> failures.Failure | None:
        return self.checked.failure


@dataclass(frozen=True)
class PackChecked:
    """`damaged` are documents that are not what their hash says, or that no record attaches;
    `left_out` is how much the manifest says is not in the pack."""

    title: str
    logs: tuple[LogChecked, ...]
    documents: int
    damaged: tuple[str, ...]
    left_out: int

    @property
    def whole(self) -> bool:
        return not self.damaged and all(log.failure is None for log in self.logs)


def check_pack(path: Path) -> PackChecked:
    """Recompute all of it, a line at a time. Raises `NoPack`, `OSError`."""
    try:
        with zipfile.ZipFile(path) as pack:
            told = json.loads(pack.read(MANIFEST))
            logs = tuple(_log(pack, one) for one in told["logs"])
            cited = {sha256 for log in logs for sha256 in log.checked.cited}
            listed = {str(one["sha256"]) for one in told["documents"]}
            broken = any(log.failure for log in logs)
            damaged = [
                sha256
                for sha256 in sorted(listed)
                if _hash(pack, f"documents/{sha256}") != sha256
                or (sha256 not in cited and not broken)
            ]
            title = " ".join(map(str, told["title"].values()))
            left_out = len(told["left_out"])
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise NoPack(str(error)) from error
    return PackChecked(title, logs, len(listed), tuple(damaged), left_out)


def _log(pack: zipfile.ZipFile, told: dict[str, Any]) -> LogChecked:
    checked = check(_lines(pack, told["file"]))
    position, hash = int(told["position"]), bytes.fromhex(told["hash"])
    if checked.failure is None and (checked.position, checked.hash) != (position, hash):
        checked = replace(checked, failure=_ends_elsewhere(checked.position, position))
    elif checked.failure is None and checked.records != told["records"]:
        checked = replace(checked, failure=_other_number(checked, told["records"]))
    return LogChecked(told["service"], told["title"], checked, position, hash)


def _lines(pack: zipfile.ZipFile, name: str) -> Iterator[str]:
    with io.TextIOWrapper(pack.open(name), encoding="utf-8", newline="\n") as file:
        while line := file.readline(LONGEST_LINE):
            yield line


def _hash(pack: zipfile.ZipFile, name: str) -> str:
    """The sha256 of a file in the pack; empty where it can't be read."""
    found = hashlib.sha256()
    try:
        with pack.open(name) as file:
            while piece := file.read(1 << 16):
                found.update(piece)
    except (KeyError, OSError, zipfile.BadZipFile, EOFError, ValueError):
        return ""
    except Exception:  # whatever unpacking damaged bytes does
        return ""
    return found.hexdigest()


def _ends_elsewhere(position: int, claimed: int) -> failures.Failure:
    return failures.Failure(
        min(position, claimed) + (position != claimed),
        Text(
            f"清单写明日志到位置 {claimed}，所附记录到 {position}，或其末尾哈希不同：有记录被删去或添加。",
            f"The manifest says that the log goes to {claimed}; the lines go to {position}, or end "
            "in another hash: something was taken out or put in.",
        ),
    )


def _other_number(checked: Checked, claimed: int) -> failures.Failure:
    return failures.Failure(
        checked.first,
        Text(
            f"清单写明 {claimed} 条记录，实有 {checked.records} 条：有记录被换成了摘要。",
            f"The manifest says {claimed} records, there are {checked.records}: some were emptied.",
        ),
    )
