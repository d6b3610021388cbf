"""What happens in the land service: reserves, the stock of parcels, land for projects."""

from typing import Any

from deploy.demo.land.requests import request_land
from deploy.demo.land.reserves import reserve_falls_short, reserve_set
from deploy.demo.land.stock import survey
from deploy.demo.projects.admission import Admitted
from deploy.demo.story import Programme


def land_course(programme: Programme, figures: dict[str, Any], projects: list[Admitted]) -> None:
    for town, parcels in figures["parcels"].items():
        survey(programme, town, parcels)
    for reserve in figures["reserve"]:
        reserve_set(programme, reserve)
    reserve_falls_short(programme, "wulian", "chaohe")
    for admitted in projects:
        if "land" in admitted.figures:
            request_land(admitted, figures["parcels"][admitted.town])
