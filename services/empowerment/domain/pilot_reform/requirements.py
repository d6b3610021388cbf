"""What commands require of a reform: how far it is (RZ-2.6.d)."""

from datetime import date

from services.empowerment.domain.pilot_reform import rules
from services.empowerment.domain.pilot_reform.state import STAGES, PilotReform, Stage
from shared.kernel.aggregate import Context, refuse


def require_stage(reform: PilotReform, *needed: Stage) -> None:
    if reform.stage not in needed:
        refuse(
            rules.REFORM_STAGE_ALLOWS,
            now=STAGES[reform.stage],
            now_en=reform.stage,
            needs="、".join(STAGES[stage] for stage in needed),
            needs_en=", ".join(needed),
        )


def require_period(since: date, until: date, context: Context) -> None:
    """Refuse unless the days lie within the creation period."""
    period = context.parameter("empowerment.creation_period")
    first, last = (date.fromisoformat(period[end]) for end in ("since", "until"))
    if not first <= since < until <= last:
        refuse(rules.WITHIN_CREATION_PERIOD, since=first, until=last)
