"""What raises an issue when it is late in the talent service (RZ-2.5)."""

from services.supervision.reactions.late import late
from shared.schemas.talent import engagement as engagements
from shared.schemas.talent import first_secretary as secretaries
from shared.schemas.talent import introduced_talent as talents
from shared.schemas.talent import post_demand as demands
from shared.schemas.talent import recruitment_plan as plans
from shared.schemas.talent import secondment as secondments
from shared.schemas.talent import shortage_list as lists
from shared.schemas.talent import strength as strengths
from shared.schemas.talent import upward_loan as loans

over_strength_raises_an_issue = late(
    strengths.OverStrengthOverdue, "{posts}超编逾期未消化",
    "{posts}超编 {over} 名应于 {due_on} 前消化。",
    of=("over-strength", "{town}", "{posts}"), key="over-strength-{posts}",
    why="the county's staffing office, which was to digest it, handles the issue.",
)  # fmt: skip
overdue_loan_raises_an_issue = late(
    loans.LoanOverdue, "借调逾期未还：{name}", "{name}的借调应于 {due_on} 前返回。",
    of=("upward-loan", "{loan}"), key="return",
    why="the department that borrowed handles the issue.",
)  # fmt: skip
unanswered_request_raises_an_issue = late(
    secondments.SecondeeOverdue, "挂职需求逾期未答复：{name}",
    "挂职岗位“{name}”的需求应于 {due_on} 前答复。",
    of=("secondee", "{secondment}"), key="answer",
    why="the county's organization department handles the issue.",
)  # fmt: skip
passed_secondment_raises_an_issue = late(
    secondments.SecondmentDue, "挂职期满未处理：{name}",
    "挂职“{name}”已于 {due_on} 期满，尚未返回、延期或留任。",
    of=("secondment", "{secondment}"), key="end",
    why="who decided on the secondment sees to its end.",
)  # fmt: skip
late_rotation_raises_an_issue = late(
    secretaries.RotationOverdue, "第一书记期满未轮换：{name}",
    "{name}的第一书记已于 {due_on} 任期届满，尚未轮换。",
    of=("first-secretary", "{village}"), key="rotate",
    why="who sent the first secretary sees to who follows.",
)  # fmt: skip
unanswered_demand_raises_an_issue = late(
    demands.PostDemandOverdue, "用人需求逾期未答复：{name}",
    "用人需求“{name}”应于 {due_on} 前答复。",
    of=("post-demand", "{demand}"), key="answer",
    why="the county's department of human resources handles the issue.",
)  # fmt: skip
unapproved_post_use_raises_an_issue = late(
    plans.PostUseOverdue, "用编申请逾期未核准：{name}",
    "用编申请“{name}”应于 {due_on} 前核准。",
    of=("post-use", "{plan}"), key="approval",
    why="the county's staffing office handles the issue, which is the county's own.",
)  # fmt: skip
late_list_raises_an_issue = late(
    lists.ShortageListOverdue, "急需紧缺人才目录逾期未发布：{name}",
    "{year}年急需紧缺人才目录应于 {due_on} 前发布。",
    of=("shortage-list", "{year}"), key="next-list",
    why="the city's department of human resources handles the issue.",
)  # fmt: skip
late_verification_raises_an_issue = late(
    talents.TalentVerificationOverdue, "引进人才逾期未核实：{name}",
    "引进人才（{name}）应于 {due_on} 前核实。",
    of=("talent", "{talent}"), key="verify",
    why="the county's department of human resources handles the issue.",
)  # fmt: skip
late_draw_raises_an_issue = late(
    engagements.ExpertDrawOverdue, "专家逾期未抽取：{name}",
    "{name}应于 {due_on} 前抽取专家。",
    of=("experts", "{engagement}"), key="draw", why="the expert secretary handles the issue.",
)  # fmt: skip
late_opinion_raises_an_issue = late(
    engagements.ExpertOpinionOverdue, "专家意见逾期：{name}",
    "{name}尚缺 {missing} 份专家意见，应于 {due_on} 前提出。",
    of=("opinion", "{engagement}"), key="opinions",
    why="the expert secretary handles the issue.",
)  # fmt: skip
unanswered_opinion_raises_an_issue = late(
    engagements.OpinionAnswerOverdue, "专家意见逾期未答复：{name}",
    "{name}的专家意见应于 {due_on} 前答复。",
    of=("opinion-answer", "{engagement}", "{expert}"), key="answer-{expert}",
    why="who asked for the opinion answers it.",
)  # fmt: skip
