"""What is late anywhere raises an issue here (RZ-3.3.a): one declaration for each lateness.

late_decision_raises_an_issue = late(
    land_request.LandDecisionOverdue, "用地申请办理超期：{project}",
    "项目“{project}”的用地申请未在 {due_on} 前办理。",
    of=("land-decision", "{request}"), key="decision", why="The county's land department handles it.",
)

What is written in braces are the event's fields as people read them: the words of an enumeration,
`{money}` of fen, a project and an organisation by their names, and `{name}` what the matter is called.
Neither tells an id: the issue leads to its cause. Where the event does not say a name, a title
tells the day.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from string import Formatter
from typing import Any, TypeVar, get_type_hints

from services.supervision.domain.cause import late_cause, late_issue
from services.supervision.views.projects_on_the_ledger import ProjectsOnTheLedger
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import OnEvent, Rows, reaction
from shared.policy.languages import money
from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.kinds import Identifier
from shared.schemas.supervision import issue as issues
from shared.schemas.words import words_of

LONGEST_TITLE = 200
NAMELESS = "未载名称"
_IDS = (Identifier, Identifier | None)
_CALLED = frozenset({"organisation", "escalated_to", "organ", "town", "county"})
"""Fields that hold an organisation or a place."""

E = TypeVar("E")


def late(
    event: type[E],
    title: str,
    sentence: str,
    *,
    of: tuple[str, ...],
    of_also: Callable[[E], tuple[str, ...]] | None = None,
    key: str = "{key}",
    why: str,
    handler: Callable[[E], str] | None = None,
    when: Callable[[E], bool] | None = None,
    also: Callable[[E], dict[str, str]] | None = None,
    co_handlers: Callable[[E], tuple[str, ...]] | None = None,
) -> OnEvent[E]:
    """The reaction that raises one issue for each day on which what `of` names was due.

    `key` is how the source names the flag that falls once the issue is resolved; `why` says who
    handles it: by default the organisation that is late. `also` are words of its own.
    """
    hints = get_type_hints(event, include_extras=True)
    for _, name, _, _ in Formatter().parse(f"{title}{sentence}"):
        if name and (hints.get(name) in _IDS or name.endswith("_fen")):
            raise TypeError(f"{event.__name__}: {name} tells nobody anything: an id, or fen")
    words = {name: words_of(hint) for name, hint in hints.items()}

    def raise_issue(
        told: E, meta: EventMeta, projects: Rows[ProjectsOnTheLedger] | None = None
    ) -> Iterable[object]:
        if when is not None and not when(told):
            return
        is_ = {name: getattr(told, name) for name in hints}
        said = _said(is_, words, _day(meta)) | _project(is_, projects)
        said |= {n: word.format_map(said) for n, word in (also(told) if also else {}).items()}
        what = (*(part.format_map(is_) for part in of), *(of_also(told) if of_also else ()))
        yield issues.RaiseIssueFromCause(
            issue=late_issue(*what, due_on=is_["due_on"]),
            title=title.format_map(said | _titled(is_))[:LONGEST_TITLE],
            description=sentence.format_map(said),
            clause=meta.clause,
            handler=handler(told) if handler else is_["organisation"],
            cause=late_cause(*what),
            cause_service=meta.source,
            cause_stream=meta.stream,
            cause_key=key.format_map(is_),
            town=is_.get("town"),
            county=is_.get("county"),
            co_handlers=co_handlers(told) if co_handlers else (),
        )

    raise_issue.__doc__ = f"RZ-3.3.a: {why}"
    if "project" in hints:
        reaction(event, needs=ProjectsOnTheLedger, name="")(raise_issue)
    else:
        reaction(event, name="")(raise_issue)
    return raise_issue


def _titled(fields: dict[str, Any]) -> dict[str, Any]:
    """What stands in a title where a sentence says that there is no name."""
    return {"name": fields.get("name") or f"应于 {fields['due_on']} 前办结"}


def _project(fields: dict[str, Any], projects: Rows[ProjectsOnTheLedger] | None) -> dict[str, Any]:
    """A project's name; one that is not known here yet goes by its id."""
    if projects is not None and (found := projects.find(project=fields["project"])):
        return {"project": found[0].name or found[0].project}
    return {}


def _said(fields: dict[str, Any], words: dict[str, Mapping[str, str]], on: date) -> dict[str, Any]:
    """The fields as they stand in a sentence; organisations are called as on that day."""
    said = {n: words[n].get(v, v) if isinstance(v, str) else v for n, v in fields.items()}
    said |= {n: registry().name_of(v, on) for n, v in said.items() if n in _CALLED and v}
    if "amount_fen" in fields:
        said["money"] = money(fields["amount_fen"])
    return {name: "—" if value is None else value for name, value in said.items()} | {
        "name": fields.get("name") or NAMELESS
    }


def _day(meta: EventMeta) -> date:
    return meta.effective_at.astimezone(LOCAL_TIME).date()
