"""How long the receiver of a filing may be silent; then the silence shows (RZ-3.2.c)."""

from collections.abc import Iterable

from services.talent.domain.innovation_filing.state import (
    CLAUSE,
    INNOVATION_FILING,
    InnovationFiling,
)
from shared.kernel.aggregate import SYSTEM, Context, Deadline, DeadlinePassed, Events, require_flag
from shared.schemas.talent import innovation_filing as filings


@INNOVATION_FILING.deadlines
def deadlines(filing: InnovationFiling) -> Iterable[Deadline]:
    if (limit := answer_limit(filing)) and not filing.silent:
        yield limit


def answer_limit(filing: InnovationFiling) -> Deadline | None:
    made = filing.filed
    if filing.stage != "filed" or made is None:
        return None
    key = f"answer-{made.filed_on}"
    return Deadline(key, made.filed_on, made.answer_working_days, "working", CLAUSE)


@INNOVATION_FILING.when_passed(clause=CLAUSE)
def nobody_answered(filing: InnovationFiling, passed: DeadlinePassed, _: Context) -> Events:
    if filing.filed and passed.key in {deadline.key for deadline in deadlines(filing)}:
        yield filings.FilingUnanswered(
            passed.stream_id, town=filing.town, organisation=filing.filed.receiver,
            due_on=passed.due_on, name=filing.title,
        )  # fmt: skip


@INNOVATION_FILING.command(title="解除创新备案预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_innovation_filing_flag(
    filing: InnovationFiling, cmd: filings.ClearInnovationFilingFlag, context: Context
) -> Events:
    require_flag(filing.flags, cmd.key)
    yield filings.InnovationFilingFlagCleared.of(cmd, town=filing.town)
