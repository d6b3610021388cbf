"""A filing is made, taken or returned, amended, concluded; it is no approval (RZ-3.2.c)."""

from datetime import timedelta

from services.talent.domain.innovation_filing import rules
from services.talent.domain.innovation_filing.state import (
    CLAUSE,
    INNOVATION_FILING,
    STAGES,
    InnovationFiling,
    Stage,
)
from shared.kernel.aggregate import (
    COUNTY_DEPARTMENTS,
    SYSTEM,
    TOWN,
    Context,
    Events,
    holds,
    refuse,
)
from shared.schemas.talent import innovation_filing as filings


def _require_stage(filing: InnovationFiling, *needed: Stage) -> None:
    if filing.stage not in needed:
        refuse(
            rules.FILING_STAGE_ALLOWS,
            now=STAGES[filing.stage],
            now_en=filing.stage,
            needs="、".join(STAGES[stage] for stage in needed),
            needs_en=", ".join(needed),
        )


def _receives(filing: InnovationFiling, context: Context) -> None:
    receiver = filing.filed.receiver if filing.filed else ""
    if context.actor.organisation != receiver:
        name = context.registry.name_of(receiver, context.today)
        refuse(rules.RECEIVER_ANSWERS, receiver=name, receiver_en=receiver)


@INNOVATION_FILING.command(title="开启创新备案", clause=CLAUSE, by=[SYSTEM], creates=True)
def open_innovation_filing(
    _: InnovationFiling, cmd: filings.OpenInnovationFiling, context: Context
) -> Events:
    county = context.registry.county_of(cmd.town)
    yield filings.InnovationFilingOpened.of(cmd, county=county, opened_on=context.today)


@INNOVATION_FILING.command(
    title="创新备案",
    clause=CLAUSE,
    by=[TOWN],
    creates=None,
    numbered="{town}-innovation-{year}",
    when=[holds(_require_stage, "none", "opened", "returned")],
)
def file_innovation(
    filing: InnovationFiling, cmd: filings.FileInnovation, context: Context
) -> Events:
    """On file, not approved. What began before today is filed after the act, and says so."""
    town, today = context.town(cmd.town), context.today
    if town is None or not (town.pilot and town.active):
        refuse(rules.FILING_TOWN_IS_PILOT, town=cmd.town)
    after = cmd.acted_on < today
    if after != (cmd.timing == "after"):
        timing, timing_en = ("事后备案", "after") if after else ("事前备案", "before")
        refuse(rules.FILED_AFTER_SAYS_SO, acted_on=cmd.acted_on, timing=timing, timing_en=timing_en)
    earliest = today - timedelta(context.parameter("talent.innovation_late_calendar_days"))
    if cmd.acted_on < earliest:
        refuse(rules.FILED_WITHIN_LIMIT, earliest=earliest)
    if cmd.until <= max(cmd.acted_on, today):
        refuse(rules.TERM_IS_AHEAD, after=max(cmd.acted_on, today))
    yield filings.InnovationFiled.of(
        cmd,
        county=town.county,
        receiver=f"{town.county}-{context.parameter('talent.innovation_receiver')}",
        filed_on=today,
        answer_working_days=context.parameter("talent.innovation_answer_working_days"),
    )


@INNOVATION_FILING.command(
    title="接收创新备案",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS],
    when=[holds(_require_stage, "filed"), _receives],
)
def accept_filing(filing: InnovationFiling, cmd: filings.AcceptFiling, context: Context) -> Events:
    yield filings.FilingAccepted.of(cmd, town=filing.town, accepted_on=context.today)


@INNOVATION_FILING.command(
    title="退回创新备案",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS],
    when=[holds(_require_stage, "filed"), _receives],
)
def return_filing(filing: InnovationFiling, cmd: filings.ReturnFiling, context: Context) -> Events:
    """For what is missing; it is filed again when that is there."""
    yield filings.FilingReturned.of(cmd, town=filing.town, returned_on=context.today)


@INNOVATION_FILING.command(
    title="变更创新备案", clause=CLAUSE, by=[TOWN], when=[holds(_require_stage, "accepted")]
)
def amend_filing(filing: InnovationFiling, cmd: filings.AmendFiling, context: Context) -> Events:
    if cmd.until <= context.today:
        refuse(rules.TERM_IS_AHEAD, after=context.today)
    yield filings.FilingAmended.of(cmd, town=filing.town, amended_on=context.today)


@INNOVATION_FILING.command(
    title="创新总结", clause=CLAUSE, by=[TOWN], when=[holds(_require_stage, "accepted")]
)
def conclude_innovation(
    filing: InnovationFiling, cmd: filings.ConcludeInnovation, context: Context
) -> Events:
    assert filing.filed is not None
    yield filings.InnovationConcluded.of(
        cmd, town=filing.town, county=filing.county, title=filing.title,
        after_the_act=filing.filed.timing == "after", concluded_on=context.today,
    )  # fmt: skip
