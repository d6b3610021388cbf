"""Who sees what of an award round: bids and points are sealed until the result is publicised.

A bid is seen by the town that made it, by the reviewers who score it, and by the organiser; a
reviewer's points by the reviewer alone, and after scoring by the organiser; an objection by who
lodged it and who decides. What a new scoring makes is sealed until it is publicised in its turn.
"""

from shared.kernel.aggregate import (
    part,
    to_everyone,
    to_named,
    to_organisation,
    to_party,
    to_person,
    to_town,
)
from shared.schemas.finance import award_round, award_round_result
from shared.schemas.finance import award_round_changes as award_changes

ORGANISER = "finance"

SIGHT = [to_town("towns"), to_named(), to_everyone(once="published")]
PARTS = [
    part(
        "bid",
        to_party("town"),
        to_person("judges"),
        to_organisation(ORGANISER),
        events=[
            award_round.AwardBidSubmitted,
            award_round.ReviewerRecused,
            award_changes.AwardBidDisqualified,
        ],
        until="published",
        about=lambda round, event: {"judges": round.judges_of(event.town)},
    ),
    part(
        "points",
        to_person("judge"),
        to_organisation(ORGANISER, once="scored"),
        events=[award_round.AwardBidScored],
        until="points_published",
        about=lambda round, event: {"judge": round.person(event.reviewer)},
    ),
    part(
        "ranking",
        to_organisation(ORGANISER, once="scored"),
        events=[award_round.AwardScoringClosed],
        until="points_published",
    ),
    part(
        "objection",
        to_party("organisation"),
        to_organisation(ORGANISER),
        to_organisation("gov-office"),
        events=[award_round_result.AwardObjectionLodged],
        apart=True,
    ),
]
