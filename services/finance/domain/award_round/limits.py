"""The time limits of an award round: its publicity, and the answer to each objection (RZ-2.2.f)."""

from collections.abc import Iterable

from services.finance.domain.award_round.state import AWARD_ROUND, CLAUSE, AwardRound, Objection
from services.finance.domain.organisations import GOV_OFFICE
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events
from shared.schemas.finance import award_round_result


@AWARD_ROUND.deadlines
def deadlines(round: AwardRound) -> Iterable[Deadline]:
    """The publicity, and every open objection that has not been escalated and could be."""
    if round.stage == "cancelled":
        return
    if round.stage == "publicised" and not round.publicity_over:
        yield publicity_limit(round)
    for id, objection in round.objections.items():
        if objection.open and not objection.escalated and objection.party != GOV_OFFICE.id:
            yield objection_limit(id, objection)


def publicity_limit(round: AwardRound) -> Deadline:
    key, days = _publicity_key(round), round.publicity_days
    return Deadline(key, round.publicised_on, days, "working", CLAUSE)


def objection_limit(id: str, objection: Objection) -> Deadline:
    lodged = objection.lodged
    return Deadline(f"objection-{id}", lodged.lodged_on, lodged.working_days, "working", CLAUSE)


@AWARD_ROUND.when_passed(clause=CLAUSE)
def publicity_or_patience_ends(
    round: AwardRound, passed: DeadlinePassed, context: Context
) -> Events:
    if passed.key == _publicity_key(round) and not round.publicity_over:
        yield award_round_result.AwardPublicityEnded(
            passed.stream_id, publicity=round.publicity, last_day=passed.due_on
        )
    id = passed.key.removeprefix("objection-")
    objection = round.objections.get(id)
    if objection is not None and objection.open and not objection.escalated:
        about = objection.lodged.about
        county = context.registry.county_of(about) if about else None
        yield award_round_result.AwardObjectionEscalated(
            passed.stream_id, objection=id, key=passed.key, organisation="finance",
            escalated_to=GOV_OFFICE.id, town=about, county=county, due_on=passed.due_on,
        )  # fmt: skip


def _publicity_key(round: AwardRound) -> str:
    return f"publicity-{round.publicity}"
