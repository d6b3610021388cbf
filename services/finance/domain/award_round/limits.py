"""The time limits of an award round: its publicity, and the answer to each objection (RZ-2.2.f)."""

from collections.abc import Iterable

from services.finance.domain.award_round.state import (
    AWARD_ROUND,
    CLAUSE,
    AwardRound,
    Objection,
    Owed,
)
from services.finance.domain.organisations import GOV_OFFICE
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events
from shared.schemas.finance import award_round_changes as award_changes
from shared.schemas.finance import award_round_result


@AWARD_ROUND.deadlines
def deadlines(round: AwardRound) -> Iterable[Deadline]:
    """The publicity, every open objection that has not been escalated and could be, and what is
    owed of a revoked award."""
    if round.stage == "cancelled":
        return
    if round.stage == "publicised" and not round.publicity_over:
        yield publicity_limit(round)
    for id, objection in round.objections.items():
        if objection.open and not objection.escalated and objection.party != GOV_OFFICE.id:
            yield objection_limit(id, objection)
    for town, owed in round.owed.items():
        if owed.fen and not owed.late:
            yield recovery_limit(town, owed)


def publicity_limit(round: AwardRound) -> Deadline:
    key, days = _publicity_key(round), round.publicity_days
    return Deadline(key, round.publicised_on, days, "working", CLAUSE)


def objection_limit(id: str, objection: Objection) -> Deadline:
    lodged = objection.lodged
    return Deadline(f"objection-{id}", lodged.lodged_on, lodged.working_days, "working", CLAUSE)


def recovery_limit(town: str, owed: Owed) -> Deadline:
    return Deadline(f"recovery-{town}", owed.since, owed.days, "calendar", CLAUSE)


@AWARD_ROUND.when_passed(clause=CLAUSE)
def publicity_or_patience_ends(
    round: AwardRound, passed: DeadlinePassed, context: Context
) -> Events:
    if passed.key == _publicity_key(round) and not round.publicity_over:
        yield award_round_result.AwardPublicityEnded(
            passed.stream_id, publicity=round.publicity, last_day=passed.due_on
        )
    kind, _, id = passed.key.partition("-")
    objection = round.objections.get(id) if kind == "objection" else None
    if objection is not None and objection.open and not objection.escalated:
        about = objection.lodged.about
        county = context.registry.county_of(about) if about else None
        yield award_round_result.AwardObjectionEscalated(
            passed.stream_id, objection=id, key=passed.key, organisation="finance",
            escalated_to=GOV_OFFICE.id, town=about, county=county, due_on=passed.due_on,
        )  # fmt: skip
    owed = round.owed.get(id) if kind == "recovery" else None
    if owed is not None and owed.fen and not owed.late:
        yield award_changes.AwardRecoveryOverdue(
            passed.stream_id, town=id, county=context.registry.county_of(id),
            organisation="finance", key=passed.key, amount_fen=owed.fen, due_on=passed.due_on,
        )  # fmt: skip


def _publicity_key(round: AwardRound) -> str:
    return f"publicity-{round.publicity}"
