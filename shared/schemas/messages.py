"""Messages: frozen dataclasses whose fields are given by name, all but the first, the stream's id.

An event that says what its command said inherits the command's fields, and is made from it:

    @command_data
    class CommitFunds:
        fund: Identifier
        project: ProjectId

    @event("finance", clause="RZ-2.2.c", title="支出承诺")
    class FundsCommitted(CommitFunds):
        approvers: tuple[Name, ...] = ()

    FundsCommitted.of(cmd, approvers=approvers)

A field stands in the event again only where it differs there: where another type, default or title
is published. One of another type is given to `of`; the others are as the command says. To mypy,
`shared.schemas.message_types` tells what `of` takes.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, field, fields
from typing import Any, TypeVar, get_origin

from shared.schemas.frozen import frozen
from shared.schemas.glossary import known_as
from shared.schemas.words import title_of

T = TypeVar("T")

_commands: set[type[Any]] = set()
_messages: set[type[Any]] = set()


def is_message(value: object) -> bool:
    """Whether it is the class of an event, of a command's data, or of a value within."""
    return isinstance(value, type) and value in _messages


def is_command(cls: type[Any]) -> bool:
    """Whether it is a command's data, or a value within a message."""
    return cls in _commands


def command(cls: type[T]) -> type[T]:
    """A command's data, or a value within a message. Raises TypeError where it inherits."""
    if cls.__bases__ != (object,):
        raise TypeError(f"{cls.__name__}: a command says everything itself")
    _say(cls)
    data = _frozen(cls)
    _commands.add(data)
    return data


def event(cls: type[T], service: str) -> type[T]:
    """An event; with `of` where it says what a command of its service said. Raises TypeError."""
    if cls.__bases__ == (object,):
        _say(cls)
        return _frozen(cls)
    said = _said_by(cls, service)
    _say(cls)
    own = dict(cls.__annotations__)
    inherited = {f.name: f for f in fields(said)}
    if "of" in {*own, *inherited}:
        raise TypeError(f"{cls.__name__} has a field named `of`, and can't be made by it")
    for name in own.keys() & inherited.keys():
        _check_differs(cls, inherited[name])
    given = {name for name in own if name in inherited and own[name] != inherited[name].type}
    cls.of = classmethod(_of(said, inherited.keys() - given, given, own.keys()))  # type: ignore[attr-defined]
    return _frozen(cls)


def _frozen(cls: type[T]) -> type[T]:
    """The dataclass; the first field, where it is the class's own, may be given by position."""
    if cls.__bases__ == (object,) and cls.__annotations__:
        first = next(iter(cls.__annotations__))
        id = _field(cls, first)
        id.kw_only = False
        setattr(cls, first, id)
    data = frozen(cls, slots=True)
    _messages.add(data)
    return data


def _field(cls: type[Any], name: str) -> "Field[Any]":
    """A field as the class writes it."""
    value = cls.__dict__.get(name, MISSING)
    return value if isinstance(value, Field) else field(default=value)


def _said_by(cls: type[Any], service: str) -> type[Any]:
    """The command whose fields an event inherits."""
    [said, *more] = cls.__bases__
    if more or said not in _commands:
        raise TypeError(f"{cls.__name__}: an event inherits one command, and nothing else")
    _, _, room = said.__module__.partition("shared.schemas.")
    if room and room.partition(".")[0] != service:
        raise TypeError(f"{cls.__name__} of {service} inherits {room}.{said.__name__}")
    return said


def _check_differs(cls: type[Any], said: "Field[Any]") -> None:
    own = _field(cls, said.name)
    told = [(f.default, f.default_factory, dict(f.metadata)) for f in (own, said)]
    if cls.__annotations__[said.name] == said.type and told[0] == told[1]:
        raise TypeError(f"{cls.__name__}.{said.name} is written twice: its command has it")


def _say(cls: type[Any]) -> None:
    """Give each field of a class what the glossary says of its name, where it doesn't itself.

    The words of an enumeration have a title of their own.
    """
    for name, hint in cls.__annotations__.items():
        own = _field(cls, name)
        told = dict(known_as(cls.__module__, name))
        listed: Any = get_origin(hint)
        if listed not in (list, tuple) and title_of(hint):
            told.pop("title", None)
        of_own = own.metadata.get("metadata", {})
        if of_own.get("x-kind", told.get("x-kind")) != told.get("x-kind"):
            for of_id in ("x-reference", "x-given"):
                told.pop(of_id, None)  # of another kind it is no id
        if "title" in of_own:
            told.pop("x-usual", None)  # what is usual of the name, need not be of this field
        said = {**told, **of_own}
        if "x-known" in said and not said["x-known"]["field"]:
            said["x-known"] = {**said["x-known"], "field": name}
        if said:
            setattr(cls, name, _saying(own, said))


def _saying(own: "Field[Any]", said: dict[str, Any]) -> "Field[Any]":
    """The field with these words."""
    metadata = {**own.metadata, "metadata": said}
    said_field: Any = field(
        default=own.default,
        default_factory=own.default_factory,
        kw_only=own.kw_only,
        metadata=metadata,
    )
    return said_field  # type: ignore[no-any-return]


def _of(said: type[Any], taken: set[str], given: set[str], own: Any) -> Callable[..., Any]:
    order = tuple(f.name for f in fields(said) if f.name in taken)

    def of(cls: type[Any], command: Any, /, **told: Any) -> Any:
        """The event that says what its command said, and more. Raises TypeError."""
        if type(command) is not said:
            raise TypeError(f"{cls.__name__} says what {said.__name__} said, not {command!r}")
        if wrong := sorted((told.keys() - own) | (given - told.keys())):
            raise TypeError(
                f"{cls.__name__}.of: {', '.join(wrong)} unknown, the command's, or missing"
            )
        return cls(**{name: getattr(command, name) for name in order if name not in told}, **told)

    return of
