"""Market entry: the collective's decision and the government's comments on the plan (RZ-2.3.j)."""

from datetime import date
from typing import Any

from services.land.domain.market_entry import rules
from services.land.domain.market_entry.state import CLAUSE, MARKET_ENTRY, MarketEntry, refuse_gate
from shared.kernel.aggregate import COUNTY, TOWN, Context, Events, refuse
from shared.schemas.land import market_entry
from shared.schemas.words import say


def _comments_in_time(entry: MarketEntry, _: Context) -> None:
    if entry.comments:
        refuse(rules.COMMENTS_IN_TIME)


@MARKET_ENTRY.command(title="登记集体民主决策", clause=CLAUSE, by=[TOWN])
def record_collective_decision(
    entry: MarketEntry, cmd: market_entry.RecordCollectiveDecision, context: Context
) -> Events:
    if entry.conditions is None or entry.decided or entry.announced is not None:
        refuse_gate(entry)
    counts = {"total": cmd.total, "present": cmd.present, "in_favour": cmd.in_favour}
    if not cmd.in_favour <= cmd.present <= cmd.total or cmd.held_on > context.today:
        refuse(rules.COUNTS_ADD_UP, **counts)
    numerator, denominator = _law_on("land.entry_majority", cmd.held_on, context)
    needed = -(-cmd.total * numerator // denominator)
    if cmd.in_favour < needed:
        refuse(rules.MAJORITY_OF_ALL, needed=needed, **counts)
    forms = _law_on("land.entry_assembly_forms", cmd.held_on, context)
    if cmd.assembly not in forms:
        refuse(
            rules.ASSEMBLY_FORM,
            forms=", ".join(forms),
            forms_zh=say(market_entry.Assembly, *forms),
        )
    studied = cmd.party_study_on is not None and cmd.party_study_on <= cmd.held_on
    if _law_on("land.entry_prior_party_study", cmd.held_on, context) and not studied:
        refuse(rules.PARTY_STUDIES_FIRST, held_on=cmd.held_on)
    yield market_entry.CollectiveDecisionRecorded.of(cmd, town=entry.town)


@MARKET_ENTRY.command(title="登记政府意见", clause=CLAUSE, by=[COUNTY], when=[_comments_in_time])
def record_government_comments(
    entry: MarketEntry, cmd: market_entry.RecordGovernmentComments, context: Context
) -> Events:
    if entry.plan is None:
        refuse_gate(entry)
    yield market_entry.GovernmentCommentsRecorded.of(
        cmd, town=entry.town, commented_on=context.today
    )


def _law_on(name: str, day: date, context: Context) -> Any:
    """The law as it stood on the day of the assembly, noted as used."""
    value = context.registry.parameter_on(name, day).value
    context.used[name] = value
    return value
