"""The manifest of a pack of evidence, in Chinese and English, and how to verify it."""

from typing import Any

FORMAT = "zhenxing-evidence/1"
COMMAND = "zhenxing verify --pack FILE"

README = f"""证据包 Evidence pack

核验 to verify:
    {COMMAND}

records/<服务>.ndjson  每行一条：所列案卷的记录按存储原文给出（摘要、哈希、前一哈希），
                       其间其他记录只给摘要、时间和哈希，使链条不断。个人信息保持密封。
documents/<sha256>     记录所附、且制作单位可见的文件，以其 sha256 命名。
manifest.json          内容清单：各业务日志、所取位置与哈希、未包括的内容及原因。

records/<service>.ndjson  a line each: the records of the streams listed, as they are stored (digest,
                          hash, previous hash); of the records between them the digest, time and
                          hash, so that the chain is whole. Personal data stay sealed.
documents/<sha256>        what the records attach, as far as who made the pack may see it.
manifest.json             what is in the pack, as of which position and hash of which log, and what
                          is left out, with the reason.
"""

_RULES = (
    {
        "zh": "digest = sha256(除 position、recorded_at、hash 外各存储字段的规范 JSON)",
        "en": "digest = sha256(canonical JSON of every stored field but position, recorded_at, hash)",
    },
    {
        "zh": "hash = sha256(前一 hash ‖ position ‖ recorded_at（微秒）‖ digest)，整数为 8 字节",
        "en": "hash = sha256(previous hash ‖ position ‖ recorded_at in µs ‖ digest), integers as 8 bytes",
    },
)


def manifest(
    *,
    about: str,
    at: str,
    by: str,
    logs: list[dict[str, Any]],
    documents: list[dict[str, Any]],
    left_out: list[dict[str, Any]],
) -> dict[str, Any]:
    """What a pack holds; `at` is when it was made, `by` for whom."""
    return {
        "format": FORMAT,
        "title": {"zh": f"证据包：{about}", "en": f"Evidence pack: {about}"},
        "made_at": at,
        "made_by": by,
        "verify": COMMAND,
        "rules": _RULES,
        "logs": logs,
        "documents": documents,
        "left_out": left_out,
    }
