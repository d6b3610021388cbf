"""How far an award round or a treasury has come: what ledgers keep of it, and the clerks' words."""

from typing import Annotated, Literal

from shared.schemas.words import words

AwardStage = Annotated[
    Literal["scoring", "scored", "publicised", "publicity-ended", "granted", "cancelled"],
    words(
        {"publicity-ended": "公示期满"},
        scoring="申报评分",
        scored="评分结束",
        publicised="公示",
        granted="已授予",
        cancelled="流标",
    ),
]
TreasuryStage = Annotated[
    Literal["applied", "approved", "opened"], words(applied="申请", approved="批准", opened="开库")
]
