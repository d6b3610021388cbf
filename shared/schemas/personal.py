"""Personal data 个人信息: which fields of a message say something of a person, and of whom.

    @command_data
    class StartSecondment:
        secondment: Identifier
        person: PersonId
        name: PersonalName

The kinds of such fields are in `kinds`; a message with any has one `PersonId` that tells whose they
are. An event with any is `restricted`, and its other fields are public: what is not, is sealed.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast, get_type_hints

from shared.schemas.kinds import PersonId
from shared.schemas.words import fields_of

R = TypeVar("R")

_PERSON = next(fields_of(PersonId))


def _once(function: Callable[[type[Any]], R]) -> Callable[[type[Any]], R]:
    return cast(Callable[[type[Any]], R], cache(function))


@_once
def personal_fields(data: type[Any]) -> tuple[str, ...]:
    """The fields of a message that say something of its person."""
    return tuple(name for name, hint in _hints(data).items() if is_personal(hint))


@_once
def subject_field(data: type[Any]) -> str:
    """The field that tells whose the personal fields are; empty where there are none.

    Raises `TypeError` unless there is exactly one.
    """
    if not personal_fields(data):
        return ""
    named = [name for name, hint in _hints(data).items() if _PERSON in fields_of(hint)]
    if len(named) != 1:
        raise TypeError(f"{data.__name__} has personal fields, and {len(named)} persons")
    return named[0]


def is_personal(hint: Any) -> bool:
    """Whether values of an annotation say something of a person."""
    return any(getattr(field, "personal", False) for field in fields_of(hint))


def check_public(data: type[Any], restricted: bool, public: frozenset[str]) -> None:
    """Raise `TypeError` for an event whose personal fields would be told to everybody, or whose
    other fields would be neither sealed nor public."""
    personal, subject = personal_fields(data), subject_field(data)
    if not personal:
        return
    if not restricted:
        raise TypeError(f"{data.__name__} has personal fields: it must be restricted")
    if told := sorted(public & set(personal)):
        raise TypeError(f"{data.__name__}: {', '.join(told)} can't be public")
    if unsaid := sorted(set(_hints(data)) - set(personal) - public):
        raise TypeError(f"{data.__name__}: {', '.join(unsaid)} must be personal or public")
    assert subject in public


def _hints(data: type[Any]) -> dict[str, Any]:
    return get_type_hints(data, include_extras=True)
