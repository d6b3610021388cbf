"""How far a project or a permit has come: what ledgers keep of it, and the clerks' words."""

from typing import Annotated, Literal

from shared.schemas.words import words

ProjectStage = Annotated[
    Literal[
        "applied", "reviewed", "admitted", "returned", "rejected", "withdrawn", "exited",
        "completed",
    ],
    words(
        applied="已申报",
        reviewed="初审通过",
        admitted="在库",
        returned="退回补正",
        rejected="不予入库",
        withdrawn="已撤回",
        exited="已出库",
        completed="已竣工",
    ),
]  # fmt: skip
OpinionSaid = Annotated[
    Literal["agrees", "objects", "objects-by-law", "overcome", "silent"],
    words(
        {"objects-by-law": "不同意（法定）"},
        agrees="同意",
        objects="不同意",
        overcome="不同意（联席会议已议定）",
        silent="期满未反馈，视为无异议",
    ),
]
PermitStage = Annotated[
    Literal[
        "required", "requested", "deficient", "accepted", "declined", "withdrawn", "lapsed",
        "granted", "refused", "revoked", "outside",
    ],
    words(
        required="应办",
        requested="已申请",
        deficient="待补正",
        accepted="已受理",
        declined="不予受理",
        withdrawn="已撤回",
        lapsed="容缺材料逾期未补齐，受理终止",
        granted="准予许可",
        refused="不予许可",
        revoked="已撤销",
        outside="已退出绿色通道",
    ),
]  # fmt: skip
CommitmentCheck = Annotated[
    Literal["", "due", "kept", "breached"], words(due="待核查", kept="属实", breached="未兑现")
]
RenewalStage = Annotated[
    Literal["nominated", "listed", "declined", "removed"],
    words(nominated="已推荐", listed="已列入", declined="不列入", removed="已移出"),
]
PowerStanding = Annotated[
    Literal["exercised", "suspended", "withdrawn"],
    words(exercised="行使中", suspended="暂停行使", withdrawn="已收回"),
]
