"""A reform runs: reported every half year, extended before its end, or ended (RZ-2.6.d)."""

from services.empowerment.domain.organisations import STAFFING
from services.empowerment.domain.pilot_reform import rules
from services.empowerment.domain.pilot_reform.requirements import (
    OF_TOWN,
    require_period,
    require_stage,
)
from services.empowerment.domain.pilot_reform.state import CLAUSE, PILOT_REFORM, PilotReform
from shared.kernel.aggregate import COUNTY, TOWN, Context, Events, holds, refuse
from shared.schemas.empowerment import pilot_reform as reforms


@PILOT_REFORM.command(
    title="报告改革进展", clause=CLAUSE, by=[TOWN], when=[holds(require_stage, "running")]
)
def report_reform(reform: PilotReform, cmd: reforms.ReportReform, context: Context) -> Events:
    yield reforms.ReformReported.of(
        cmd, town=reform.town, number=reform.reports + 1, reported_on=context.today
    )


@PILOT_REFORM.command(
    title="延长改革试点",
    clause=CLAUSE,
    by=[COUNTY, STAFFING],
    guards=[OF_TOWN],
    when=[holds(require_stage, "running")],
)
def extend_reform(reform: PilotReform, cmd: reforms.ExtendReform, context: Context) -> Events:
    """Within the creation period, as long as the trial runs."""
    assert reform.until is not None and reform.approved is not None
    if cmd.until <= reform.until or context.today > reform.until:
        refuse(rules.EXTENDED_BEFORE_ITS_END, until=reform.until)
    require_period(reform.town, reform.approved.since, cmd.until, context)
    approved = reform.approved
    assert approved is not None
    yield reforms.ReformExtended.of(
        cmd, town=reform.town, extended_on=context.today, opens=approved.opens,
        authorising_document=approved.authorising_document,
        since=max(approved.since, approved.decided_on),
    )  # fmt: skip


@PILOT_REFORM.command(
    title="终止改革试点",
    clause=CLAUSE,
    by=[COUNTY, STAFFING],
    when=[holds(require_stage, "running")],
)
def end_reform(reform: PilotReform, cmd: reforms.EndReform, context: Context) -> Events:
    """By its way out; what was found until then is evaluated all the same."""
    yield reforms.ReformEnded(
        cmd.reform, town=reform.town, cause="decision", reason=cmd.reason, document=cmd.document,
        ended_on=context.today, opens=reform.approved.opens if reform.approved else (),
    )  # fmt: skip
