"""Every error that the kernel raises, as the problem that a caller is told."""

import logging
from collections.abc import Callable
from typing import Any

from marshmallow import ValidationError

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
)
from shared.face.http.validation import field_errors
from shared.face.identity import KeysUnavailable, UnknownOrganisation
from shared.kernel.aggregate import Refused
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted
from shared.kernel.commands.executor import KeyReused, UnknownCommand
from shared.kernel.incidents import report
from shared.kernel.log.batch import (
    Busy,
    OtherColumns,
    StoreUnavailable,
    TableMissing,
    UnstorableText,
    VersionConflict,
)
from shared.kernel.views.query import NotBuilt
from shared.policy.model import Registry

_log = logging.getLogger(__name__)


class NothingThere(LookupError):
    """What an operation names is not known to this service; `zh` and `en` are what it should be."""

    def __init__(self, zh: str, en: str, name: str) -> None:
        super().__init__(name)
        self.zh, self.en, self.name = zh, en, name


class NotNow(Exception):
    """The operation can't be carried out as things stand; says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def problem_of(error: Exception, registry: Registry) -> Problem:
    """The problem that tells of an error; one that nobody foresaw is logged under its incident."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, NotPermitted):
        return _not_permitted(error, registry)
    for kind, tell in _TOLD.items():
        if isinstance(error, kind):
            return tell(error)
    incident = report(_log, error, "a request failed").rpartition(" ")[2]
    return Problem(
        INTERNAL,
        f"服务内部错误，已记录，编号 {incident}",
        f"This should not happen. It was logged as incident {incident}.",
        incident=incident,
    )


def unavailable(zh: str, en: str, retry_after: int, **more: Any) -> Problem:
    """503: nothing was lost, the same request again is right."""
    return Problem(
        UNAVAILABLE,
        f"{zh}；没有丢失任何数据，请稍后用同一幂等键重试",
        f"{en} Nothing was lost: send the same request again, with the same Idempotency-Key.",
        {"Retry-After": str(retry_after)},
        **more,
    )


def no_such(zh: str, en: str, name: str) -> Problem:
    """404: nothing of that kind bears the name."""
    return Problem(NOT_FOUND, f"没有{zh} {name[:200]}", f"There is no {en} {name[:200]}.")


def _not_permitted(error: NotPermitted, registry: Registry) -> Problem:
    command = error.command
    names = [authority.names(registry) for authority in command.by]
    zh = "、".join(zh for zh, _ in names)
    en = ", ".join(en for _, en in names)
    duty_zh = f"，且须有“{command.duty}”职责" if command.duty else ""
    duty_en = f", by a person with the duty {command.duty}" if command.duty else ""
    return Problem(
        NOT_PERMITTED,
        f"“{command.title}”由{zh}办理{duty_zh}",
        f"{command.name} may be given by: {en}{duty_en}.",
        command=command.name,
        clause=command.clause,
        who_may=[{"zh": zh, "en": en} for zh, en in names],
        duty=command.duty,
    )


def _invalid(error: ValidationError) -> Problem:
    errors = field_errors(error)
    return Problem(
        INVALID,
        "；".join(f"{e['field']}：{e['message_zh']}" for e in errors[:5]),
        " ".join(f"{e['field']}: {e['message']}" for e in errors[:5]),
        errors=errors,
    )


def _refused(error: Refused) -> Problem:
    return Problem(
        REFUSED,
        error.zh,
        error.en,
        rule=error.rule.name,
        clause=error.rule.clause,
        needs=error.values,
    )


def _conflict(error: VersionConflict) -> Problem:
    return Problem(
        CONFLICT,
        f"{error.stream} 当前版本为 {error.actual}，不是 {error.expected}；请刷新后重试",
        f"{error.stream} is at version {error.actual}, not {error.expected}: look again, then retry.",
        stream=error.stream,
        expected=error.expected,
        actual=error.actual,
    )


def _unknown_organisation(error: UnknownOrganisation) -> Problem:
    name = error.organisation
    return Problem(
        NOT_PERMITTED,
        f"登记簿中没有单位 {name}",
        f"The organisation {name} stands in no registry.",
        organisation=name,
    )


_TOLD: dict[type[Exception], Callable[[Any], Problem]] = {
    ValidationError: _invalid,
    Refused: _refused,
    VersionConflict: _conflict,
    NoSuchStream: lambda e: no_such("案卷", "stream", e.stream),
    UnknownCommand: lambda e: no_such("命令", "command", str(e)),
    KeyReused: lambda e: Problem(
        KEY_REUSED,
        "该幂等键已用于内容不同的请求，请换用新的幂等键",
        "The Idempotency-Key was used before, with other content: use a new one.",
    ),
    UnstorableText: lambda e: Problem(
        MALFORMED,
        "内容含有无法保存的字符",
        "The content holds characters that can't be stored.",
    ),
    UnknownOrganisation: _unknown_organisation,
    NothingThere: lambda e: no_such(e.zh, e.en, e.name),
    NotNow: lambda e: Problem(NOT_NOW, e.zh, e.en),
    Busy: lambda e: unavailable("等待处理的命令过多", "Too many commands are waiting.", 1),
    TableMissing: lambda e: unavailable("数据库正在准备", "The store is being prepared.", 1),
    OtherColumns: lambda e: unavailable(
        "台账的数据表与本版程序的列不一致，请告知运维人员（就绪检查说明是哪一张）",
        "A ledger's table has other columns than this release expects: tell the operator, whom "
        "/health/ready tells which.",
        60,
    ),
    StoreUnavailable: lambda e: unavailable("数据库暂时无法连接", "The store can't be reached.", 5),
    NotBuilt: lambda e: unavailable("台账正在生成", "The view is still being built.", 5),
    KeysUnavailable: lambda e: unavailable(
        "身份服务暂时无法连接", "The identity provider can't be reached.", 10
    ),
}
