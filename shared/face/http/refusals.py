"""Every error that the kernel raises, as the problem that a caller is told."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

from marshmallow import ValidationError

from shared.face.codes import called
from shared.face.http.problem import (
    CONFLICT,
    INTERNAL,
    INVALID,
    KEY_REUSED,
    MALFORMED,
    NOT_FOUND,
    NOT_NOW,
    NOT_PERMITTED,
    REFUSED,
    UNAVAILABLE,
    Problem,
    invalid_field,
)
from shared.face.identity import KeysUnavailable, UnknownOrganisation
from shared.face.validation import field_errors
from shared.kernel.aggregate import Refused
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted
from shared.kernel.commands.executor import UnknownCommand
from shared.kernel.commands.outcomes import KeyReused
from shared.kernel.commands.overriding import UnknownParameter, WrongKind
from shared.kernel.incidents import report
from shared.kernel.log.batch import (
    Busy,
    OtherColumns,
    StoreUnavailable,
    TableMissing,
    UnstorableText,
    VersionConflict,
)
from shared.kernel.views.reader import NotBuilt
from shared.policy.languages import Text
from shared.policy.registry import Registry
from shared.schemas.duty import Duty
from shared.schemas.words import say

_log = logging.getLogger(__name__)


class NothingThere(LookupError):
    """What an operation names is not known to this service; `what` is what it should be."""

    def __init__(self, what: Text, name: str) -> None:
        super().__init__(name)
        self.what, self.name = what, name


class NotNow(Exception):
    """The operation can't be carried out as things stand; says why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def problem_of(error: Exception, registry: Registry) -> Problem:
    """The problem that tells of an error; one that nobody foresaw is logged under its incident."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, NotPermitted):
        return _not_permitted(error, registry)
    if isinstance(error, Refused):
        return _refused(error, registry)
    for kind, tell in _TOLD.items():
        if isinstance(error, kind):
            return tell(error)
    incident = report(_log, error, "a request failed").rpartition(" ")[2]
    return Problem(
        INTERNAL,
        Text(
            f"服务内部错误，已记录，编号 {incident}",
            f"This should not happen. It was logged as incident {incident}.",
        ),
        incident=incident,
    )


def unavailable(why: Text, retry_after: int, **more: Any) -> Problem:
    """503: nothing was lost, the same request again is right."""
    return Problem(
        UNAVAILABLE,
        Text(
            f"{why.zh}；没有丢失任何数据，请稍后重试同一请求",
            f"{why.en} Nothing was lost: send the same request again, with the same Idempotency-Key.",
        ),
        {"Retry-After": str(retry_after)},
        **more,
    )


def no_such(what: Text, name: str) -> Problem:
    """404: nothing of that kind bears the name."""
    name = name[:200]
    return Problem(NOT_FOUND, Text(f"没有{what.zh} {name}", f"There is no {what.en} {name}."))


def _not_permitted(error: NotPermitted, registry: Registry) -> Problem:
    command = error.command
    names = [authority.names(registry) for authority in command.by]
    who = Text.listed(names)
    duty_zh = f"，且须有“{say(Duty, command.duty)}”职责" if command.duty else ""
    duty_en = f", by a person with the duty {command.duty}" if command.duty else ""
    return Problem(
        NOT_PERMITTED,
        Text(
            f"“{command.title}”由{who.zh}办理{duty_zh}",
            f"{command.name} may be given by: {who.en}{duty_en}.",
        ),
        command=command.name,
        clause=command.clause,
        who_may=[one._asdict() for one in names],
        duty=command.duty,
    )


def _invalid(error: ValidationError) -> Problem:
    errors = field_errors(error)
    return Problem(
        INVALID,
        Text(
            "；".join(f"{e['field']}：{e['message_zh']}" for e in errors[:5]),
            " ".join(f"{e['field']}: {e['message']}" for e in errors[:5]),
        ),
        errors=errors,
    )


def _called(code: str, registry: Registry) -> str:
    """An organisation or place by its name, another code by its word; anything else as it is."""
    return registry.name_of(code, date.max) if registry.knows(code) else called().get(code, code)


def _refused(error: Refused, registry: Registry) -> Problem:
    return Problem(
        REFUSED,
        error.in_words(lambda code: _called(code, registry)),
        rule=error.rule.name,
        clause=error.rule.clause,
        needs=error.values,
    )


def _conflict(error: VersionConflict) -> Problem:
    return Problem(
        CONFLICT,
        Text(
            f"{error.stream} 当前版本为 {error.actual}，不是 {error.expected}；请刷新后重试",
            f"{error.stream} is at version {error.actual}, not {error.expected}: look again, then retry.",
        ),
        stream=error.stream,
        expected=error.expected,
        actual=error.actual,
    )


def _unknown_organisation(error: UnknownOrganisation) -> Problem:
    name = error.organisation
    return Problem(
        NOT_PERMITTED,
        Text(f"登记簿中没有单位 {name}", f"The organisation {name} stands in no registry."),
        organisation=name,
    )


_TOLD: dict[type[Exception], Callable[[Any], Problem]] = {
    ValidationError: _invalid,
    VersionConflict: _conflict,
    NoSuchStream: lambda e: no_such(Text("案卷", "stream"), e.stream),
    UnknownCommand: lambda e: no_such(Text("命令", "command"), str(e)),
    UnknownParameter: lambda e: no_such(Text("参数", "parameter"), str(e)),
    WrongKind: lambda e: invalid_field(
        f"parameters.{e.name}",
        Text(f"应为{e.expected.zh}，如 {e.example}", f"{e.expected.en}, such as {e.example}"),
    ),
    KeyReused: lambda e: Problem(
        KEY_REUSED,
        Text(
            "该幂等键已用于内容不同的请求，或者已由他人使用，请换用新的幂等键",
            "The Idempotency-Key was used before, with other content or by another person: use a new"
            " one.",
        ),
    ),
    UnstorableText: lambda e: Problem(
        MALFORMED,
        Text("内容含有无法保存的字符", "The content holds characters that can't be stored."),
    ),
    UnknownOrganisation: _unknown_organisation,
    NothingThere: lambda e: no_such(e.what, e.name),
    NotNow: lambda e: Problem(NOT_NOW, e.why),
    Busy: lambda e: unavailable(Text("等待处理的命令过多", "Too many commands are waiting."), 1),
    TableMissing: lambda e: unavailable(Text("数据库正在准备", "The store is being prepared."), 1),
    OtherColumns: lambda e: unavailable(
        Text(
            "台账的数据表与本版程序的列不一致，请告知运维人员（就绪检查说明是哪一张）",
            "A ledger's table has other columns than this release expects: tell the operator, whom "
            "/health/ready tells which.",
        ),
        60,
    ),
    StoreUnavailable: lambda e: unavailable(
        Text("数据库暂时无法连接", "The store can't be reached."), 5
    ),
    NotBuilt: lambda e: unavailable(Text("台账正在生成", "The view is still being built."), 5),
    KeysUnavailable: lambda e: unavailable(
        Text("身份服务暂时无法连接", "The identity provider can't be reached."), 10
    ),
}
