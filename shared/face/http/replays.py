"""`/replays` 口径推演: the whole history on a copy, under another reading, parameter or act."""

from typing import Any

from werkzeug import Response

from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.problem import INVALID, NOT_PERMITTED, Problem, invalid_field
from shared.face.http.query import POSITION, number, parameters, required, seconds
from shared.face.http.readings import may_replay
from shared.face.http.refusals import no_such
from shared.face.http.replay_acts import ActAsked, act_of, said_in
from shared.face.http.replay_jobs import Job, Jobs
from shared.face.http.replayed import tell
from shared.kernel.commands.overriding import check_values
from shared.kernel.commands.replaying import Otherwise, Replay
from shared.policy.languages import Text
from shared.schemas.events import command_data
from shared.schemas.kinds import Count, JsonValue
from shared.schemas.marshalling import load

MOST_ACTS = 20
"""For each of them hundreds of records are read."""


@command_data
class ReplayAsked:
    """What is otherwise: a reading of the text by its number, parameters by their names, acts of
    the history by their streams and versions. At least one of them."""

    reading: Count | None = None
    parameters: dict[str, JsonValue] | None = None
    acts: tuple[ActAsked, ...] = ()


@parameters
class OfReplay:
    """How long the answer waits for the end."""

    wait: float = seconds("等待推演完成的秒数", "replay_wait")


@parameters
class OfAct:
    """Which act of the history: the one that led to a version of a stream."""

    stream: str = required("案卷")
    version: int = number("版本", 1, POSITION)


class ReplayRoutes:
    """Begins replays for a few callers at a time, and tells each how far its own is."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._jobs = Jobs(face.limits.replays, face.limits.replay_seconds)

    def begin(self, call: Call, asked: OfReplay) -> Response:
        """Replay the history otherwise: who would have received what, who would have been late.

        200 with the result, or 202 with how far it is: `GET /replays/<id>` tells on.
        """
        wanted: ReplayAsked = load(ReplayAsked, call.json())
        otherwise = self._otherwise(call, wanted)
        face = self._face
        if face.log.head().position > face.limits.replay_events:
            most = face.limits.replay_events
            raise Problem(
                INVALID,
                Text(
                    f"历史超过 {most} 条，不能整体推演",
                    f"The history is longer than {most} events.",
                ),
            )
        now = face.executor.clock.now()
        aggregates = face.executor.aggregates.values()
        replay = Replay(face.log, aggregates, face.registry, now, otherwise)
        job = self._jobs.begin(replay, call.actor, dict(otherwise.parameters))
        return self._told(call, job, asked)

    def said(self, call: Call, asked: OfAct) -> Response:
        """What an act said, as far as its events tell: what a replay may take otherwise."""
        command, data = said_in(call, asked.stream, asked.version)
        return answer(
            {
                "stream": asked.stream,
                "version": asked.version,
                "command": command.name if command else None,
                "title": command.title if command else None,
                "data": data,
            }
        )

    def look(self, call: Call, id: str, asked: OfReplay) -> Response:
        """How far a replay of the caller's is, or what it came to."""
        job = self._jobs.find(id, call.actor)
        if job is None:
            raise no_such(Text("推演", "replay"), id)
        return self._told(call, job, asked)

    def _told(self, call: Call, job: Job, asked: OfReplay) -> Response:
        job.wait(asked.wait)
        if job.state == "running":
            return answer({"id": job.id, "state": "running", "done": job.done, "of": job.of}, 202)
        if job.problem is not None:
            raise job.problem
        return answer(
            {"id": job.id, "state": "done", "done": job.of, "of": job.of}
            | {"parameters": job.parameters}
            | tell(call, job.replay)
        )

    def _otherwise(self, call: Call, wanted: ReplayAsked) -> Otherwise:
        """Who may ask is looked at before what is asked for."""
        registry = self._face.registry
        values: dict[str, Any] = {}
        if wanted.reading is not None:
            reading = registry.readings.get(wanted.reading)
            values |= reading.otherwise(self._face.name) if reading else {}
            if not values:
                known = [n for n, r in registry.readings.items() if r.otherwise(self._face.name)]
                raise invalid_field("reading", Text(f"本服务可选读法：{known}", f"one of {known}"))
        values |= wanted.parameters or {}
        for name in values:
            self._check_may(call, name)
        check_values(values, registry)
        if len(wanted.acts) > MOST_ACTS:
            must = Text(f"最多改变 {MOST_ACTS} 项办理", f"of at most {MOST_ACTS} acts")
            raise invalid_field("acts", must)
        acts = dict(act_of(call, act, n) for n, act in enumerate(wanted.acts))
        if not values and not acts:
            must = Text("须改变一项读法、参数或办理内容", "given, or parameters, or acts")
            raise invalid_field("reading", must)
        return Otherwise(values, acts)

    def _check_may(self, call: Call, name: str) -> None:
        if may_replay(call, name):
            return
        clause = self._face.registry.parameters[name].clause
        raise Problem(
            NOT_PERMITTED,
            Text(
                f"口径推演仅供该参数所属条款（{clause}）的牵头、参与单位和运维单位使用",
                f"A replay is for whom the parameter's clause {clause} names, and for who"
                " operates the service.",
            ),
            parameter=name,
        )
