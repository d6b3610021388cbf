"""What can be wrong with a log, in Chinese and English, each with its position."""

from dataclasses import dataclass
from typing import Any

from shared.policy.languages import Text


@dataclass(frozen=True)
class Failure:
    """The first position at which a log is not what it was, and why."""

    position: int
    said: Text

    def __str__(self) -> str:
        return " ".join(self.said)

    def as_dict(self) -> dict[str, Any]:
        return {"position": self.position, **self.said._asdict()}


@dataclass(frozen=True)
class Unchained(Failure):
    """The record is in itself whole, but does not follow from those before it."""


def changed(position: int) -> Failure:
    return Failure(
        position,
        Text(
            f"第 {position} 条记录的内容被改动：与其摘要不符。",
            f"Record {position} was changed: its content does not match its digest.",
        ),
    )


def unreadable(position: int, why: str) -> Failure:
    return Failure(
        position,
        Text(
            f"第 {position} 条记录被改动：已无法读取（{why}）。",
            f"Record {position} was changed: it can't be read any more ({why}).",
        ),
    )


def removed(position: int, following: int) -> Failure:
    until = following - 1
    which = f"{position}" if until == position else f"{position}–{until}"
    return Failure(
        position,
        Text(f"第 {which} 条记录缺失：被删除。", f"Record {which} is missing: it was removed."),
    )


def surplus(position: int) -> Failure:
    return Failure(
        position,
        Text(
            f"位置 {position} 多出一条记录：位置应从 1 起逐一递增。",
            f"A record too many stands at position {position}: positions go from 1, one by one.",
        ),
    )


def unchained(position: int) -> Unchained:
    return Unchained(
        position,
        Text(
            f"哈希链在第 {position} 条记录断开：该记录的时间、哈希或内容连同摘要被改动，或此处有记录被删除。",
            f"The hash chain breaks at record {position}: its time, its hash, or its content with its "
            "digest was changed, or a record was removed here.",
        ),
    )


def swapped(position: int, other: int) -> Failure:
    return Failure(
        position,
        Text(
            f"第 {position} 条与第 {other} 条记录被对调：第 {position} 位原有的记录现在第 {other} 位。",
            f"Records {position} and {other} changed places: what was appended at {position} stands "
            f"at {other}.",
        ),
    )


def time_back(position: int) -> Failure:
    return Failure(
        position,
        Text(
            f"第 {position} 条记录的入库时间早于前一条。",
            f"Record {position} claims to have been recorded before the one in front of it.",
        ),
    )


def version_gap(position: int, stream: str, version: int, due: int) -> Failure:
    return Failure(
        position,
        Text(
            f"第 {position} 条记录是流 {stream} 的版本 {version}，应为版本 {due}。",
            f"Record {position} is version {version} of stream {stream}, where {due} is due.",
        ),
    )


def miscounted(position: int, count: int) -> Failure:
    return Failure(
        position,
        Text(
            f"末位是 {position}，却有 {count} 条记录。",
            f"The last position is {position}, but there are {count} records.",
        ),
    )


def cut_off(position: int, witness: str, head: int) -> Failure:
    if position <= head:
        return Failure(
            position,
            Text(
                f"{witness} 见过第 {position} 条记录，现已缺失。",
                f"{witness} saw record {position}; it is missing now.",
            ),
        )
    return Failure(
        position,
        Text(
            f"{witness} 见过第 {position} 条记录，日志却止于第 {head} 条：尾部被截去。",
            f"{witness} saw record {position}, but the log ends at {head}: its tail was cut off.",
        ),
    )


def rewritten(position: int, witness: str) -> Failure:
    return Failure(
        position,
        Text(
            f"{witness} 在第 {position} 条记录处见过另一哈希：至此的历史被改写。",
            f"{witness} saw another hash at record {position}: history up to there was rewritten.",
        ),
    )
