"""What is late anywhere raises an issue here (RZ-3.3.a): one declaration for each lateness.

late_decision_raises_an_issue = late(
    land_request.LandDecisionOverdue, "用地申请办理超期：{request}",
    "项目 {project} 的用地申请 {request} 未在 {due_on} 前办理。",
    of=("land-decision", "{request}"), key="decision", why="The county's land department handles it.",
)

What is written in braces are the event's fields as people read them: the words of an enumeration,
yuan of fen, and `{name}` what the matter is called, or its id where the event does not tell.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, get_type_hints

from services.supervision.domain.cause import late_cause, late_issue
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import OnEvent, reaction
from shared.schemas.supervision import issue as issues
from shared.schemas.words import words_of

LONGEST_TITLE = 200

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
    words = {name: words_of(hint) for name, hint in hints.items()}

    def raise_issue(told: E, meta: EventMeta) -> Iterable[object]:
        if when is not None and not when(told):
            return
        is_ = {name: getattr(told, name) for name in hints}
        said = _said(is_, words) | (also(told) if also else {})
        what = (*(part.format_map(is_) for part in of), *(of_also(told) if of_also else ()))
        yield issues.RaiseIssueFromCause(
            issue=late_issue(*what, due_on=is_["due_on"]),
            title=title.format_map(said)[:LONGEST_TITLE],
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
    return reaction(event, name="")(raise_issue)


def _said(fields: dict[str, Any], words: dict[str, Mapping[str, str]]) -> dict[str, Any]:
    """The fields as they stand in a sentence; the first one is the id of what is late."""
    said = {n: words[n].get(v, v) if isinstance(v, str) else v for n, v in fields.items()}
    if "amount_fen" in fields:
        said["yuan"] = yuan(fields["amount_fen"])
    id = next(iter(fields.values()))
    return {name: "—" if value is None else value for name, value in said.items()} | {
        "name": fields.get("name") or id
    }


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
