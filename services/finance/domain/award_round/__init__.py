"""AwardRound 竞争性奖补, RZ-2.2.f: its state, its rules, and its commands by what they do."""

from services.finance.domain.award_round import bids, changes, limits, result, revoking, tasks
from services.finance.domain.award_round.state import AWARD_ROUND

AWARD_ROUND.takes(bids, result, changes, revoking, limits, tasks)
