"""How many values a JSON text holds, told from its punctuation before any of them is built."""


def exceed(raw: bytes, most: int) -> bool:
    """Whether a JSON text holds more than `most` values, names of fields left aside.

    A value follows an opening bracket or a comma. Counting all such bytes is quick and never too
    low; only a text that they put over the bound has its strings taken out and is counted again.
    """
    return _punctuation(raw) >= most and _punctuation(_without_strings(raw)) >= most


def _punctuation(raw: bytes) -> int:
    return raw.count(b",") + raw.count(b"[") + raw.count(b"{")


def _without_strings(raw: bytes) -> bytes:
    # An escaped backslash goes before an escaped quote: read from the left, as a parser does.
    unescaped = raw.replace(b"\\\\", b"").replace(b'\\"', b"")
    return b'""'.join(unescaped.split(b'"')[::2])
