"""`/simulations`: what commands would lead to, under other parameters too; nothing is appended."""

from datetime import UTC, datetime

from werkzeug import Response

from shared.face.bound import Bound
from shared.face.http.access import may_try_for_others
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.moments import instant
from shared.face.http.problem import NOT_PERMITTED, Problem, invalid_field
from shared.face.http.refusals import unavailable
from shared.face.http.simulated import tell
from shared.kernel.commands.simulation import Simulation, Step, simulate
from shared.policy.languages import Text
from shared.schemas.events import command_data
from shared.schemas.kinds import JsonValue, Name, OrganisationId
from shared.schemas.marshalling import load


@command_data
class StepAsked:
    """A command to try; without an organisation, by the one that asks."""

    command: Name
    data: dict[str, JsonValue]
    org: OrganisationId | None = None
    person: Name | None = None


@command_data
class SimulationAsked:
    """Commands to try in their order, parameters with other values, and when; without it, now."""

    commands: tuple[StepAsked, ...]
    parameters: dict[str, JsonValue] | None = None
    now: Name | None = None


class SimulationRoutes:
    """Simulates for a few callers at a time."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._bound = Bound(
            face.limits.simulations,
            lambda: unavailable(Text("正在进行的推演过多", "Too many simulations are running."), 2),
        )

    def simulate(self, call: Call) -> Response:
        """Per command the events that would follow, or the refusal."""
        plain, most = call.json(), self._face.limits.simulated_steps
        commands = plain.get("commands")
        if isinstance(commands, list) and not 0 < len(commands) <= most:
            raise invalid_field("commands", Text(f"须有 1 至 {most} 条", f"1 to {most} commands"))
        asked: SimulationAsked = load(SimulationAsked, plain)
        steps = [_step(call, s) for s in asked.commands]
        now = _now(asked.now) if asked.now else self._face.executor.clock.now()
        wanted = Simulation(steps, now, asked.parameters or {})
        with self._bound.place():
            tried = simulate(self._face.executor, wanted)
        return answer({"now": now, "steps": tell(call, tried, steps)})


def _step(call: Call, asked: StepAsked) -> Step:
    """Who decides under a command's clauses tries it for anyone, others for themselves."""
    actor, registry = call.actor, call.face.registry
    organisation = asked.org or actor.organisation
    if organisation != actor.organisation and not may_try_for_others(call, asked.command):
        raise Problem(
            NOT_PERMITTED,
            Text(
                f"{actor.organisation} 只能以本单位名义推演；条款的市级牵头、参与单位可代任何单位推演",
                f"{actor.organisation} simulates as itself only; the city's organisations that the"
                " command's clause names, as anyone.",
            ),
            organisation=organisation,
        )
    if not registry.knows(organisation):
        raise invalid_field(
            "org", Text(f"登记簿中没有单位 {organisation}", "an organisation of the registry")
        )
    return Step(asked.command, asked.data, organisation, asked.person or actor.person)


def _now(text: str) -> datetime:
    moment = instant(text)
    if moment is None:
        raise invalid_field(
            "now",
            Text(
                "须为带时区的时刻，如 2024-03-01T09:00:00+08:00",
                "an instant with its offset, as in 2024-03-01T09:00:00+08:00",
            ),
        )
    return moment.astimezone(UTC)
