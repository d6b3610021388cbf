"""镇兴 Programme: how the programme itself stands. Nobody is woken by any of it.

Replicas tell the same figures, so the greatest of them is taken, never their sum.
"""

from deploy.grafana.panels import Ask, Bars, Dashboard, Figure, Graph
from deploy.grafana.programme_departments import BY_DEPARTMENT, WAITING

PROGRAMME = Dashboard(
    "zhenxing-programme",
    "镇兴 Programme",
    [
        Figure(
            "在库项目 projects in the library",
            [Ask('sum(max by (town) (zhenxing_programme_projects{stage="admitted"}))')],
        ),
        Figure(
            "竣工项目 projects completed",
            [Ask('sum(max by (town) (zhenxing_programme_projects{stage="completed"}))')],
        ),
        Figure(
            "未结事项 red matters",
            [Ask('sum(max by (handler) (zhenxing_programme_issues{light="red"})) or vector(0)')],
            about="红灯事项：超过办理时限",
        ),
        Figure(
            "逾期待办 tasks late",
            [Ask('sum(max by (service, organisation) (zhenxing_programme_tasks{state="late"}))')],
        ),
        *WAITING,
        Bars(
            "各镇项目 projects by town and stage",
            [Ask("max by (town, stage) (zhenxing_programme_projects)", "{{town}} {{stage}}")],
        ),
        Bars(
            "资金链条 money by step of the chain and town",
            [
                Ask(
                    "max by (step, town) (zhenxing_programme_project_funds_fen) / 100",
                    "{{town}} {{step}}",
                )
            ],
            unit="currencyCNY",
        ),
        Graph(
            "全市资金 funds by step",
            [
                Ask(
                    "sum by (step) (max by (step, county) (zhenxing_programme_funds_fen)) / 100",
                    "{{step}}",
                )
            ],
            unit="currencyCNY",
        ),
        Bars(
            "预留比例 reserve ratio by county",
            [Ask("max by (county) (zhenxing_programme_reserve_ratio_percent)", "{{county}}")],
            unit="percent",
            about="RZ-2.3.g：不低于 10%",
        ),
        Bars(
            "事项红黄绿灯 matters by light and department",
            [Ask("max by (light, handler) (zhenxing_programme_issues)", "{{handler}} {{light}}")],
        ),
        Bars(
            "许可时限 permits: limit used, the worst of each organisation",
            [
                Ask(
                    "max by (organisation) (zhenxing_programme_permit_limit_used_ratio)"
                    " or vector(0)",
                    "{{organisation}}",
                )
            ],
            unit="percentunit",
            about="大于 100% 即超期",
        ),
        Graph(
            "许可 permits by state",
            [
                Ask(
                    "sum by (status) (max by (status, town) (zhenxing_programme_permits))",
                    "{{status}}",
                )
            ],
        ),
        Bars(
            "待办 open tasks by who must act",
            [
                Ask(
                    "sum by (organisation, state)"
                    " (max by (service, organisation, state) (zhenxing_programme_tasks))",
                    "{{organisation}} {{state}}",
                )
            ],
        ),
        *BY_DEPARTMENT,
    ],
    since="now-30d",
)
