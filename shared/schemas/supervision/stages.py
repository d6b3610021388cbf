"""How far a matter or a bulletin has come: what ledgers keep of it, and the clerks' words."""

from typing import Annotated, Literal

from shared.schemas.words import words

MatterStep = Annotated[
    Literal[
        "raised", "assigned", "planned", "handled", "closure-requested", "reopened", "suspended",
        "explained", "resolved", "concluded", "withdrawn", "merged",
    ],
    words(
        {"closure-requested": "申请销号"},
        raised="提出",
        assigned="交办",
        planned="方案",
        handled="办理",
        reopened="重办",
        suspended="挂账",
        explained="解释说明",
        resolved="销号",
        concluded="解释答复",
        withdrawn="撤回",
        merged="合并",
    ),
]  # fmt: skip
MatterEnd = Annotated[
    Literal["resolved", "concluded", "withdrawn", "merged"],
    words(resolved="销号", concluded="解释答复", withdrawn="撤回", merged="合并"),
]
CourseEnd = Annotated[
    Literal["", "resolved", "explained", "withdrawn", "merged"],
    words(resolved="销号", explained="解释说明", withdrawn="撤回", merged="合并"),
]
"""How a course of handling ended; one that goes on has not."""
Light = Annotated[Literal["", "green", "yellow", "red"], words(green="绿", yellow="黄", red="红")]
"""The light of a running plan; without one there is no light."""
VisitOccasion = Annotated[
    Literal["closure", "explanation"], words(closure="申请销号", explanation="解释说明")
]
BulletinStage = Annotated[
    Literal["drafted", "published", "corrected"],
    words(drafted="拟稿", published="已印发", corrected="已更正"),
]
LeadershipGap = Annotated[
    Literal["city-leader", "county-leader", "assist-group"],
    words({"city-leader": "市级领导", "county-leader": "县级领导", "assist-group": "帮包小组"}),
]
