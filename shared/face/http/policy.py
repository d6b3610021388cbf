"""`/policy`: the versions of the policy's text, what each changes, and what is open under which."""

from datetime import date
from typing import Any

from werkzeug import Response

from shared.face.http.access import rows_seen
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.parameter import invalid_parameter
from shared.face.http.query import number, parameters, text
from shared.face.http.view_query import opened
from shared.face.http.views import ViewRoutes
from shared.kernel.tasks.holding import HeldTask
from shared.kernel.views.selection import Condition, Selection
from shared.kernel.views.totals import Asked
from shared.policy.edition import Edition
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME
from shared.schemas import codec

_OPEN = Condition("ended_at", "eq", None)
_TOLD = ("stream", "about", "holder", "town", "county", "clause", "since", "due_on", "policy")


@parameters
class OfMatters:
    """Which open matters are asked for."""

    version: str | None = text("政策版本，默认现行版本")
    limit: int = number("每页行数", 1, "page", default=50)
    after: str | None = text("上一页的 next")


class PolicyRoutes:
    """Reads the registry, and the view of tasks by the version under which each was asked."""

    def __init__(self, face: Face, views: ViewRoutes) -> None:
        self._face = face
        self._views = views

    def versions(self, call: Call) -> Response:
        """Every version of the text with what it changes, from when it holds, and how many matters
        that the caller sees are open under it."""
        registry = self._face.registry
        return answer(
            {
                "service": self._face.name,
                "in_force": registry.policy_version,
                "versions": [self._version(call, edition) for edition in registry.editions],
            }
        )

    def matters(self, call: Call, asked: OfMatters) -> Response:
        """The open matters under a version, as far as the caller sees them, the next due first."""
        registry = self._face.registry
        version = asked.version or registry.policy_version
        if registry.edition(version) is None:
            known = "、".join(e.version for e in registry.editions)
            raise invalid_parameter("version", Text(f"政策版本：{known}", f"one of {known}"))
        view = self._views.view(HeldTask.definition.name)
        column = next(c for c in view.columns if c.name == "due_on")
        chosen = Selection(
            sort="due_on",
            conditions=(_OPEN, Condition("policy", "eq", version)),
            any_of=rows_seen(call, view),
            after=None if asked.after is None else opened(asked.after, "due_on", column),
            limit=asked.limit,
        )
        rows, following, position, _ = self._views.rows(view, chosen, _Now())
        tasks = [r if isinstance(r, HeldTask) else codec.decode_as(HeldTask, r) for r in rows]
        return answer(
            {
                "service": self._face.name,
                "version": version,
                "position": position,
                "matters": [self._matter(task) for task in tasks],
                "next": following,
            }
        )

    def _version(self, call: Call, edition: Edition) -> dict[str, Any]:
        registry = self._face.registry
        view = self._views.view(HeldTask.definition.name)
        chosen = Selection(
            "due_on", conditions=(_OPEN, Condition("policy", "eq", edition.version)),
            any_of=rows_seen(call, view),
        )  # fmt: skip
        of = registry.of_edition(edition)
        return {
            "version": edition.version,
            "title": edition.title,
            "since": None if edition.since == date.min else edition.since,
            "in_force": edition.version == registry.policy_version,
            "open": self._face.views.totals(view, chosen, Asked()).rows,
            "sentences": [_sentence(edition, id) for id in edition.changed],
            "parameters": [
                {
                    "name": p.name,
                    "title": p.zh,
                    "value": p.value,
                    "before": of.parameter_on(p.name, _day_before(edition.since)).value,
                }
                for p in edition.parameters
            ],
        }

    def _matter(self, task: HeldTask) -> dict[str, Any]:
        today = self._face.executor.clock.now().astimezone(LOCAL_TIME).date()
        told = {name: getattr(task, name) for name in _TOLD}
        return {**told, "holder_name": self._face.registry.name_of(task.holder, today)}


@parameters
class _Now:
    """The view as it is."""

    at: int | None = None
    as_of: Any = None
    effective: None = None


def _sentence(edition: Edition, id: str) -> dict[str, Any]:
    clause = edition.clauses[id]
    was = [old for old, new in edition.clauses.moved.items() if new == id]
    return {
        "clause": id,
        "was": was,
        "text": clause.zh,
        "text_en": clause.en,
        "lead": list(clause.lead),
        "replaces": dict(edition.successors.get(id, {})),
        "status": clause.status,
    }


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
