"""What RZ-1 counts in: directions, tiers, frequencies; how far a matter of it has come."""

from typing import Annotated, Literal

from shared.schemas.words import words

Direction = Annotated[
    Literal["layout", "drive", "capacity", "housing", "support"],
    words(
        "方向",
        layout="优化区域布局",
        drive="激发内生动力",
        capacity="增强承载能力",
        housing="改善居住质量",
        support="强化扶持政策",
    ),
]
"""The five directions of the policy's first part."""
DIRECTIONS: tuple[Direction, ...] = ("layout", "drive", "capacity", "housing", "support")

TierLevel = Annotated[
    Literal["cultivation", "municipal", "provincial"],
    words("层级", cultivation="培育镇", municipal="市级试点镇", provincial="省级试点镇"),
]
NominationStage = Annotated[
    Literal["none", "nominated", "passed", "refused", "publicised", "publicity-ended"],
    words(
        {"publicity-ended": "公示期满"},
        none="无",
        nominated="已推荐",
        passed="评审通过",
        refused="评审未通过",
        publicised="公示",
    ),
]
AcceptanceStage = Annotated[
    Literal["none", "creating", "applied", "passed", "failed"],
    words("验收", none="未设定创建期", creating="创建期", applied="申请验收", passed="验收通过",
          failed="验收未通过"),
]  # fmt: skip
WarningStage = Annotated[
    Literal["none", "warned", "rectified", "overdue"],
    words("警示", none="无", warned="警示整改中", rectified="已报整改", overdue="整改逾期"),
]
Frequency = Annotated[
    Literal["monthly", "quarterly", "yearly"],
    words("频次", monthly="每月", quarterly="每季", yearly="每年"),
]
Feed = Annotated[
    Literal["projects-admitted", "projects-completed", "admitted-investment"],
    words(
        "自动取数",
        {
            "projects-admitted": "当年入库项目数（个）",
            "projects-completed": "当年竣工项目数（个）",
            "admitted-investment": "当年入库项目投资（万元）",
        },
    ),
]
"""What other services' facts come to; the unit stands with it."""
FigureStage = Annotated[
    Literal["recorded", "returned", "verified"],
    words("状态", recorded="待核定", returned="已退回", verified="已核定"),
]
PlanStage = Annotated[
    Literal["adopted", "returned", "approved", "filed"],
    words("阶段", adopted="待区县审批", returned="已退回", approved="已批准", filed="已备案"),
]
OpinionStage = Annotated[
    Literal["awaited", "given", "waived", "lapsed"],
    words("专家意见", awaited="等待专家意见", given="已出具", waived="经说明免除", lapsed="逾期未出具"),
]  # fmt: skip
AssessmentStage = Annotated[
    Literal["opened", "submitted", "reviewed", "scored", "publicised", "publicity-ended",
            "confirmed"],
    words(
        {"publicity-ended": "公示期满"},
        opened="待自评",
        submitted="待区县初审",
        reviewed="待评分",
        scored="已评分",
        publicised="公示",
        confirmed="已确认",
    ),
]  # fmt: skip
Grade = Annotated[
    Literal["excellent", "good", "qualified", "unqualified"],
    words("等次", excellent="优秀", good="良好", qualified="合格", unqualified="不合格"),
]
TaskStage = Annotated[
    Literal["open", "overdue", "completed", "cancelled"],
    words("状态", open="进行中", overdue="逾期", completed="已完成", cancelled="已取消"),
]
PracticeStage = Annotated[
    Literal["drafted", "submitted", "cleared", "held", "verified", "published", "retracted"],
    words("阶段", drafted="待完善报送", submitted="待保密审查", cleared="待核实", held="未通过保密审查", verified="已核实",
          published="已推广", retracted="已撤回"),
]  # fmt: skip
