"""What mypy knows of messages: their fields are given by name, and what an event's `of` takes.

A plugin of mypy, named in `pyproject.toml`. It adds to what `dataclass_transform` says: the first
field, the stream's id, may be given by position; a field that is only `titled` has no default; an
event that inherits its command has `of`, by the rules of `shared.schemas.messages`. A row is replaced
by values of its columns.
"""

from collections.abc import Callable

from mypy.nodes import (
    ARG_NAMED,
    ARG_NAMED_OPT,
    ARG_OPT,
    ARG_POS,
    Argument,
    AssignmentStmt,
    CallExpr,
    NameExpr,
    TempNode,
    TypeInfo,
    Var,
)
from mypy.plugin import ClassDefContext, FunctionSigContext, Plugin
from mypy.plugins.common import add_method_to_class
from mypy.plugins.dataclasses import (
    DataclassAttribute,
    dataclass_class_maker_callback,
    replace_function_sig_callback,
)
from mypy.subtypes import is_same_type
from mypy.types import FunctionLike, Instance, NoneType
from mypy.typevars import fill_typevars

DECORATORS = {"shared.schemas.events.event", "shared.schemas.events.command_data"}
REPLACE = "shared.kernel.views.row.replace"
"""Takes what `dataclasses.replace` takes."""


class Messages(Plugin):
    """Answers for the decorators of events and commands."""

    def get_class_decorator_hook_2(self, fullname: str) -> Callable[[ClassDefContext], bool] | None:
        return declare if fullname in DECORATORS else None

    def get_function_signature_hook(
        self, fullname: str
    ) -> Callable[[FunctionSigContext], FunctionLike] | None:
        return replace_function_sig_callback if fullname == REPLACE else None


def plugin(version: str) -> type[Plugin]:
    return Messages


def declare(ctx: ClassDefContext) -> bool:
    """Give a message its `__init__` and, where it inherits a command, its `of`."""
    if not dataclass_class_maker_callback(ctx):
        return False
    info = ctx.cls.info
    attributes = _attributes(ctx, info)
    own = _own(ctx)
    for attribute in attributes:
        if attribute.name in own and not own[attribute.name]:
            attribute.has_default = False
    info.metadata["dataclass"]["attributes"] = [a.serialize() for a in attributes]
    arguments = [a.to_argument(info, of="__init__") for a in attributes]
    if arguments:
        arguments[0].kind = ARG_OPT if attributes[0].has_default else ARG_POS
    add_method_to_class(ctx.api, ctx.cls, "__init__", args=arguments, return_type=NoneType())
    said = info.mro[1]
    if "dataclass" in said.metadata:
        before = {a.name: a for a in _attributes(ctx, said)}
        more = [_told(info, a, before.get(a.name)) for a in attributes if a.name in own]
        command = Argument(Var("command"), Instance(said, []), None, ARG_POS)
        made = fill_typevars(info)
        add_method_to_class(
            ctx.api, ctx.cls, "of", args=[command, *more], return_type=made, is_classmethod=True
        )
    return True


def _attributes(ctx: ClassDefContext, info: TypeInfo) -> list[DataclassAttribute]:
    stored = info.metadata["dataclass"]["attributes"]
    return [DataclassAttribute.deserialize(info, data, ctx.api) for data in stored]


def _own(ctx: ClassDefContext) -> dict[str, bool]:
    """The fields that a class writes itself, and whether each has a default."""
    found = {}
    for line in ctx.cls.defs.body:
        if isinstance(line, AssignmentStmt) and isinstance(line.lvalues[0], NameExpr):
            value = line.rvalue
            without = isinstance(value, TempNode) and value.no_rhs
            only_titled = isinstance(value, CallExpr) and len(value.args) == 1
            found[line.lvalues[0].name] = not (without or only_titled)
    return found


def _told(info: TypeInfo, own: DataclassAttribute, said: DataclassAttribute | None) -> Argument:
    """What the event says besides its command, or otherwise."""
    argument = own.to_argument(info, of="__init__")
    if said is not None:
        assert own.type is not None and said.type is not None
        argument.kind = ARG_NAMED_OPT if is_same_type(own.type, said.type) else ARG_NAMED
    return argument
