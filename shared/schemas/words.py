"""The words that clerks read and write for the values of an enumeration, beside its values.

    FundKind = Annotated[
        Literal["special", "general"],
        words("资金性质", special="专项转移支付", general="一般性转移支付"),
    ]

Templates take these words, ledgers that are exported say them, JSON Schema tells them as
`x-labels`; the wire and the log keep values.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, get_args

from marshmallow import fields, validate


def words(*about: str | Mapping[str, str], **more: str) -> type[fields.Field[Any]]:
    """The field of an enumeration: its title, the values that it takes, and the word for each.

    Values that are no Python names stand in a mapping.
    """
    title = next((said for said in about if isinstance(said, str)), "")
    given = {v: word for said in about if not isinstance(said, str) for v, word in said.items()}
    known = MappingProxyType({**given, **more})

    def __init__(self: Any, **options: Any) -> None:
        titled = {"title": title} if title else {}
        metadata = {**titled, "x-labels": dict(known), **options.pop("metadata", {})}
        one_of = validate.OneOf([*known], error=_one_of(known))
        of_these = {"validate": one_of, **options, "metadata": metadata}
        fields.Raw.__init__(self, **of_these)

    return type("Worded", (fields.Raw,), {"__init__": __init__, "words": known, "title": title})


def _one_of(known: Mapping[str, str]) -> str | None:
    """What is said of another value: to clerks the words, to programs the values. Words with Latin
    letters in them can't be told from the English: then the values alone."""
    if any(letter.isascii() and letter.isalpha() for word in known.values() for letter in word):
        return None
    return f"须为其中之一：{'、'.join(known.values())} Must be one of: {', '.join(known)}."


def called(kind: Any, title: str, values: Mapping[str, str]) -> type[fields.Field[Any]]:
    """The field of a value from a list that a parameter of the policy holds, of a `kind` of text:
    the values that are known have their words, others stand for themselves."""
    [field_type] = kind.__metadata__
    known = MappingProxyType(dict(values))

    def __init__(self: Any, **options: Any) -> None:
        metadata = {"title": title, "x-labels": dict(known), **options.pop("metadata", {})}
        field_type.__init__(self, **options, metadata=metadata)

    own = {"__init__": __init__, "words": known, "title": title, "open": True}
    return type("Called", (field_type,), own)


def words_of(hint: Any) -> Mapping[str, str]:
    """The words of an annotation, also within `| None` or a list; empty if it has none."""
    return next((f.words for f in fields_of(hint) if hasattr(f, "words")), {})


def say(hint: Any, *codes: str | None) -> str:
    """Codes of an annotation by their words, in a row; — where there are none."""
    known = words_of(hint)
    return "、".join(known.get(code, code) for code in codes if code) or "—"


def title_of(hint: Any) -> str:
    """The title of an enumeration; empty if it has none, or is none."""
    return next((f.title for f in fields_of(hint) if getattr(f, "title", "")), "")


def fields_of(hint: Any) -> Iterator[Any]:
    """The field classes that an annotation names, its own first."""
    yield from getattr(hint, "__metadata__", ())
    for inner in get_args(hint):
        yield from fields_of(inner)


def personal(field_type: type[fields.Field[Any]]) -> type[fields.Field[Any]]:
    """The same field, of what says something of a person (`shared.schemas.personal`). Its value is
    a text to whoever does not open it: what it is annotated with is `str`."""

    def __init__(self: Any, **options: Any) -> None:
        metadata = {"x-personal": True, **options.pop("metadata", {})}
        field_type.__init__(self, **options, metadata=metadata)

    return type("Personal", (field_type,), {"__init__": __init__, "personal": True})
