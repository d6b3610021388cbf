"""Who sees what of this service's streams and rows: asked of the sight that aggregates declare."""

from typing import Any

from shared.face.http.call import Call
from shared.face.http.problem import NOT_PERMITTED, Problem
from shared.kernel.aggregate import Aggregate, Opening
from shared.kernel.aggregate.seeing import StreamSight, named_in
from shared.kernel.subscription.journal import JOURNAL
from shared.kernel.views.definition import View
from shared.kernel.views.selection import AnyOf
from shared.kernel.views.sight import RowSight
from shared.policy.languages import Text
from shared.policy.registry import Registry

_MOST_REMEMBERED = 10_000


def stream_sight(call: Call, aggregate: Aggregate[Any] | None, id: str, state: Any) -> StreamSight:
    """What the caller sees of a stream in this state; one of no aggregate is the operator's.

    Raises `Problem` 403 where it can see no event of it.
    """
    sight = sight_if_any(call, aggregate, id, state)
    if sight is None:
        raise not_seen(aggregate or JOURNAL, call.registry)
    return sight


def sight_if_any(
    call: Call, aggregate: Aggregate[Any] | None, id: str, state: Any
) -> StreamSight | None:
    """What the caller sees of a stream in this state; None where it can see no event of it."""
    face, known = call.face, aggregate or JOURNAL
    sight = StreamSight(known, id, state, call.viewer, call.registry, face.operated_by)
    return sight if sight.whole or known.parts else None


def rows_seen(call: Call, view: View) -> AnyOf:
    """The alternatives of which a row must meet one for the caller to see it; None: it sees all."""
    face, registry = call.face, call.registry
    asked = view.name, call.actor.organisation, call.actor.person
    known = face.rows_seen.get(asked)
    if known and known[0] is registry:
        return known[1]
    sight = RowSight(registry, face.executor.aggregates, face.operated_by)
    found = sight.any_of(view, call.viewer)
    if len(face.rows_seen) > _MOST_REMEMBERED:
        face.rows_seen.clear()
    face.rows_seen[asked] = registry, found
    return found


def may_try_for_others(call: Call, command: str) -> bool:
    """Whether the caller decides under the clauses of a command's aggregate, so that it may try
    the command as anyone."""
    known = call.face.executor.commands.get(command)
    return known is None or may_take_otherwise(call, known.aggregate)


def may_take_otherwise(call: Call, aggregate: Aggregate[Any]) -> bool:
    """Whether the caller decides under the clauses of an aggregate, or operates the service."""
    organisation = call.viewer.organisation
    return organisation == call.face.operated_by or organisation in named_in(
        aggregate, call.registry
    )


def not_seen(aggregate: Aggregate[Any], registry: Registry) -> Problem:
    """Says who may see a stream of this kind."""
    openings = [
        *(aggregate.sight or ()),
        *(o for p in aggregate.parts.values() for o in p.openings),
    ]
    said = dict.fromkeys(_in_words(o, aggregate, registry) for o in openings)
    who = Text.listed(said or [_OPERATOR])
    return Problem(
        NOT_PERMITTED,
        Text(
            f"{aggregate.title}案卷仅供以下单位查看（各就其所涉部分）：{who.zh}",
            f"A stream of {aggregate.category} is seen, each its part, by: {who.en}.",
        ),
        who_may=[one._asdict() for one in said],
    )


_OPERATOR = Text("服务运维单位", "the organisation that operates the service")
_WORDS = {
    "person": Text("所涉人员本人", "the persons concerned themselves"),
    "category": Text("可查看该类案卷的市级单位", "the city's organisations that see such streams"),
    "label": Text("可查看该案卷的单位", "who may see the stream"),
    "town": Text("所涉镇及其所在区县", "the town concerned and its county"),
    "county": Text("所涉区县及其部门", "the county concerned and its departments"),
    "region": Text("所涉区县、其部门和镇", "the county concerned, its departments and towns"),
    "party": Text("有关各方", "the parties"),
    "audience": Text("公布范围内的单位", "those whom it was told to"),
    "city": Text("市级单位", "the city's organisations"),
    "everyone": Text("公开后所有单位", "everyone, once it is public"),
}


def _in_words(opening: Opening, aggregate: Aggregate[Any], registry: Registry) -> Text:
    if opening.to == "named":
        named = sorted(named_in(aggregate, registry))
    elif opening.to == "organisation":
        named = [opening.by]
    else:
        return _WORDS[opening.to]
    return Text.listed(Text(_name(id, registry), id) for id in named)


def _name(id: str, registry: Registry) -> str:
    known = registry.organisations.get(id)
    return known[-1].name if known else id
