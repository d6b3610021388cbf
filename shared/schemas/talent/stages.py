"""How far a matter of talent has come: what ledgers keep of it, and the clerks' words."""

from typing import Annotated, Literal

from shared.schemas.words import words

SecondmentStage = Annotated[
    Literal["requested", "nominated", "declined", "started", "ended"],
    words(
        requested="已提出需求",
        nominated="已提出人选单位",
        declined="不予选派",
        started="挂职中",
        ended="已结束",
    ),
]
