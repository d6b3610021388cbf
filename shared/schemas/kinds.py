"""The kinds of value that stand in events and commands, each with its check and its title.

An annotation such as ``amount_fen: Fen`` is all a message needs: its marshmallow schema, JSON
Schema and form label follow from the kind.
"""

from collections.abc import Callable
from dataclasses import MISSING, field
from decimal import Decimal
from typing import Annotated, Any

from marshmallow import fields, validate

from shared.schemas.checked import (
    Area,
    AreaOrNothing,
    Id,
    StrictBoolean,
    field_of,
    identifier,
    integer,
    line,
    long_text,
    one_line,
)
from shared.schemas.glossary import Term
from shared.schemas.known import Known

MOST_FEN = 10**15
"""Ten trillion yuan. Thousands of such amounts still sum up within 64 bits."""
MOST_COUNT = 10**9

Identifier = Annotated[str, identifier("编号")]
ProjectId = Annotated[str, identifier("项目编号", "project")]
IssueId = Annotated[str, identifier("事项编号", "issue")]
TownId = Annotated[str, identifier("镇", "town", "town")]
CountyId = Annotated[str, identifier("区县", "county", "county")]
ExpertId = Annotated[str, identifier("专家编号", "expert")]
OrganisationId = Annotated[str, identifier("单位", "organisation", "organisation")]

Name = Annotated[str, line("名称", 200)]
Text = Annotated[str, long_text("说明", 4000)]
Reason = Annotated[str, long_text("理由", 1000)]
DocumentRef = Annotated[str, line("文号", 200, "document-number")]
RowKey = Annotated[str, line("条目", 200, "technical")]
"""What tells rows of a ledger apart and says nothing that its other columns do not."""
LimitKey = Annotated[str, line("期限", 200, "limit")]
"""What tells the limits of a stream apart: people are told how many there are."""
ClauseId = Annotated[str, line("条款", 40, "clause")]
"""A sentence of the policy, as `RZ-2.1.a`."""
Category = Annotated[str, line("类别", 64, "category")]
"""A kind of stream, as its aggregate is called: `fund`."""
CommandName = Annotated[str, line("命令", 64, "command")]
ServiceName = Annotated[str, line("业务", 64, "service")]
EventName = Annotated[str, line("事件", 64, "event")]
PersonCalled = Annotated[str, line("姓名", 100, "person")]
"""What somebody who acted was called; their stable id where a sign-in told no name."""

PersonId = Annotated[
    str,
    field_of(
        Id,
        "人员编号",
        "person",
        validate=[
            validate.Regexp(
                r"^p-[0-9]{4}-[0-9]{1,6}$",
                error="人员编号形如 p-2026-17，不含姓名和证件号 A person's number is as p-2026-17:"
                " no name, no identity number.",
            ),
            one_line,
        ],
    ),
]
"""A number that stands for a person and says nothing of who it is: all that stays after erasure."""
PersonalName = Annotated[str, line("姓名", 100, personal=True)]
PersonalText = Annotated[str, long_text("个人情况", 1000, personal=True)]

Sha256 = Annotated[
    str,
    field_of(
        fields.String,
        "SHA-256",
        "sha256",
        validate=[
            validate.Regexp(
                "^[0-9a-f]{64}$", error="须为 64 位小写十六进制数 Must be 64 lowercase hex digits."
            ),
            one_line,
        ],
    ),
]
"""The sha256 of a document's bytes, in hex."""
MediaType = Annotated[
    str,
    field_of(
        fields.String,
        "媒体类型",
        "media-type",
        validate=[
            validate.Length(max=100),
            validate.Regexp(
                r"^[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*$",
                error="须为媒体类型，如 application/pdf Must be a media type as application/pdf.",
            ),
            one_line,
        ],
    ),
]

Fen = Annotated[int, integer("金额（分）", 1, MOST_FEN, unit="fen")]
"""Money in fen, greater than zero."""
FenOrZero = Annotated[int, integer("金额（分）", 0, MOST_FEN, unit="fen")]
Count = Annotated[int, integer("数量", 1, MOST_COUNT, unit="count")]
CountOrZero = Annotated[int, integer("数量", 0, MOST_COUNT, unit="count")]
Year = Annotated[int, integer("年度", 2000, 2100, kind="year")]
Days = Annotated[int, integer("天数", 1, 3650, unit="days")]
Years = Annotated[int, integer("年数", 1, 50, unit="years")]
Percent = Annotated[int, integer("百分比", 0, 100, unit="percent")]
BasisPoints = Annotated[int, integer("份额（万分之一）", 0, 10_000, unit="basis-points")]
"""A share in hundredths of a percent: 10,000 are the whole."""
SquareMetres = Annotated[
    Decimal,
    field_of(Area, "面积（平方米）", unit="square-metres", as_string=True, allow_nan=False),
]
"""An area in square metres, greater than zero, two decimal places; a string on the wire."""
SquareMetresOrZero = Annotated[
    Decimal,
    field_of(
        AreaOrNothing, "面积（平方米）", unit="square-metres", as_string=True, allow_nan=False
    ),
]
"""The same, or nothing: what a corrected figure may be."""
Thousandths = Annotated[int, integer("数值（千分之一）", -(10**15), 10**15, unit="thousandths")]
"""A figure of any unit in thousandths of it, which may be below nothing: a growth, a balance."""
ParameterName = Annotated[
    str,
    field_of(
        fields.String,
        "参数",
        "parameter",
        validate=[validate.Regexp(r"^[a-z]+\.[a-z0-9_]{1,80}$"), one_line],
    ),
]
"""`<service>.<name>`, as in the registry."""
PolicyVersion = Annotated[str, field_of(fields.String, "政策版本", "policy-version")]
"""A version of the policy's text, by its name in the registry."""
JsonValue = Annotated[Any, field_of(fields.Raw, "值", "value")]
Flag = Annotated[bool, field_of(StrictBoolean, "是否", "flag")]


def titled(
    title: str,
    default: Any = MISSING,
    factory: Callable[[], Any] | None = None,
    *,
    reference: str = "",
    kind: str = "",
    unit: str = "",
    known: Known | None = None,
    usual: str = "",
) -> Any:
    """A dataclass field with its own Chinese title, where the glossary's is too general.

    It may also be the id of another thing, of another kind, in another unit, or known from
    elsewhere than its name says: where the name differs there, `known` says that too. `usual` is
    what its form begins with.
    """
    metadata = {"metadata": Term(title, reference, kind, unit, known, usual=usual).metadata()}
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
