"""What happens in the land service: stock, reserves, quota, land for projects, market entry."""

from typing import Any

from deploy.demo.land.consolidation import consolidation
from deploy.demo.land.construction import construction
from deploy.demo.land.key_projects import key_projects
from deploy.demo.land.market import market_entry
from deploy.demo.land.parcels import stock_of, survey, survey_again
from deploy.demo.land.quota import quota_ledger
from deploy.demo.land.requests import adjusted_land, request_land
from deploy.demo.land.reserves import open_to_others, reserve_falls_short, reserve_set
from deploy.demo.land.revitalisation import revitalise
from deploy.demo.projects.admission import Admitted
from deploy.demo.settings import setting
from deploy.demo.story import Figures, Programme


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    figures = read("land")
    projects: list[Admitted] = earlier["projects"]
    stock = stock_of(figures)
    survey(programme, stock)
    construction(programme, stock)
    revitalise(programme, stock, projects)
    for reserve in figures["reserve"]:
        reserve_set(programme, reserve)
    reserve_falls_short(programme, "wulian", "chaohe")
    for quota in figures["quota"]:
        sales = [sale for sale in figures["quota_sale"] if sale["town"] == quota["town"]]
        quota_ledger(programme, quota, sales)
    waits = request_land(projects, stock)
    for project in projects:
        if project.figures.get("adjusts"):
            adjusted_land(project)
    for opening in figures["opening"]:
        open_to_others(programme, opening, waits)
    key_projects(programme, figures, {project.id: project for project in projects})
    for area in figures["programme"]:
        consolidation(programme, area)
    for entry in figures["entry"]:
        market_entry(programme, entry)
    survey_again(programme, "taoluo", stock["taoluo"])
    for one in figures["setting"]:
        setting(programme, "land", one)
