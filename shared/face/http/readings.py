"""`/readings`: how the text is read here, and every parameter that a replay may take otherwise."""

from typing import Any

from werkzeug import Response

from shared.face.http.access import may_take_otherwise
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.kernel.aggregate.parameter_values import expected
from shared.kernel.aggregate.parameters import PARAMETERS, InForce
from shared.policy.local_time import LOCAL_TIME
from shared.policy.model import Parameter
from shared.policy.readings import Reading


def told_readings(call: Call) -> Response:
    """The readings that this service's rules obey, with their switches; its parameters with the
    values in force today and what others may be; of each, whether the caller may replay the history
    with it otherwise; and the kinds of streams whose acts the caller may take otherwise."""
    face = call.face
    readings = [r for r in face.registry.readings.values() if r.otherwise(face.name)]
    return answer(
        {
            "readings": [_reading(reading, call) for reading in readings],
            "parameters": [_parameter(known, call) for known in in_force(face)],
            "acts": [
                {"category": aggregate.category, "title": aggregate.title}
                for aggregate in face.executor.aggregates.values()
                if may_take_otherwise(call, aggregate)
            ],
        }
    )


def in_force(face: Face) -> list[Parameter]:
    """The service's own parameters as they stand today."""
    _, book = face.executor.repository.load(PARAMETERS, face.name, fresh=True)
    today = face.executor.clock.now().astimezone(LOCAL_TIME).date()
    known = InForce(face.registry, book, today)
    return [known[name] for name in sorted(known) if name.startswith(f"{face.name}.")]


def may_replay(call: Call, name: str) -> bool:
    """Whether the caller may replay the history with a parameter otherwise: who operates the
    service, and whom the parameter's clause names; the county, where it leads."""
    registry, organisation = call.face.registry, call.viewer.organisation
    known = registry.parameters.get(name)
    if organisation == call.face.operated_by or known is None:
        return True
    clause = registry.clauses.get(known.clause)
    named = {*clause.lead, *clause.participants} if clause else set()
    return organisation in named or ("county" in named and organisation in registry.counties)


def _reading(reading: Reading, call: Call) -> dict[str, Any]:
    switches = [s for s in reading.switches if s.service == call.face.name]
    return {
        "number": reading.number,
        "clause": reading.clause,
        "title": reading.title,
        "title_en": reading.title_en,
        "taken": reading.zh,
        "taken_en": reading.en,
        "may": all(may_replay(call, s.parameter) for s in switches),
        "switches": [
            {"parameter": s.parameter, "other": s.other, "title": s.zh, "title_en": s.en}
            for s in switches
        ],
    }


def _parameter(known: Parameter, call: Call) -> dict[str, Any]:
    may = expected(known)
    return {
        "name": known.name,
        "title": known.zh,
        "title_en": known.en,
        "clause": known.clause,
        "basis": known.basis,
        "value": known.value,
        "may": may_replay(call, known.name),
        "may_be": may.zh,
        "may_be_en": may.en,
        "least": known.least if known.most else None,
        "most": known.most or None,
        "choices": list(known.choices),
    }
