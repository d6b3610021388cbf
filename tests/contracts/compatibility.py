"""When a change of a published schema would break those who read or write it."""

from typing import Any


def breaks(old: Any, new: Any, *, written: bool, path: str = "") -> list[str]:
    """What is incompatible in `new`, in words, each with its place.

    `written` is for commands, which others send: there a narrower check breaks them. Events are
    only read by others: there a field that goes or becomes null breaks them.
    """
    if not isinstance(old, dict) or not isinstance(new, dict):
        return [] if old == new else [f"{path or 'schema'}: {old!r} became {new!r}"]
    found = []
    for name, was in old.get("properties", {}).items():
        now = new.get("properties", {}).get(name)
        here = f"{path}.{name}" if path else name
        if now is None:
            found.append(f"{here}: the field is gone")
        else:
            found += _field_breaks(was, now, written=written, path=here)
    required = set(new.get("required", ())) - set(old.get("required", ()))
    if written:
        found += [f"{path}.{name}: is newly required" for name in sorted(required)]
    else:
        dropped = set(old.get("required", ())) - set(new.get("required", ()))
        found += [f"{path}.{name}: is no longer certain" for name in sorted(dropped)]
    for name, was in old.get("$defs", {}).items():
        if name in new.get("$defs", {}):
            found += breaks(was, new["$defs"][name], written=written, path=f"{path}/{name}")
    return found


def _field_breaks(
    was: dict[str, Any], now: dict[str, Any], *, written: bool, path: str
) -> list[str]:
    found = [
        f"{path}: {key} {was.get(key)} became {now.get(key)}"
        for key in ("format", "$ref")
        if was.get(key) != now.get(key)
    ]
    before, after = _types(was), _types(now)
    narrower, wider = before - after, after - before
    if (written and narrower) or (not written and wider):
        found.append(f"{path}: type {sorted(before)} became {sorted(after)}")
    gone = set(map(str, was.get("enum", ()))) - set(map(str, now.get("enum", ())))
    if "enum" in was and "enum" in now and gone and written:
        found.append(f"{path}: {sorted(gone)} can no longer be sent")
    if written:
        found += _narrowed(was, now, path)
    if "items" in was:
        items = now.get("items", {})
        found += _field_breaks(was["items"], items, written=written, path=f"{path}[]")
    return found


def _narrowed(was: dict[str, Any], now: dict[str, Any], path: str) -> list[str]:
    found = []
    for key, tighter in (
        ("minimum", lambda a, b: b > a),
        ("maximum", lambda a, b: b < a),
        ("maxLength", lambda a, b: b < a),
        ("minLength", lambda a, b: b > a),
    ):
        if key in now and (key not in was or tighter(was[key], now[key])):
            found.append(f"{path}: {key} {was.get(key)} became {now[key]}")
    if "pattern" in now and was.get("pattern") != now["pattern"]:
        found.append(f"{path}: pattern {was.get('pattern')} became {now['pattern']}")
    return found


def _types(schema: dict[str, Any]) -> set[str]:
    kind = schema.get("type")
    if kind is None:
        return set()
    return set(kind) if isinstance(kind, list) else {kind}
