"""How far a matter of land has come: what ledgers keep of it, and the clerks' words."""

from typing import Annotated, Literal

from shared.schemas.words import words

RecommendationStage = Annotated[
    Literal["nominated", "listed", "declined", "withdrawn", "revoked"],
    words(
        nominated="已推荐", listed="已列入", declined="未列入", withdrawn="已撤回", revoked="已移出"
    ),
]
CoordinationStage = Annotated[
    Literal["open", "settled", "revoked", "closed"],
    words(open="待解决", settled="已解决", revoked="已移出", closed="已关闭"),
]
DemandStage = Annotated[
    Literal["open", "met", "refused", "declined"],
    words(open="待满足", met="已满足", refused="不予安排", declined="本镇放弃"),
]
ProgrammeStage = Annotated[
    Literal["nominating", "ranked", "selected", "completed", "ended"],
    words(
        nominating="申报中",
        ranked="已排序",
        selected="已确定",
        completed="已办结",
        ended="已终止",
    ),
]
RequestStage = Annotated[
    Literal["open", "allocated", "refused", "returned", "withdrawn"],
    words(
        open="待办", allocated="已安排", refused="不予安排", returned="已退回", withdrawn="已撤回"
    ),
]
EntryStage = Annotated[
    Literal[
        "conditions", "plan", "decision", "comments", "plan-returned", "announced", "concluded",
        "signed", "filed", "collected", "registered", "annulled", "ended",
    ],
    words(
        {"plan-returned": "退改方案"},
        conditions="规划条件",
        plan="报送方案",
        decision="民主决策",
        comments="政府意见",
        announced="公告",
        concluded="成交",
        signed="签订合同",
        filed="合同备案",
        collected="收取调节金",
        registered="已登记",
        annulled="成交作废",
        ended="已终止",
    ),
]  # fmt: skip
ReserveAct = Annotated[Literal["opened", "withdrawn"], words(opened="调剂", withdrawn="收回调剂")]
BatchStage = Annotated[
    Literal["planned", "approved", "completed", "withdrawn"],
    words(planned="待批准", approved="实施中", completed="已完成", withdrawn="已撤回"),
]
ScreeningStage = Annotated[
    Literal["open", "requested", "ended"],
    words(open="待筛查", requested="已申请用地", ended="已结束"),
]
