"""How far a matter of talent has come: what ledgers keep of it, and the clerks' words."""

from typing import Annotated, Literal

from shared.schemas.kinds import Identifier
from shared.schemas.words import called, words

TalentField = Annotated[
    str,
    called(
        Identifier,
        "专业领域",
        {
            "planning": "规划",
            "finance": "财经",
            "education": "教育",
            "health": "卫生",
            "tourism": "旅游",
        },
    ),
]
"""Of an open list: the parameter `talent.fields` says which must be covered."""

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
RequestStage = Annotated[
    Literal["requested", "returned", "decided", "forwarded", "approved", "refused", "implemented"],
    words(
        requested="待论证审议",
        returned="已退回",
        decided="已审议",
        forwarded="已上报",
        approved="已批复待落实",
        refused="不予增编",
        implemented="已落实",
    ),
]
QuotaStage = Annotated[
    Literal["requested", "approved", "refused", "publicised", "recorded"],
    words(
        requested="待核定",
        approved="已核定",
        refused="不予提高",
        publicised="公示",
        recorded="已登记结果",
    ),
]
FilingStage = Annotated[
    Literal["opened", "filed", "returned", "accepted", "concluded"],
    words(
        opened="待备案",
        filed="待答复",
        returned="已退回",
        accepted="已备案",
        concluded="已总结",
    ),
]
CaseStage = Annotated[
    Literal[
        "applied", "declined", "accepted", "verified", "determined", "told", "review", "closed"
    ],
    words(
        applied="待受理",
        declined="不予受理",
        accepted="核实中",
        verified="待认定",
        determined="待告知",
        told="已告知",
        review="复核中",
        closed="已结案",
    ),
]
CountedCell = Annotated[
    Literal["applied", "exempted", "lightened", "mitigated", "denied"],
    words(applied="申请", exempted="免责", lightened="从轻", mitigated="减轻", denied="不予容错"),
]
RecruitmentStep = Annotated[
    Literal["request", "approval", "plan", "decision", "result"],
    words(
        request="申请用编",
        approval="用编核准",
        plan="制定或上报计划",
        decision="登记批准的计划",
        result="登记招录结果",
    ),
]
BenefitStage = Annotated[
    Literal["publicised", "over", "granted", "stopped"],
    words(publicised="公示中", over="公示期满", granted="已兑现", stopped="已停发"),
]
