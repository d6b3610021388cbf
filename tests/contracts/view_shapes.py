"""The shape of every view beside its version: what its rows hold, and how events make them."""

import dataclasses
import importlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from shared.kernel.deadlines.table import RunningDeadline
from shared.kernel.documents import retyped
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.tasks.holding import HeldTask
from shared.kernel.views.definition import View
from tests.contracts.source_form import form_of

PLATFORM = "platform"
"""Views that every service has."""

Shape = dict[str, Any]


def shapes(service: str) -> dict[str, Shape]:
    """The shape of each view of a service, by name."""
    if service == PLATFORM:
        states = RunningDeadline.definition, HeldTask.definition
        # Whichever events these take they fold in one way; new ones have not happened yet.
        with _alone():
            rows = {*own_ledgers("projects"), *own_ledgers("credit")}
            own = {v.name: shape(v) for v in _of(rows)}
        alike = {n: {**s, "folds": {"*": min(s["folds"].values())}} for n, s in own.items()}
        return {**alike, **{v.name: shape(v) for v in states}}
    declared = importlib.import_module(f"services.{service}.service").Service
    return {v.name: shape(v) for v in sorted(_of(declared.views.rows), key=lambda v: v.name)}


@contextmanager
def _alone() -> Iterator[None]:
    """As where no other service runs: what counts as retyped depends on those that do, and tests
    that came before may have loaded some."""
    others = dict(retyped._sources)
    retyped._sources.clear()
    try:
        yield
    finally:
        retyped._sources.clear()
        retyped._sources.update(others)


def _of(rows: Iterable[Any]) -> list[View]:
    return [row.definition for row in rows]


def shape(view: View) -> Shape:
    """A view's version, key, columns with what they hold, and a form of each event's fold."""
    fields = {f.name: f for f in dataclasses.fields(view.row)}
    form = cache(form_of)  # one function often folds many events
    folds = {name: _fold(form, *written) for name, written in sorted(view.written.items())}
    own = {n: v for n, v in vars(view.row).items() if isinstance(v, property)}
    return {
        "version": view.version,
        "source": view.source,
        "key": view.key,
        "columns": {
            name: held(hint) + _default(fields[name])
            for name, hint in get_type_hints(view.row).items()
            if name in fields
        },
        "folds": folds,
        **({"derived": {n: form_of(p.fget) for n, p in own.items() if p.fget}} if own else {}),
    }


def _fold(form: Callable[[Any], str], by: Any, fold: Any) -> str:
    return f"{by if isinstance(by, str) else form(by)} {form(fold)}"


def held(hint: Any) -> str:
    """What a column holds, without the names of modules; an enumeration's values are texts."""
    inner = get_args(hint)
    match get_origin(hint):
        case None if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            fields = get_type_hints(hint).items()
            return hint.__name__ + "{" + ", ".join(f"{n}: {held(h)}" for n, h in fields) + "}"
        case None:
            return getattr(hint, "__name__", str(hint)) if hint is not Ellipsis else "..."
        case origin if origin is Literal:
            return "str"
        case type() as origin if origin.__name__ not in ("UnionType",):
            return f"{origin.__name__}[{', '.join(map(held, inner))}]"
    return " | ".join("None" if i is type(None) else held(i) for i in inner)


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default is not dataclasses.MISSING:
        return f" = {field.default}"
    made = field.default_factory
    return "" if made is dataclasses.MISSING else f" = {getattr(made, '__name__', made)}()"


def unversioned(name: str, old: Shape, new: Shape, *, same_rows: bool = False) -> list[str]:
    """What changed in a view under an unchanged version, and what is to be done about it.

    With `same_rows` somebody answers for it that the folds, however written, make the same rows.
    """
    was, now = old["version"], new["version"]
    if now < was:
        return [f"{name}: version {was} became {now}; versions only rise: give it {was + 1}"]
    if now > was:
        return []
    columns = _differences(name, "column", old["columns"], new["columns"])
    columns += [f"{name}: its {w} changed" for w in ("source", "key") if old[w] != new[w]]
    folds = _differences(name, "fold of", old["folds"], new["folds"])
    folds += _differences(name, "derived", old.get("derived", {}), new.get("derived", {}))
    found = columns + ([] if same_rows else folds)
    if not found:
        return []
    advice = (
        f"{name}: raise its version from {was} to {was + 1} in its @view(...), so that stores build "
        "its rows anew, and run `python -m tests.contracts.snapshot`"
    )
    if not columns:
        advice += f"; if it makes the same rows as before, run it with `--same-rows {name}` instead"
    return [*found, advice]


def _differences(view: str, what: str, old: dict[str, str], new: dict[str, str]) -> list[str]:
    gone = [f"{view}: the {what} {n} is gone" for n in old if n not in new]
    came = [f"{view}: the {what} {n} is new" for n in new if n not in old]
    return (
        gone
        + came
        + [f"{view}: the {what} {n} changed" for n in old if n in new and old[n] != new[n]]
    )
