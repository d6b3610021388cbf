"""Eligibility (`eligibility-<project>`): whether project money may follow a project, RZ-2.2.c.

It is also finance's word on whether a project is in the library (RZ-2.2.i), and serves public
welfare (RZ-2.2.g).
"""

from dataclasses import dataclass
from typing import assert_never

from services.finance.domain.organisations import HOLDERS
from shared.kernel.aggregate import (
    SYSTEM,
    Aggregate,
    Context,
    Events,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.finance import eligibility


@dataclass(frozen=True, slots=True)
class Eligibility:
    """`live` from the project's admission until its exit, as finance came to know them;
    `suspended` from an adjustment until finance or the county has confirmed it; `code_awaited`
    until the project's national code is on record."""

    town: str = ""
    county: str = ""
    kind: str = ""
    live: bool = False
    suspended: bool = False
    code_awaited: bool = False

    @property
    def public_welfare(self) -> bool:
        """公益性项目: social undertakings and infrastructure, not investments for profit."""
        return self.kind in ("social", "infrastructure")


ELIGIBILITY = Aggregate(
    "eligibility",
    Eligibility(),
    key="project",
    title="项目资金资格",
    sight=[to_town(), to_named()],
)


@ELIGIBILITY.evolve
def evolve(eligible: Eligibility, event: eligibility.Event) -> Eligibility:
    match event:
        case eligibility.EligibilityRecognised():
            return Eligibility(
                event.town, event.county, event.kind or "", live=True,
                code_awaited=event.code_awaited,
            )  # fmt: skip
        case eligibility.ProjectCodeNoted():
            return replace(eligible, code_awaited=False)
        case eligibility.EligibilitySuspended():
            return replace(eligible, suspended=True)
        case eligibility.EligibilityResumed():
            return replace(eligible, suspended=False)
        case eligibility.EligibilityEnded():
            return replace(eligible, live=False)
    assert_never(event)


ELIGIBILITY.asks_nobody("由系统按项目入库情况记载")


@ELIGIBILITY.command(title="确认项目资金资格", clause="RZ-2.2.c", by=[SYSTEM], creates=True)
def recognise_eligibility(
    eligible: Eligibility, cmd: eligibility.RecogniseEligibility, context: Context
) -> Events:
    """An admitted project may receive project money."""
    return [eligibility.EligibilityRecognised.of(cmd)]


@ELIGIBILITY.command(title="记载项目代码", clause="RZ-2.1.a", by=[SYSTEM], creates=None)
def note_project_code(
    eligible: Eligibility, cmd: eligibility.NoteProjectCode, context: Context
) -> Events:
    """Also told of projects that are not admitted yet: then there is nothing to note."""
    if eligible.live and eligible.code_awaited:
        yield eligibility.ProjectCodeNoted(cmd.project, town=eligible.town)


@ELIGIBILITY.command(title="终止项目资金资格", clause="RZ-2.2.c", by=[SYSTEM])
def end_eligibility(
    eligible: Eligibility, cmd: eligibility.EndEligibility, context: Context
) -> Events:
    """A project that left the library receives no new money."""
    if eligible.live:
        yield eligibility.EligibilityEnded.of(cmd, town=eligible.town)


@ELIGIBILITY.command(title="暂停项目资金资格", clause="RZ-2.2.c", by=[SYSTEM])
def suspend_eligibility(
    eligible: Eligibility, cmd: eligibility.SuspendEligibility, context: Context
) -> Events:
    """A changed site, scale or estimate stops new money; contracts in force go on."""
    if eligible.live and not eligible.suspended:
        yield eligibility.EligibilitySuspended.of(cmd, town=eligible.town)


@ELIGIBILITY.command(
    title="恢复项目资金资格",
    clause="RZ-2.2.c",
    by=[*HOLDERS],
)
def resume_eligibility(
    eligible: Eligibility, cmd: eligibility.ResumeEligibility, context: Context
) -> Events:
    if eligible.suspended:
        yield eligibility.EligibilityResumed.of(cmd, town=eligible.town)
