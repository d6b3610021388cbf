"""What happens in the finance service, clause by clause of RZ-2.2."""

from typing import Any

from deploy.demo.finance.awards import award_round, cancelled_round
from deploy.demo.finance.bonds import corporate_bond, guidance, proceeds
from deploy.demo.finance.capacity import capacities
from deploy.demo.finance.fees import fee_files
from deploy.demo.finance.fiscal import authority, system_version, treasury
from deploy.demo.finance.funds import (
    late_allocation,
    passing,
    pooling,
    preliminary,
    register,
    transfers,
)
from deploy.demo.finance.money import money
from deploy.demo.projects.admission import Admitted
from deploy.demo.settings import setting
from deploy.demo.story import Figures, Programme


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    figures, treasuries, awards = read("finance"), read("treasury"), read("awards")
    projects: list[Admitted] = earlier["projects"]
    for one in figures["setting"]:
        setting(programme, "finance", one)
    for fund in figures["fund"]:
        register(programme, fund)
    for transfer in figures["transfer"]:
        transfers(programme, transfer)
    passing(programme, figures["passing"])
    pooling(programme, figures["pooling"])
    years = {fund["id"]: fund["year"] for fund in figures["fund"]}
    for admitted in projects:
        money(admitted, years[admitted.figures["fund"]])
    late_allocation(programme, figures)
    preliminary(programme, figures["preliminary"])
    fee_files(programme, figures["fees"])
    capacities(programme, figures)
    _institutions(programme, treasuries)
    for round in awards["round"]:
        award_round(programme, awards, round)
    for round in awards["cancelled_round"]:
        cancelled_round(programme, awards, round)


def _institutions(programme: Programme, figures: dict[str, Any]) -> None:
    for one in figures["treasury"]:
        treasury(programme, one)
    for one in figures["system_version"]:
        system_version(programme, figures["fiscal_system"], one)
    for one in figures["authority"]:
        authority(programme, figures["fiscal_system"], one)
    for one in figures["bond"]:
        proceeds(programme, one)
    for one in figures["guidance"]:
        guidance(programme, one)
    for one in figures["corporate_bond"]:
        corporate_bond(programme, one)
