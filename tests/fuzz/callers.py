"""Loaded by Schemathesis itself: who calls, and what must never come back.

Each call is by another organisation with every duty, so that what one may not do another tries.
"""

import os
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from zlib import crc32

import schemathesis

from shared.face.identity import LocalIssuer
from shared.policy.loader import registry

DUTIES = ("operator", "scenario", "approver", "principal")
"""A person's; who has that of a service besides may read the feed alone."""


class Organisations:
    """The organisations of the registry, one after the other; the operator of the service first."""

    def __init__(self, service: str, operator: str, identity: Path) -> None:
        known = registry()
        others = [*known.organisations, *known.towns, *known.counties]
        groups = [f"assist-{town}" for town in known.towns]
        issuer = LocalIssuer(identity)
        issue = partial(issuer.issue, person="演示", duties=DUTIES, services=[service])
        self._tokens = [issue(name) for name in [*others, *groups]]
        self._own = issue(operator)
        self._turn = count()

    def get(self, case: Any, context: Any) -> str:
        turn = next(self._turn)
        return self._own if turn % 2 else self._tokens[turn // 2 % len(self._tokens)]

    def set(self, case: Any, token: str, context: Any) -> None:
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: dict[str, Any]) -> None:
    """Only the paths of this service's part: of so many parts, a path is always in the same one."""
    part, parts = map(int, os.environ["FUZZ_PART"].split("/"))
    paths = raw_schema["paths"].items()
    raw_schema["paths"] = {p: said for p, said in paths if crc32(p.encode()) % parts == part}


@schemathesis.auth()
class Callers:
    """The organisations that call the service under test."""

    def __init__(self) -> None:
        self._who = Organisations(
            os.environ["FUZZ_SERVICE"],
            os.environ["FUZZ_OPERATOR"],
            Path(os.environ["ZHENXING_HOME"]) / "identity",
        )

    def get(self, case: Any, context: Any) -> str:
        return self._who.get(case, context)

    def set(self, case: Any, data: str, context: Any) -> None:
        self._who.set(case, data, context)


@schemathesis.check
def answers_or_asks_to_come_back(context: Any, response: Any, case: Any) -> None:
    """No 5xx but a 503 that says when to come back; nothing of the inside in any answer."""
    if response.status_code >= 500:
        assert response.status_code == 503, f"a {response.status_code}"
        assert "retry-after" in response.headers, "a 503 without Retry-After"
    assert b"Traceback" not in response.content, "a stack trace"
