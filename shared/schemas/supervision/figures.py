"""What supervision's events count for in 政策兑现: people who came to help a town; those who left
came too."""

from shared.schemas.figures import Figures, counts
from shared.schemas.supervision import assist_group, leader_link

FIGURES: Figures = {
    # RZ-3.1.a
    leader_link.LeaderLinked: [counts(people="1")],
    assist_group.GroupFormed: [counts(people="members")],
    assist_group.GroupMembersChanged: [counts(people="joined")],
}
