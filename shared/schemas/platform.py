"""Events that every service may append to its own log."""

from datetime import date

from shared.schemas.events import PLATFORM, command_data, event
from shared.schemas.kinds import DocumentRef, Identifier, JsonValue, ParameterName, Reason, Text


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

    book: Identifier
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
