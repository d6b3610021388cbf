"""The kinds of value that stand in events and commands, each with its check and its title.

An annotation such as ``amount_fen: Fen`` is all a message needs: its marshmallow schema, JSON
Schema and form label follow from the kind.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import MISSING, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from marshmallow import ValidationError, fields, validate

from shared.schemas.glossary import Term
from shared.schemas.known import Known
from shared.schemas.text import one_form, shows_something

IDENTIFIER = r"^[a-z0-9][a-z0-9-]{0,63}$"
MOST_FEN = 10**15
"""Ten trillion yuan. Thousands of such amounts still sum up within 64 bits."""
MOST_COUNT = 10**9
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


def _kind(
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


class _StrictBoolean(fields.Boolean):
    truthy = {True}
    falsy = {False}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class _Text(fields.String):
    """A text in one form: CRLF is LF, and nothing stands in it that nobody sees."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text: str = value
        if type(value) is not str:
            text = super()._deserialize(value, attr, data, **kwargs)
        return one_form(text)


class _Id(_Text):
    """An id, whose full-width letters and digits are the plain ones."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        return text if text.isascii() else unicodedata.normalize("NFKC", text)


class _Integer(fields.Integer):
    """An integer, and nothing that could be read as one."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        return value if type(value) is int else super()._deserialize(value, attr, data, **kwargs)


class _Area(fields.Decimal):
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


class _AreaOrNothing(_Area):
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


def _one_line(text: str) -> None:
    if len(text.splitlines()) > 1 or text.endswith("\n"):  # `$` would let one through at the end
        raise ValidationError("须为一行 Must be one line.")


def _text(title: str, longest: int, **told: Any) -> type[fields.Field[Any]]:
    checks = [validate.Length(max=longest), _printable]
    return _kind(_Text, title, "long-text", **told, validate=checks)


def _line(title: str, longest: int, kind: str = "name", **told: Any) -> type[fields.Field[Any]]:
    checks = [validate.Length(max=longest), _printable, _one_line]
    return _kind(_Text, title, kind, **told, validate=checks)


def _identifier(title: str, reference: str = "", kind: str = "id") -> type[fields.Field[Any]]:
    """An id; `reference` names the thing, where the type alone tells it."""
    error = (
        "编号由 1 至 64 个小写字母、数字和连字符组成，不以连字符开头"
        " An id has 1 to 64 lowercase letters, digits and hyphens, no hyphen first."
    )
    checks = [validate.Regexp(IDENTIFIER, error=error), _one_line]
    return _kind(_Id, title, kind, reference=reference, validate=checks)


def _integer(title: str, low: int, high: int, **told: Any) -> type[fields.Field[Any]]:
    return _kind(_Integer, title, **told, strict=True, validate=validate.Range(low, high))


Identifier = Annotated[str, _identifier("编号")]
ProjectId = Annotated[str, _identifier("项目编号", "project")]
IssueId = Annotated[str, _identifier("事项编号", "issue")]
TownId = Annotated[str, _identifier("镇", "town", "town")]
CountyId = Annotated[str, _identifier("区县", "county", "county")]
ExpertId = Annotated[str, _identifier("专家编号", "expert")]
OrganisationId = Annotated[str, _identifier("单位", "organisation", "organisation")]

Name = Annotated[str, _line("名称", 200)]
Text = Annotated[str, _text("说明", 4000)]
Reason = Annotated[str, _text("理由", 1000)]
DocumentRef = Annotated[str, _line("文号", 200, "document-number")]
RowKey = Annotated[str, _line("条目", 200, "technical")]
"""What tells rows of a ledger apart and says nothing that its other columns do not."""
LimitKey = Annotated[str, _line("期限", 200, "limit")]
"""What tells the limits of a stream apart: people are told how many there are."""
ClauseId = Annotated[str, _line("条款", 40, "clause")]
"""A sentence of the policy, as `RZ-2.1.a`."""
Category = Annotated[str, _line("类别", 64, "category")]
"""A kind of stream, as its aggregate is called: `fund`."""
CommandName = Annotated[str, _line("命令", 64, "command")]
ServiceName = Annotated[str, _line("业务", 64, "service")]
EventName = Annotated[str, _line("事件", 64, "event")]
PersonCalled = Annotated[str, _line("姓名", 100, "person")]
"""What somebody who acted was called; their stable id where a sign-in told no name."""

PersonId = Annotated[
    str,
    _kind(
        _Id,
        "人员编号",
        "person",
        validate=[
            validate.Regexp(
                r"^p-[0-9]{4}-[0-9]{1,6}$",
                error="人员编号形如 p-2026-17，不含姓名和证件号 A person's number is as p-2026-17:"
                " no name, no identity number.",
            ),
            _one_line,
        ],
    ),
]
"""A number that stands for a person and says nothing of who it is: all that stays after erasure."""
PersonalName = Annotated[str, _line("姓名", 100, personal=True)]
PersonalText = Annotated[str, _text("个人情况", 1000, personal=True)]

Sha256 = Annotated[
    str,
    _kind(
        fields.String,
        "SHA-256",
        "sha256",
        validate=[
            validate.Regexp(
                "^[0-9a-f]{64}$", error="须为 64 位小写十六进制数 Must be 64 lowercase hex digits."
            ),
            _one_line,
        ],
    ),
]
"""The sha256 of a document's bytes, in hex."""
MediaType = Annotated[
    str,
    _kind(
        fields.String,
        "媒体类型",
        "media-type",
        validate=[
            validate.Length(max=100),
            validate.Regexp(
                r"^[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*$",
                error="须为媒体类型，如 application/pdf Must be a media type as application/pdf.",
            ),
            _one_line,
        ],
    ),
]

Fen = Annotated[int, _integer("金额（分）", 1, MOST_FEN, unit="fen")]
"""Money in fen, greater than zero."""
FenOrZero = Annotated[int, _integer("金额（分）", 0, MOST_FEN, unit="fen")]
Count = Annotated[int, _integer("数量", 1, MOST_COUNT, unit="count")]
CountOrZero = Annotated[int, _integer("数量", 0, MOST_COUNT, unit="count")]
Year = Annotated[int, _integer("年度", 2000, 2100, kind="year")]
Days = Annotated[int, _integer("天数", 1, 3650, unit="days")]
Years = Annotated[int, _integer("年数", 1, 50, unit="years")]
Percent = Annotated[int, _integer("百分比", 0, 100, unit="percent")]
BasisPoints = Annotated[int, _integer("份额（万分之一）", 0, 10_000, unit="basis-points")]
"""A share in hundredths of a percent: 10,000 are the whole."""
SquareMetres = Annotated[
    Decimal,
    _kind(_Area, "面积（平方米）", unit="square-metres", as_string=True, allow_nan=False),
]
"""An area in square metres, greater than zero, two decimal places; a string on the wire."""
SquareMetresOrZero = Annotated[
    Decimal,
    _kind(_AreaOrNothing, "面积（平方米）", unit="square-metres", as_string=True, allow_nan=False),
]
"""The same, or nothing: what a corrected figure may be."""
Thousandths = Annotated[int, _integer("数值（千分之一）", -(10**15), 10**15, unit="thousandths")]
"""A figure of any unit in thousandths of it, which may be below nothing: a growth, a balance."""
ParameterName = Annotated[
    str,
    _kind(
        fields.String,
        "参数",
        "parameter",
        validate=[validate.Regexp(r"^[a-z]+\.[a-z0-9_]{1,80}$"), _one_line],
    ),
]
"""`<service>.<name>`, as in the registry."""
PolicyVersion = Annotated[str, _kind(fields.String, "政策版本", "policy-version")]
"""A version of the policy's text, by its name in the registry."""
JsonValue = Annotated[Any, _kind(fields.Raw, "值", "value")]
Flag = Annotated[bool, _kind(_StrictBoolean, "是否", "flag")]


def titled(
    title: str,
    default: Any = MISSING,
    factory: Callable[[], Any] | None = None,
    *,
    reference: str = "",
    kind: str = "",
    unit: str = "",
    known: Known | None = None,
) -> Any:
    """A dataclass field with its own Chinese title, where the glossary's is too general.

    It may also be the id of another thing, of another kind, in another unit, or known from
    elsewhere than its name says: where the name differs there, `known` says that too.
    """
    metadata = {"metadata": Term(title, reference, kind, unit, known).metadata()}
    if factory is not None:
        return field(default_factory=factory, metadata=metadata)
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


def described(description: str, default: Any = MISSING, *, title: str = "") -> Any:
    """A dataclass field that says in English what it is for, as OpenAPI and the command line tell;
    with a `title` in Chinese where its kind's is too general, for forms."""
    titled = {"title": title} if title else {}
    metadata = {"metadata": {"description": description, **titled}}
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)
