"""What can't be computed of a view, as far as a caller may be told of it."""

from typing import Any

from shared.face.http.call import Call
from shared.face.http.problem import NOT_FOUND, Problem
from shared.face.http.seen_streams import seen
from shared.kernel.log.recorded import split_type
from shared.kernel.views.definition import View
from shared.kernel.views.selection import AnyOf
from shared.kernel.views.set_aside import Missing
from shared.policy.languages import Text
from shared.schemas.codec import decode

MOST_TOLD = 100


def told(call: Call, view: View, limits: AnyOf, missing: Missing) -> dict[str, Any]:
    """`incomplete`: the keys, the first hundred, of the rows that lack something, and of those that
    don't stand at all because already their first event could not be entered. `unplaced`: of how
    many more nobody can say whether they are the caller's."""
    theirs, others = placed(call, view, limits, missing)
    return {
        "incomplete": sorted([*missing.told, *theirs])[:MOST_TOLD],
        "unplaced": len(missing.unplaced) - len(theirs) - len(others),
    }


def placed(
    call: Call, view: View, limits: AnyOf, missing: Missing
) -> tuple[frozenset[str], frozenset[str]]:
    """Of the keys of which no row stands, the caller's and others', as far as one can tell: they
    are told to who sees the event that could not be entered."""
    if limits == ():  # no row of this view is ever the caller's
        return frozenset(), frozenset(missing.unplaced)
    looked_at = list(missing.unplaced.items())[:MOST_TOLD]
    sees = {key: _sees(call, view, position) for key, position in looked_at}
    return (
        frozenset(key for key, it in sees.items() if it is True),
        frozenset(key for key, it in sees.items() if it is False),
    )


def no_such_row(view: View, id: str, trust: dict[str, Any]) -> Problem:
    """404 for a row that is not there, or not the caller's; says where it may be missing."""
    zh, en = f"没有“{view.title}”行 {id[:200]}", f"There is no row of {view.name} {id[:200]}."
    if id in trust["incomplete"]:
        zh += "：有内容未能计入台账，该行暂缺，以案卷为准；已报警，修复后重建即补上"
        en += " Something could not be entered in it: read the stream, it holds all."
    elif trust["unplaced"]:
        zh += f"；另有 {trust['unplaced']} 项未能计入台账，无从判断是否包括该行"
        en += f" {trust['unplaced']} things could not be entered: this row may be one of them."
    else:
        return Problem(NOT_FOUND, Text(zh, en))
    return Problem(
        NOT_FOUND, Text(zh, en), incomplete=trust["incomplete"], unplaced=trust["unplaced"]
    )


def _sees(call: Call, view: View, position: int) -> bool | None:
    """Whether the caller sees the event of that position; None where nobody can tell."""
    if not call.face.views.own(view):
        return None  # another service's event, that is not kept here
    record = call.face.log.read(position - 1, 1)[0]
    try:
        return seen(call, record.stream).sight.sees(decode(*split_type(record.type), record.data))
    except Problem:
        return False
