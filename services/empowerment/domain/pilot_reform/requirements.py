"""What commands require of a reform: how far it is (RZ-2.6.d)."""

from datetime import date

from services.empowerment.domain.creation_period import CREATION_PERIOD, CreationPeriod
from services.empowerment.domain.pilot_reform import rules
from services.empowerment.domain.pilot_reform.state import STAGES, PilotReform, Stage
from shared.kernel.aggregate import Context, guard, refuse


def require_stage(reform: PilotReform, *needed: Stage) -> None:
    if reform.stage not in needed:
        refuse(
            rules.REFORM_STAGE_ALLOWS,
            now=STAGES[reform.stage],
            now_en=reform.stage,
            needs="、".join(STAGES[stage] for stage in needed),
            needs_en=", ".join(needed),
        )


OF_TOWN = guard(CREATION_PERIOD, lambda reform, cmd: reform.town or cmd.town)
"""The creation period of the reform's town."""


def require_period(town: str, since: date, until: date, context: Context) -> None:
    """Refuse unless the days lie within the creation period, which must be guarded."""
    noted = context.guard(CreationPeriod, town)
    first, last = noted.starts_on, noted.ends_on
    if first is None or last is None:
        period = context.parameter("empowerment.creation_period")
        first, last = (date.fromisoformat(period[end]) for end in ("since", "until"))
    if not first <= since < until <= last:
        refuse(rules.WITHIN_CREATION_PERIOD, since=first, until=last)
