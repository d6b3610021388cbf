"""Fields that check what stands in a message, and what kinds of value are made of them by."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate

from shared.schemas.text import one_form, shows_something

IDENTIFIER = r"^[a-z0-9][a-z0-9-]{0,63}$"
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
"""Days outside are a slip of the pen: nothing that the policy governs lies there."""
MOST_ITEMS = 200
"""Items in a list of one message."""
_AREA = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
_UNSHOWN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
"""Control characters, those that turn the direction of what stands around them, no characters."""


def field_of(
    field_type: type[fields.Field[Any]],
    title: str,
    kind: str = "",
    *,
    unit: str = "",
    reference: str = "",
    personal: bool = False,
    **fixed: Any,
) -> type[fields.Field[Any]]:
    """A marshmallow field class with its checks, its Chinese title, and what a form needs to know:
    the kind of value, the unit, of which thing it is the id, whether it says something of a person
    (`shared.schemas.personal`)."""
    told = {"x-kind": kind, "x-unit": unit, "x-reference": reference, "x-personal": personal}
    own = {"title": title, **{name: value for name, value in told.items() if value}}

    def __init__(self: Any, **options: Any) -> None:
        metadata = {**own, **options.pop("metadata", {})}
        field_type.__init__(self, **{**fixed, **options, "metadata": metadata})

    return type(field_type.__name__, (field_type,), {"__init__": __init__, "personal": personal})


class StrictBoolean(fields.Boolean):
    truthy = {True}
    falsy = {False}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class OneForm(fields.String):
    """A text in one form: CRLF is LF, and nothing stands in it that nobody sees."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text: str = value
        if type(value) is not str:
            text = super()._deserialize(value, attr, data, **kwargs)
        return one_form(text)


class Id(OneForm):
    """An id, whose full-width letters and digits are the plain ones."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        return text if text.isascii() else unicodedata.normalize("NFKC", text)


class Whole(fields.Integer):
    """An integer, and nothing that could be read as one."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        return value if type(value) is int else super()._deserialize(value, attr, data, **kwargs)


class Area(fields.Decimal):
    """Plain digits, kept with two places: what an area is on the wire."""

    may_be_nothing = False

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = str(value)
        if not _AREA.fullmatch(text) or not ((area := Decimal(text)) or self.may_be_nothing):
            raise ValidationError(
                "面积须为大于零的数，整数不超过 12 位、小数不超过 2 位"
                " An area is a number greater than zero: at most 12 digits, then at most 2 places."
            )
        return area.quantize(Decimal("0.01"))


class AreaOrNothing(Area):
    """What may also come down to nothing."""

    may_be_nothing = True


class Day(fields.Date):
    """A calendar day within what the policy can concern."""

    def __init__(self, **options: Any) -> None:
        metadata = {"x-kind": "date", **options.pop("metadata", {})}
        super().__init__(**options, metadata=metadata)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        day = super()._deserialize(value, attr, data, **kwargs)
        if not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(
                f"日期须在 {FIRST_DAY} 至 {LAST_DAY} 之间"
                f" A date lies between {FIRST_DAY} and {LAST_DAY}."
            )
        return day


def _printable(text: str) -> None:
    if not shows_something(text):
        raise ValidationError("不能为空 Must not be blank.")
    if _UNSHOWN.search(text):
        raise ValidationError("含有控制字符 Contains control characters.")


def one_line(text: str) -> None:
    if len(text.splitlines()) > 1 or text.endswith("\n"):  # `$` would let one through at the end
        raise ValidationError("须为一行 Must be one line.")


def long_text(title: str, longest: int, **told: Any) -> type[fields.Field[Any]]:
    checks = [validate.Length(max=longest), _printable]
    return field_of(OneForm, title, "long-text", **told, validate=checks)


def line(title: str, longest: int, kind: str = "name", **told: Any) -> type[fields.Field[Any]]:
    checks = [validate.Length(max=longest), _printable, one_line]
    return field_of(OneForm, title, kind, **told, validate=checks)


def identifier(title: str, reference: str = "", kind: str = "id") -> type[fields.Field[Any]]:
    """An id; `reference` names the thing, where the type alone tells it."""
    error = (
        "编号由 1 至 64 个小写字母、数字和连字符组成，不以连字符开头"
        " An id has 1 to 64 lowercase letters, digits and hyphens, no hyphen first."
    )
    checks = [validate.Regexp(IDENTIFIER, error=error), one_line]
    return field_of(Id, title, kind, reference=reference, validate=checks)


def integer(title: str, low: int, high: int, **told: Any) -> type[fields.Field[Any]]:
    return field_of(Whole, title, **told, strict=True, validate=validate.Range(low, high))
