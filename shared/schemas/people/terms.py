"""The words of the register of people: 任职, 职责, 代理. What all services share stands above."""

from shared.schemas.glossary import Terms, code, day, term, thing
from shared.schemas.references import Listed, More, listed
from shared.schemas.within import Within, within

TERMS: Terms = {
    "person": thing("人员编号", "person"),
    "principal": thing("被代理人", "person"),
    "subject": code("登录标识"),
    "name": term("姓名", kind="person"),
    "sign_in": code("登录标识占用编号"),
    "number": term("任职序号", unit="ordinal"),
    "appointment": term("被代理的任职序号", unit="ordinal"),
    "deputising": term("代理序号", unit="ordinal"),
    "duties": "职责",
    "excluding": "不相容职责",
    "erasure": code("删除记载编号"),
    "post": term("职务", kind="post"),
    "since": day("任职起"),
    "until": "任职止",
    "ends_on": "任职止",
    "previous_until": "原任职止",
    "at_once": "是否立即终止",
    "appointed_on": "任命日期",
    "appointed_by": "任命单位",
    "agreed_by": "同意单位",
    "good_until": "同意有效期至",
    "withdrawn_by": "撤回单位",
    "registered_by": "登记单位",
    "removed_on": "注销日期",
    "removed_by": "注销单位",
    "reinstated_on": "恢复日期",
    "ended_on": "办理离任日期",
    "named_on": "指定日期",
    "notice_working_days": term("届满提醒（工作日）", unit="working-days"),
    "appointments": "同时终止的任职",
    "deputisings": "同时终止的代理",
}

LISTED: dict[str, Listed] = {
    "person": listed(
        "人员", "person-names", "person", says=("name",),
        more=More("appointments", "person", ("organisation", "duty"), {"standing": "held"}),
    ),
}  # fmt: skip

WITHIN: tuple[Within, ...] = (
    within(
        "任职",
        "person",
        "number",
        {"PersonAppointed": "number"},
        says=("organisation", "duties", "since", "until"),
        fields={"appointment": "principal"},
        ended_by=("AppointmentEnded", "AppointmentLapsed"),
    ),
    within(
        "代理",
        "person",
        "deputising",
        {"DeputyNamed": "deputising"},
        says=("principal_name", "organisation", "since", "until"),
        ended_by=("DeputisingEnded",),
    ),
)
