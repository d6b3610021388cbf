"""The time limits of introduced talent: the verification, and a benefit's publicity (RZ-2.5.e)."""

from collections.abc import Iterable

from services.talent.domain.introduced_talent.state import (
    CLAUSE,
    INTRODUCED_TALENT,
    Benefit,
    IntroducedTalent,
)
from shared.kernel.aggregate import SYSTEM, Context, Deadline, DeadlinePassed, Events, require_flag
from shared.schemas.talent import introduced_talent as talents


@INTRODUCED_TALENT.deadlines
def deadlines(talent: IntroducedTalent) -> Iterable[Deadline]:
    if talent.ended_on is not None:
        return
    if talent.verified is None and not talent.verification_late:
        yield verification(talent)
    for policy, benefit in talent.benefits.items():
        if not benefit.over:
            yield publicity(policy, benefit)


@INTRODUCED_TALENT.when_passed(clause=CLAUSE)
def time_is_over(talent: IntroducedTalent, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(talent)}:
        return
    of, town = passed.stream_id, talent.town
    if passed.key == "verification":
        late = talent.human_resources
        yield talents.TalentVerificationOverdue(
            of, town=town, organisation=late, due_on=passed.due_on, name=talent.what
        )
    else:
        policy = passed.key.removeprefix("publicity-")
        yield talents.BenefitPublicityOver(
            of, town=town, benefit_policy=policy, due_on=passed.due_on
        )


def verification(talent: IntroducedTalent) -> Deadline:
    """Within which somebody looks who was introduced."""
    assert talent.introduced_on is not None
    days = talent.verify_working_days
    return Deadline("verification", talent.introduced_on, days, "working", CLAUSE)


def publicity(policy: str, benefit: Benefit) -> Deadline:
    """For which a benefit is publicised."""
    days = benefit.publicity_working_days
    return Deadline(f"publicity-{policy}", benefit.publicised_on, days, "working", CLAUSE)


@INTRODUCED_TALENT.command(title="解除引进人才预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_introduced_talent_flag(
    talent: IntroducedTalent, cmd: talents.ClearIntroducedTalentFlag, context: Context
) -> Events:
    require_flag(talent.flags, cmd.key)
    yield talents.IntroducedTalentFlagCleared.of(cmd, town=talent.town)
