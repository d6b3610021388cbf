"""An award that was granted is revoked 撤销, and what was paid for it comes back 追回 (RZ-2.2.f).

What the town has not committed returns to the fund in the same append. What it has, it owes, out of
contracts that come down (then it is recalled) or of its own means (then it goes to the treasury).
"""

from services.finance.domain.award_round import rules
from services.finance.domain.award_round.bids import require_stage
from services.finance.domain.award_round.money import BACKED, recalled, uncommitted_fen
from services.finance.domain.award_round.state import AWARD_ROUND, CLAUSE, AwardRound
from services.finance.domain.fund.allocation import require_within
from services.finance.domain.organisations import FINANCE
from shared.kernel.aggregate import Context, Events, refuse
from shared.schemas.finance import award_round_changes as award_changes


@AWARD_ROUND.command(title="撤销奖补", clause=CLAUSE, by=[FINANCE], guards=[BACKED])
def revoke_award(round: AwardRound, cmd: award_changes.RevokeAward, context: Context) -> Events:
    require_stage(round, "granted")
    awarded = round.awards.get(cmd.town, 0)
    if not awarded or cmd.town in round.disqualified:
        refuse(rules.AWARD_STANDS, town=cmd.town)
    back = min(awarded, uncommitted_fen(round, cmd.town, context))
    return [
        award_changes.AwardRevoked.of(
            cmd, county=context.registry.county_of(cmd.town), awarded_fen=awarded,
            recalled_fen=back, owed_fen=awarded - back,
            recovery_days=context.parameter("finance.award_recovery_days"),
            decided_by=context.actor.organisation, decided_on=context.today,
        ),
        *recalled(round, cmd.town, back, cmd.reason, context),
    ]  # fmt: skip


@AWARD_ROUND.command(title="追回奖补", clause=CLAUSE, by=[FINANCE], guards=[BACKED])
def recover_award(round: AwardRound, cmd: award_changes.RecoverAward, context: Context) -> Events:
    owed = round.owed_fen(cmd.town)
    require_within(rules.WITHIN_WHAT_IS_OWED, owed, cmd.amount_fen, town=cmd.town)
    yield award_changes.AwardRecovered.of(
        cmd, owed_fen=owed - cmd.amount_fen, recovered_on=context.today
    )
    if cmd.way == "recall":
        uncommitted = uncommitted_fen(round, cmd.town, context)
        require_within(rules.RECALLED_IS_UNCOMMITTED, uncommitted, cmd.amount_fen)
        reason = round.owed[cmd.town].reason
        yield from recalled(round, cmd.town, cmd.amount_fen, reason, context)
