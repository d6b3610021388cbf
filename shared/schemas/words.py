"""The words that clerks read and write for the values of an enumeration, beside its values.

    FundKind = Annotated[
        Literal["special", "general"], words(special="专项转移支付", general="一般性转移支付")
    ]

Templates take these words, ledgers that are exported say them; the wire and the log keep values.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, get_args

from marshmallow import fields, validate


def words(values: Mapping[str, str] | None = None, /, **more: str) -> type[fields.Field[Any]]:
    """The field of an enumeration: the values that it takes, and the word for each."""
    known = MappingProxyType({**(values or {}), **more})

    def __init__(self: Any, **options: Any) -> None:
        fields.Raw.__init__(self, **{"validate": validate.OneOf([*known]), **options})

    return type("Worded", (fields.Raw,), {"__init__": __init__, "words": known})


def words_of(hint: Any) -> Mapping[str, str]:
    """The words of an annotation, also within `| None` or a list; empty if it has none."""
    return next((f.words for f in fields_of(hint) if hasattr(f, "words")), {})


def fields_of(hint: Any) -> Iterator[Any]:
    """The field classes that an annotation names, its own first."""
    yield from getattr(hint, "__metadata__", ())
    for inner in get_args(hint):
        yield from fields_of(inner)
