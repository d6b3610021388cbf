"""状态: how a person and a term stand."""

from typing import Annotated, Literal

from shared.schemas.words import words

Standing = Annotated[
    Literal["held", "ended", "removed"],
    words("状态", held="在任", ended="已离任", removed="已注销"),
]
"""How an appointment stands that has been made; whether it has begun, its days say."""

PersonStanding = Annotated[
    Literal["registered", "removed"], words("状态", registered="在册", removed="已注销")
]

RegisterAct = Annotated[
    Literal[
        "registered", "corrected", "agreed", "agreement-withdrawn", "appointed", "extended",
        "ends-soon", "ended", "lapsed", "deputises", "deputising-ended", "removed", "reinstated",
    ],
    words(
        "事由",
        {
            "ends-soon": "即将届满",
            "deputising-ended": "代理结束",
            "agreement-withdrawn": "撤回同意任职",
        },
        registered="登记",
        corrected="更正",
        agreed="同意其他单位任职",
        appointed="任职",
        extended="续任",
        ended="离任",
        lapsed="任期届满",
        deputises="代理",
        removed="注销",
        reinstated="恢复",
    ),
]  # fmt: skip
"""What an event of the register does to a person's record."""
