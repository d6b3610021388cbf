"""Errors as `application/problem+json` (RFC 9457), in Chinese and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug import Response

from shared.face.http.answer import plain
from shared.policy.languages import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its type, status and title."""

    type: str
    status: int
    title: Text


MALFORMED = Kind("malformed", 400, Text("请求格式有误", "Malformed request"))
NOT_AUTHENTICATED = Kind("not-authenticated", 401, Text("未通过身份验证", "Not authenticated"))
NOT_PERMITTED = Kind("not-permitted", 403, Text("无权办理", "Not permitted"))
NOT_FOUND = Kind("not-found", 404, Text("未找到", "Not found"))
METHOD = Kind("method-not-allowed", 405, Text("不支持该请求方法", "Method not allowed"))
CONFLICT = Kind("version-conflict", 409, Text("版本冲突", "Version conflict"))
SOURCE_CHANGED = Kind("source-changed", 409, Text("来源历史不一致", "The source's history differs"))
NOT_NOW = Kind("not-now", 409, Text("当前状态不允许", "Not possible as things stand"))
TOO_SLOW = Kind("too-slow", 408, Text("请求传输过慢", "Request too slow"))
TOO_LARGE = Kind("too-large", 413, Text("请求内容过大", "Request too large"))
NOT_SATISFIABLE = Kind("range-not-satisfiable", 416, Text("所求范围不存在", "No such range"))
INVALID = Kind("invalid", 422, Text("内容不符合要求", "Invalid content"))
REFUSED = Kind("refused", 422, Text("不符合规则", "Refused by a rule"))
KEY_REUSED = Kind("key-reused", 422, Text("幂等键已用于其他内容", "Idempotency key reused"))
INTERNAL = Kind("internal", 500, Text("服务内部错误", "Internal error"))
UNAVAILABLE = Kind("unavailable", 503, Text("服务暂时不可用", "Temporarily unavailable"))
STATUSES: dict[int, str] = {}
"""What each status of a problem says, in English."""
for _kind in [value for value in globals().values() if isinstance(value, Kind)]:
    STATUSES.setdefault(_kind.status, _kind.title.en)


class Problem(Exception):
    """An answer that is an error; `more` are the problem's own members."""

    def __init__(
        self,
        kind: Kind,
        detail: Text,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail.en)
        self.kind, self.detail = kind, detail
        self.headers = dict(headers or {})
        self.more = more

    @property
    def body(self) -> dict[str, Any]:
        """The problem's members."""
        return {
            "type": self.kind.type,
            "status": self.kind.status,
            "title": self.kind.title.en,
            "title_zh": self.kind.title.zh,
            "detail": self.detail.en,
            "detail_zh": self.detail.zh,
            **self.more,
        }

    def response(self) -> Response:
        return Response(
            plain(self.body),
            self.kind.status,
            {"Cache-Control": "no-store", **self.headers},
            content_type="application/problem+json",
        )


def invalid_field(field: str, must: Text) -> Problem:
    """A field of the body that can't be taken; `must` says what it is to be."""
    return Problem(
        INVALID,
        Text(f"{field}：{must.zh}", f"{field}: must be {must.en}."),
        errors=[{"field": field, "message": f"Must be {must.en}.", "message_zh": must.zh}],
    )
