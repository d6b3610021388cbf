"""The programme's panels of the departments whose services joined later, and of the land and
supervision beside their money.

What may well be nothing, such as what is late, asks for 0 then: an empty panel looks like a fault.
"""

from deploy.grafana.panels import Ask, Bars, Figure, Panel


def waiting(name: str, by: str, where: str = "") -> Ask:
    """What should not be, by who or where; 0 where there is none."""
    told = f"zhenxing_programme_{name}{{{where}}}" if where else f"zhenxing_programme_{name}"
    return Ask(f"max by ({by}) ({told}) or vector(0)", f"{{{{{by}}}}}")


def counted(name: str, by: str, at: str) -> Ask:
    """How many there are, by state and place."""
    return Ask(f"max by ({at}, {by}) (zhenxing_programme_{name})", f"{{{{{at}}}}} {{{{{by}}}}}")


def money(name: str) -> Ask:
    """By step of its chain and town, in yuan."""
    return Ask(f"max by (step, town) (zhenxing_programme_{name}) / 100", "{{town}} {{step}}")


def figure(title: str, name: str, by: str, where: str = "") -> Figure:
    """How many of what waits there are in all."""
    asked = waiting(name, by, where).expr.removesuffix(" or vector(0)")
    return Figure(title, [Ask(f"sum({asked}) or vector(0)")])


WAITING: list[Panel] = [
    figure("未决融资需求 demands of credit undecided", "financing_demands_unanswered", "town"),
    figure("暂停行使事权 powers suspended", "delegations", "town", 'status="suspended"'),
    figure("即将期满挂职 secondments due", "secondments_due", "town"),
    figure("未确认评估 assessments waiting", "town_assessments", "town", 'stage!="confirmed"'),
]

BY_DEPARTMENT: list[Panel] = [
    Bars(
        "各层级镇 towns by level",
        [Ask("max by (level) (zhenxing_programme_towns)", "{{level}}")],
    ),
    Bars("年度评估 yearly assessments", [counted("town_assessments", "stage", "town")]),
    Bars("培育任务 cultivation tasks", [counted("cultivation_tasks", "stage", "town")]),
    Bars(
        "逾期培育任务 cultivation tasks late", [waiting("cultivation_tasks_late", "organisation")]
    ),
    Bars("指标数据 figures of indicators", [counted("indicator_figures", "stage", "town")]),
    Bars("未处理异议 objections open", [waiting("assessment_objections_open", "town")]),
    Bars("镇警示 towns warned", [waiting("town_warnings", "town")]),
    Bars("用地申请 requests for land", [counted("land_requests", "status", "town")]),
    Bars("用地需求 demands for land", [waiting("land_demands", "town", 'outcome="open"')]),
    Bars("存量筛查 screenings of idle land", [counted("land_screenings", "status", "town")]),
    Bars("待主要负责人答复 replies owed", [waiting("replies_owed", "department")]),
    Bars("融资需求 demands of credit", [counted("financing_demands", "stage", "town")]),
    Bars("融资链条 credit by step", [money("financing_fen")], unit="currencyCNY"),
    Bars("担保 guarantees", [counted("guarantees", "stage", "town")]),
    Bars("担保链条 guarantees by step", [money("guarantees_fen")], unit="currencyCNY"),
    Bars("社会资本合作 private capital", [counted("cooperation_opportunities", "stage", "town")]),
    Bars("挂职 secondments", [counted("secondments", "stage", "town")]),
    Bars("第一书记轮换 rotations due", [waiting("first_secretaries_due", "town")]),
    Bars("借调逾期 lent upwards too long", [waiting("upward_loans_overdue", "borrower")]),
    Bars("增编申请 requests for posts", [counted("establishment_requests", "status", "town")]),
    Bars("用人需求 demands for staff", [counted("post_demands", "answer", "town")]),
    Bars("招录计划 recruitment plans", [counted("recruitment_plans", "step", "county")]),
    Bars("专家服务 experts asked for", [counted("expert_engagements", "stage", "town")]),
    Bars("下放事权 powers handed down", [counted("delegations", "status", "town")]),
    Bars("下放超期 steps late", [waiting("delegations_late", "overdue_by")]),
    Bars("未落实保障 supports owed", [waiting("delegation_supports_owed", "town")]),
    Bars("下放事权办件 cases of delegated powers", [counted("delegated_cases", "late", "town")]),
    Bars("赋权事项 powers on the lists", [counted("power_items", "status", "county")]),
    Bars("赋权清单 lists of powers", [counted("power_lists", "status", "county")]),
    Bars("先行先试 pilot reforms", [counted("pilot_reforms", "status", "town")]),
    Bars("人员 persons on the register", [counted("persons", "standing", "registered_by")]),
    Bars("任职 duties given", [counted("appointments", "standing", "organisation")]),
    Bars("任职即将届满 duties that end soon", [waiting("appointments_ending", "organisation")]),
    Bars("不相容职责 excluding duties", [waiting("appointments_excluding", "organisation")]),
    Bars("代理 deputies", [counted("deputies", "standing", "organisation")]),
]
