"""What happens in the finance service: the funds, and the money of projects."""

from typing import Any

from deploy.demo.finance.funds import fund_ready_on, register
from deploy.demo.finance.money import money
from deploy.demo.projects.admission import Admitted
from deploy.demo.story import Programme


def finance_course(programme: Programme, figures: dict[str, Any], projects: list[Admitted]) -> None:
    for fund in figures["fund"]:
        register(programme, fund)
    money_from = {fund["id"]: fund_ready_on(fund) for fund in figures["fund"]}
    for admitted in projects:
        money(admitted, money_from[admitted.figures["fund"]])
