"""Eligibility (`eligibility-<project>`): whether project money may follow a project, RZ-2.2.c.

It is also finance's word on whether a project is in the library (RZ-2.2.i), and serves public
welfare (RZ-2.2.g).
"""

from dataclasses import dataclass, replace

from services.finance.domain.organisations import HOLDERS
from shared.kernel.aggregate import (
    SYSTEM,
    Aggregate,
    Context,
    Events,
    to_named,
    to_town,
)
from shared.schemas.finance.eligibility import (
    EligibilityEnded,
    EligibilityRecognised,
    EligibilityResumed,
    EligibilitySuspended,
    EndEligibility,
    NoteProjectCode,
    ProjectCodeNoted,
    RecogniseEligibility,
    ResumeEligibility,
    SuspendEligibility,
)


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
def evolve(eligibility: Eligibility, event: object) -> Eligibility:
    match event:
        case EligibilityRecognised():
            return Eligibility(
                event.town, event.county, event.kind or "", live=True,
                code_awaited=event.code_awaited,
            )  # fmt: skip
        case ProjectCodeNoted():
            return replace(eligibility, code_awaited=False)
        case EligibilitySuspended():
            return replace(eligibility, suspended=True)
        case EligibilityResumed():
            return replace(eligibility, suspended=False)
        case EligibilityEnded():
            return replace(eligibility, live=False)
    return eligibility


@ELIGIBILITY.command(title="确认项目资金资格", clause="RZ-2.2.c", by=[SYSTEM], creates=True)
def recognise_eligibility(
    eligibility: Eligibility, cmd: RecogniseEligibility, context: Context
) -> Events:
    """An admitted project may receive project money."""
    return [EligibilityRecognised.of(cmd)]


@ELIGIBILITY.command(title="记载项目代码", clause="RZ-2.1.a", by=[SYSTEM], creates=None)
def note_project_code(eligibility: Eligibility, cmd: NoteProjectCode, context: Context) -> Events:
    """Also told of projects that are not admitted yet: then there is nothing to note."""
    if eligibility.live and eligibility.code_awaited:
        yield ProjectCodeNoted(cmd.project, town=eligibility.town)


@ELIGIBILITY.command(title="终止项目资金资格", clause="RZ-2.2.c", by=[SYSTEM])
def end_eligibility(eligibility: Eligibility, cmd: EndEligibility, context: Context) -> Events:
    """A project that left the library receives no new money."""
    if eligibility.live:
        yield EligibilityEnded.of(cmd, town=eligibility.town)


@ELIGIBILITY.command(title="暂停项目资金资格", clause="RZ-2.2.c", by=[SYSTEM])
def suspend_eligibility(
    eligibility: Eligibility, cmd: SuspendEligibility, context: Context
) -> Events:
    """A changed site, scale or estimate stops new money; contracts in force go on."""
    if eligibility.live and not eligibility.suspended:
        yield EligibilitySuspended.of(cmd, town=eligibility.town)


@ELIGIBILITY.command(
    title="恢复项目资金资格",
    clause="RZ-2.2.c",
    by=[*HOLDERS],
)
def resume_eligibility(
    eligibility: Eligibility, cmd: ResumeEligibility, context: Context
) -> Events:
    if eligibility.suspended:
        yield EligibilityResumed.of(cmd, town=eligibility.town)
