"""`/exercise`: 政策兑现, the frame of its ledger and the cases that stand in one place of it.

What was carried out stands in the views `policy-ledger` and `policy-figures`; what never was has no
row anywhere: the frame tells which sentences there are, and in which towns each holds.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from werkzeug import Response

from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.parameter import invalid_parameter
from shared.face.http.query import number, parameters, text, when
from shared.face.http.refusals import no_such
from shared.face.http.seals import Seals
from shared.face.http.seen_streams import seen_of
from shared.face.http.told_events import told
from shared.kernel.aggregate.parameters import PARAMETERS, InForce
from shared.kernel.aggregate.standings import BOOK, STANDINGS, registry_on
from shared.kernel.exercise.acts import CITY, keys
from shared.kernel.exercise.streams import PolicyStream
from shared.kernel.log.recorded import EventMeta, Recorded, split_type
from shared.kernel.views.past import Until
from shared.kernel.views.selection import Condition, Selection
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME
from shared.policy.model import Clause
from shared.policy.registry import Registry
from shared.schemas.codec import decode

SILENT = "supervision.silent_calendar_days"
"""After how many days without an act a sentence counts as silent in a town."""
LAST = 2**63 - 1
CASES, PAGES = 20, 5
"""Cases of a page: the events of each are read; and pages in which none may be seen."""


@parameters
class OfFrame:
    """On which day towns and sentences stand."""

    on: datetime | None = when("各镇的层级和条款的适用范围按哪一天计，默认今日")


@parameters
class OfCases:
    """Which page of the cases is read."""

    as_of: datetime | None = when("截至何时记录的事件")
    effective: datetime | None = when("截至何时已发生的事件")
    before: str | None = text("上一页的 next")
    limit: int = number("每页案卷数", 1, CASES, default=CASES)


class ExerciseRoutes:
    """Tells what may be carried out where, and reads the cases in which it was."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._seals = Seals(face.secret)
        self._bound = face.places_to_read(
            Text("正在查阅的案卷过多", "Too many streams are being read.")
        )

    def frame(self, call: Call, asked: OfFrame) -> Response:
        """Every sentence with its leads and the towns in which it holds on a day (one that is a
        `rule_of` another is carried out with that); every town with its county, and whether it is
        a pilot. A sentence is `silent_days` without an act before it
        counts as silent: `own` says that it is set in this service.
        """
        day = _day(asked.on or self._face.executor.clock.now())
        registry = self._registry_on(day)
        return answer(
            {
                "service": self._face.name,
                "on": day,
                "policy": registry.policy_version,
                "silent_days": self._parameters(day)[SILENT].value,
                "own": SILENT.startswith(f"{self._face.name}."),
                "clauses": [_told(clause, registry, day) for clause in registry.clauses_in_order],
                "towns": [
                    {"id": t.id, "name": t.name, "county": t.county, "pilot": t.pilot}
                    for t in registry.towns.values()
                    if t.active
                ],
            }
        )

    def cases(self, call: Call, clause: str, place: str, asked: OfCases) -> Response:
        """The cases in which a sentence was carried out at a place (a town, a county, or `city`),
        the last begun first, each with the events by which it was; of each what the caller may
        see. `next` says, sealed, where the next page begins; null at the end.
        """
        registry = self._face.registry
        if clause not in registry.clauses:
            raise no_such(Text("条款", "sentence"), clause)
        if place not in {*registry.towns, *registry.counties, CITY}:
            raise no_such(Text("地方", "place"), place)
        with self._bound.place():
            return answer(self._cases(call, f"{clause}@{place}", asked))

    def _cases(self, call: Call, key: str, asked: OfCases) -> dict[str, Any]:
        cases: list[dict[str, Any]] = []
        bound_to = f"{call.actor.organisation} {call.actor.person} {key}"
        before, _ = self._seals.opened(bound_to, asked.before or "") or (LAST, 0)
        more, until = True, _until(asked)
        for _ in range(PAGES):  # of a page that the caller may not see one looks on
            conditions = Condition("acted", "eq", key), Condition("since", "lte", before - 1)
            chosen = Selection("since", True, conditions, limit=asked.limit)
            page = self._face.views.page(PolicyStream.definition, chosen)
            cases += self._seen(call, [row.stream for row in page.rows], key, until)
            before, more = page.rows[-1].since if page.rows else before, page.more
            if cases or not more:
                break
        return {
            "service": self._face.name,
            "cases": cases,
            "next": self._seals.seal(bound_to, before) if more else None,
        }

    def _seen(
        self, call: Call, names: list[str], key: str, until: Until
    ) -> Iterator[dict[str, Any]]:
        """Those of the cases in which the caller sees an act, with these, in the order given."""
        seen = seen_of(call, names)
        for stream, records in sorted(seen, key=lambda one: names.index(one[0].name)):
            acts = [r for r in records if until.includes(r) and self._acts(r, key)]
            if acts:
                title = stream.aggregate.title if stream.aggregate else stream.name
                events = [told(self._face, record) for record in acts]
                yield {"stream": stream.name, "title": title, "events": events}

    def _acts(self, record: Recorded, key: str) -> bool:
        event = decode(*split_type(record.type), record.data)
        return key in keys(event, EventMeta.of(self._face.name, record))

    def _registry_on(self, day: date) -> Registry:
        _, book = self._face.executor.repository.load(STANDINGS, BOOK, fresh=True)
        return registry_on(self._face.registry, book, day)

    def _parameters(self, day: date) -> InForce:
        _, book = self._face.executor.repository.load(PARAMETERS, self._face.name, fresh=True)
        return InForce(self._face.registry, book, day)


def _until(asked: OfCases) -> Until:
    """Up to when acts are told. Raises `Problem` 422 for two times of which one is meant."""
    if None not in (asked.as_of, asked.effective):
        raise invalid_parameter(
            "effective", Text("不可与 as_of 同用", "left out when as_of is given")
        )
    return Until(recorded=asked.as_of, effective=asked.effective)


def _day(moment: datetime) -> date:
    return moment.astimezone(LOCAL_TIME).date()


def _told(clause: Clause, registry: Registry, day: date) -> dict[str, Any]:
    within = set(clause.scope)
    towns = registry.towns.values()
    return {
        "id": clause.id,
        "zh": clause.zh,
        "rule_of": clause.rule_of,
        "leads": [
            {"id": id, "name": _LOCAL.get(id) or registry.name_of(id, day)} for id in clause.lead
        ],
        "towns": [t.id for t in towns if not within or {t.id, t.county} & within],
    }


_LOCAL = {"county": "区县"}
"""A lead that is another organisation in each county."""
