"""What raises an issue when a demand is not answered, or a guarantee is late, in credit (RZ-2.4).

Whoever guides or guarantees handles the issue; a bank never does.
"""

from services.supervision.reactions.late import late
from shared.schemas.credit import assessment as assessments
from shared.schemas.credit import capital as capitals
from shared.schemas.credit import demand_answers as answers
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit import loan_book as loans

FARMING = "the county's farming department handles the issue."
STEPS = {"push": "推送", "contact": "对接", "decision": "答复"}

unanswered_demand_raises_an_issue = late(
    answers.DemandUnanswered, "融资需求逾期未{step}：{name}",
    "融资需求“{name}”未在 {due_on} 前{step}，请协调答复。",
    of=("{key}", "{demand}"), also=lambda told: {"step": STEPS[told.stage]},
    why="local-finance coordinates; whether to lend stays the institution's decision.",
)  # fmt: skip
late_guarantee_raises_an_issue = late(
    guarantees.GuaranteeOverdue, "担保{step}超期：{name}",
    "担保申请“{name}”未在 {due_on} 前{step}。",
    of=("{key}", "{guarantee}"), why="the guarantee company's centre handles the issue.",
)  # fmt: skip
late_lease_review_raises_an_issue = late(
    capitals.LeaseReviewOverdue, "农地流转审查超期：{name}",
    "工商资本“{name}”的流转审查未在 {due_on} 前作出决定。",
    of=("{key}", "{capital}"), why=FARMING,
)  # fmt: skip
late_land_use_check_raises_an_issue = late(
    capitals.LandUseCheckOverdue, "流转用途检查超期：{name}",
    "工商资本“{name}”流转的土地未在 {due_on} 前检查。",
    of=("{key}", "{capital}"), why=FARMING,
)  # fmt: skip
late_loan_report_raises_an_issue = late(
    loans.LoanReportOverdue, "涉镇贷款报送超期：{name}",
    "{name} {year}年{quarter}的涉镇贷款未在 {due_on} 前报送。",
    of=("{key}", "{institution}"), why="local-finance sees to the report; of no town alone.",
)  # fmt: skip
late_assessment_objection_raises_an_issue = late(
    assessments.ScoreObjectionOverdue, "考核异议逾期未处理：{name}",
    "{name}的异议未在 {due_on} 前处理。",
    of=("{key}", "{assessment}"), why="local-finance handles the issue; of no town alone.",
)  # fmt: skip
