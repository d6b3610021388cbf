"""How far a list, a power or a reform has come: what ledgers keep of it, and the clerks' words."""

from typing import Annotated, Literal

from shared.schemas.words import words

ListStage = Annotated[
    Literal["drafting", "circulated", "approved", "published", "filed"],
    words(
        drafting="起草",
        circulated="征求意见和审核",
        approved="已批准待公布",
        published="已公布待备案",
        filed="已备案",
    ),
]
ItemStage = Annotated[
    Literal["drafted", "published", "dropped"],
    words(drafted="草案", published="已公布", dropped="已移出草案"),
]
DelegationStage = Annotated[
    Literal["assessed", "delegated", "exercised", "suspended", "withdrawn"],
    words(
        assessed="已评估能力",
        delegated="已下放待承接",
        exercised="行使中",
        suspended="暂停行使",
        withdrawn="已收回",
    ),
]
ReformStage = Annotated[
    Literal["proposed", "running", "refused", "ended", "promoted"],
    words(
        proposed="待审核批准",
        running="试点中",
        refused="未获批准",
        ended="已终止",
        promoted="已推广",
    ),
]
