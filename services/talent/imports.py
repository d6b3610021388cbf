"""What departments bring in from their spreadsheets: of strength, people and experts (RZ-2.5), of posts
and grades (RZ-3.2)."""

from typing import Any

from services.talent.domain.appraisal_quota.state import APPRAISAL_QUOTA
from services.talent.domain.establishment_request.state import ESTABLISHMENT_REQUEST
from services.talent.domain.expert_pool import EXPERT_POOL
from services.talent.domain.first_secretary.state import FIRST_SECRETARY
from services.talent.domain.post_demand import POST_DEMAND
from services.talent.domain.secondment.state import SECONDMENT
from services.talent.domain.strength import STRENGTH
from services.talent.domain.upward_loan import UPWARD_LOAN
from shared.face.imports import Column, template
from shared.face.words import words_for
from shared.schemas.talent import expert_pool as pools
from shared.schemas.talent.stages import TalentField
from shared.schemas.words import words_of

STRENGTHS = template(
    "strengths",
    STRENGTH,
    "record-strength",
    title="镇编制实有表",
    view="town-strength",
    titles={"town": "镇", "posts": "编制类别", "approved": "核定编制", "actual": "实有人数"},
    example={"town": "taoluo", "posts": "administrative", "as_of": "2024-03-31",
             "approved": 42, "actual": 39},
)  # fmt: skip
LOANS = template(
    "upward-loans",
    UPWARD_LOAN,
    "approve-upward-loan",
    title="借调人员表",
    view="upward-loans",
    titles={"loan": "借调编号", "town": "镇", "name": "姓名", "borrower": "借入单位"},
    example={"loan": "taoluo-loan-1", "town": "taoluo", "posts": "institution",
             "person": "p-2024-11", "name": "演示-某某", "borrower": "reform",
             "started_on": "2024-03-01", "until": "2024-08-31", "decided_by": "organization",
             "document": "演示-借字1号"},
)  # fmt: skip
SECONDMENTS = template(
    "secondments",
    SECONDMENT,
    "register-secondment",
    title="挂职名册",
    view="secondments",
    titles={"secondment": "挂职编号", "town": "镇", "name": "姓名", "sender": "选派单位"},
    example={"secondment": "taoluo-secondment-0", "town": "taoluo", "sender": "reform",
             "person": "p-2024-12", "name": "演示-某某", "post": "副镇长（挂职）",
             "relation_stays": True, "started_on": "2024-01-02", "until": "2024-12-31",
             "decided_by": "organization", "decided_on": "2023-12-28",
             "document": "演示-挂任字0号"},
)  # fmt: skip
SECRETARIES = template(
    "first-secretaries",
    FIRST_SECRETARY,
    "dispatch-secretary",
    title="第一书记名册",
    view="first-secretaries",
    titles={"village": "村编号", "village_name": "村", "town": "镇", "name": "姓名"},
    example={"village": "taoluo-v01", "town": "taoluo", "village_name": "演示-东村",
             "person": "p-2024-13", "name": "演示-某某", "sender": "reform", "level": "city",
             "team": 2, "started_on": "2023-10-01", "until": "2025-09-30",
             "decided_by": "organization", "document": "演示-书记字1号",
             "deviation": "排序前已选派"},
)  # fmt: skip
DEMANDS = template(
    "post-demands",
    POST_DEMAND,
    "submit-post-demand",
    title="招录需求表",
    view="post-demands",
    titles={"demand": "需求编号", "town": "镇", "number": "需求人数", "speciality": "专业要求"},
    example={"demand": "taoluo-posts-1", "town": "taoluo", "year": 2027,
             "recruitment": "institution", "number": 2, "speciality": "城乡规划"},
)  # fmt: skip
FIELDS = words_of(TalentField)


def expert(row: dict[str, Any]) -> dict[str, Any]:
    """Fields stand in one cell, as clerks say them."""
    meant = {word: field for field, word in FIELDS.items()}
    said = str(row.get("fields", "")).replace(",", "、").replace("，", "、").split("、")
    return {**row, "fields": [meant.get(one.strip(), one.strip()) for one in said if one.strip()]}


EXPERTS = template(
    "experts",
    EXPERT_POOL,
    "admit-expert",
    title="专家库名册",
    view="experts",
    columns=[
        Column("pool", "专家库", "text", True, words_for(pools.PoolId)),
        Column("expert", "专家编号", "text", True),
        Column("person", "人员编号", "text", True),
        Column("name", "姓名", "text", True),
        Column("background", "基本情况", "text", True),
        Column("fields", "专业领域", "text", True),
        Column("mode", "服务方式", "text", True, words_for(pools.ServiceMode)),
        Column("since", "聘期开始", "date", True),
        Column("until", "聘期届满", "date", True),
        Column("document", "文号", "text", True),
        Column("unit", "所在单位", "text"),
    ],
    shape=expert,
    example={"pool": "rizhao", "expert": "e-01", "person": "p-2024-14", "name": "演示-某某",
             "background": "演示：退休高级规划师", "fields": "规划、旅游", "mode": "rehired",
             "since": "2024-01-01", "until": "2026-12-31", "document": "演示-聘字1号"},
    notes=["多个专业领域以顿号分隔；姓名和基本情况加密保存，删除个人信息后不可恢复。"],
)  # fmt: skip

POST_REQUESTS = template(
    "establishment-requests",
    ESTABLISHMENT_REQUEST,
    "request-posts",
    title="增编申请",
    view="establishment-requests",
    example={"request": "taoluo-posts-2024-900", "town": "taoluo", "institution": 2,
             "route": "pool", "reason": "演示：承接下放事权后力量不足"},
    notes=["一行只填行政编制或事业编制，不得混用。"],
)  # fmt: skip

APPRAISALS = template(
    "appraisal-quotas",
    APPRAISAL_QUOTA,
    "publicise-appraisal",
    title="优秀比例测算",
    view="appraisal-quotas",
    example={"quota": "taoluo-organ-2023", "town": "taoluo", "body": "organ", "year": 2023,
             "headcount": 46, "leaders_apart": 9, "excellent": 9},
    notes=["编号为“镇-类别-年度”；拟定优秀不得超过应参加考核人数乘以适用比例。"],
)  # fmt: skip
