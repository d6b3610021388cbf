"""Events that every service may append to its own log."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.attachment import Attachments
from shared.schemas.events import PLATFORM, command_data, event
from shared.schemas.kinds import (
    CountOrZero,
    DocumentRef,
    Identifier,
    JsonValue,
    Name,
    OrganisationId,
    ParameterName,
    PersonId,
    Reason,
    Sha256,
    Text,
    TownId,
    titled,
)
from shared.schemas.standing import Standing
from shared.schemas.words import words

ErasureGround = Annotated[
    Literal["purpose-achieved", "term-over", "consent-withdrawn", "unlawful", "by-law"],
    words(
        "删除事由",
        {
            "purpose-achieved": "处理目的已实现、无法实现或不再必要",
            "term-over": "保存期限届满或停止处理",
            "consent-withdrawn": "个人撤回同意",
            "unlawful": "违法处理",
            "by-law": "法律法规规定的其他情形",
        },
    ),
]
"""个人信息保护法§47. A list, no free text: what is written here stays."""


@event(PLATFORM, clause="design", title="反应被拒绝")
class ReactionRefused:
    """A reaction to another service's event ran into a rule: a business answer, kept."""

    source: str
    source_position: int
    source_event: str
    reaction: str
    stream: str
    rule: str
    clause: str
    reason: Text


@event(PLATFORM, clause="design", title="停放事件被放弃")
class ParkedKeyDiscarded:
    """An operator gave up the parked events of one key, and said why."""

    subscription: str
    key: str
    first_position: int
    last_position: int
    reason: Reason


@event(PLATFORM, clause="design", title="来源重新对齐")
class SourceResynced:
    """An operator accepted a source whose history had changed, and said why."""

    source: str
    from_position: int
    to_position: int
    effects_in_doubt: int
    reason: Reason


@command_data
class SetParameter:
    """Sets a local parameter of a service from a day on; `book` is the service."""

    book: Identifier = titled("业务系统", kind="service")
    parameter: ParameterName
    value: JsonValue
    effective_from: date
    basis: Reason
    document: DocumentRef | None = None


@event(PLATFORM, clause="design", title="参数设定")
class ParameterSet:
    """A local parameter has this value from a day on, on this basis."""

    parameter: ParameterName
    value: JsonValue
    effective_from: date
    basis: Reason
    document: DocumentRef | None = None


@command_data
class ErasePerson:
    """Has all that the service keeps of a person erased; `document` is the request or decision."""

    person: PersonId = titled("人员编号")
    ground: ErasureGround
    document: DocumentRef | None = None


@event(PLATFORM, clause="design", title="个人信息删除")
class PersonErased(ErasePerson):
    """The key of the person's data goes; what was sealed with it nobody opens any more."""


@event(PLATFORM, clause="design", title="查阅个人信息")
class PersonalDataRead:
    """Somebody was shown personal data; who, stands with the event as with every other.

    `place` is the stream or the view, `persons` whose data it showed. What the same person reads in
    the same place again within the hour is not told again.
    """

    place: Name = titled("查阅位置", kind="place")
    persons: tuple[PersonId, ...] = titled("人员编号")
    exported: bool = titled("是否导出")


@command_data
class NoteTownTier:
    """What programme decided of a town's tier; `book` is the one of towns."""

    book: Identifier
    town: TownId
    level: Standing
    effective_on: date
    document: DocumentRef


@event(PLATFORM, clause="RZ-1.b", title="记载镇的层级")
class TownTierNoted:
    """As it came to be known here: it acts here from `effective_on`, on decisions still to come."""

    town: TownId
    level: Standing
    effective_on: date
    document: DocumentRef


@command_data
class NoteTownClass:
    """What programme decided of a town's class; `book` is the one of towns."""

    book: Identifier
    town: TownId
    town_class: Name
    effective_on: date
    document: DocumentRef


@event(PLATFORM, clause="RZ-1.a", title="记载镇的类型")
class TownClassNoted:
    """As it came to be known here: it acts here from `effective_on`."""

    town: TownId
    town_class: Name
    effective_on: date
    document: DocumentRef


@command_data
class NoteReformInForce:
    """What empowerment told of a pilot reform that opens rules; `book` is the one of reforms."""

    book: Identifier
    reform: Identifier = titled("改革编号", kind="code")
    town: TownId
    opens: tuple[Name, ...] = titled("开放的规则", kind="code")
    document: DocumentRef = titled("授权文件")
    since: date = titled("试点起始日期")
    until: date = titled("试点截止日期")


@event(PLATFORM, clause="RZ-2.6.d", title="记载先行先试生效")
class ReformInForce:
    """In its town, from `since` to `until`, decisions still to come may rest on it; with an `until`
    of its own it is noted again when it is extended."""

    reform: Identifier = titled("改革编号", kind="code")
    town: TownId
    opens: tuple[Name, ...] = titled("开放的规则", kind="code")
    document: DocumentRef = titled("授权文件")
    since: date = titled("试点起始日期")
    until: date = titled("试点截止日期")


@command_data
class NoteReformEnded:
    book: Identifier
    reform: Identifier = titled("改革编号", kind="code")
    ended_on: date = titled("终止日期")


@event(PLATFORM, clause="RZ-2.6.d", title="记载先行先试终止")
class ReformNotInForce:
    """What was decided before stays, and what is under way goes on."""

    reform: Identifier = titled("改革编号", kind="code")
    ended_on: date = titled("终止日期")


@command_data
class DrawnAt:
    """As of which position of a service's log a paper was drawn, and the hash that stands there."""

    service: Name = titled("业务", kind="service")
    position: CountOrZero = titled("记录位置")
    hash: Sha256 = titled("该处哈希")


@command_data
class KeepPaper:
    """Keeps a paper as it was drawn: its content is the one attachment."""

    paper: Name = titled("文书种类", kind="technical")
    title: Name
    about: Name = titled("所述")
    drawn: tuple[DrawnAt, ...] = titled("依据")
    attachments: Attachments


@event(PLATFORM, clause="design", title="文书存档")
class PaperKept(KeepPaper):
    """What an organisation printed or sent stays as it was: the bytes, and what they rest on."""

    organisation: OrganisationId
