"""What happens in the empowerment service: lists, powers on their way, reforms (RZ-2.6)."""

from datetime import date
from typing import Any

from deploy.demo.empowerment.delegations import Power, delegate
from deploy.demo.empowerment.lists import duty_list, power_list
from deploy.demo.empowerment.reforms import reform
from deploy.demo.story import Figures, Programme
from shared.policy.loader import registry

BATCH = date(2025, 6, 5)
"""After the duty lists were adopted."""


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    figures = read("empowerment")
    for county in figures["county"]:
        published = power_list(programme, county)
        for item in county["items"]:
            story = published.branch().after(10)
            delegate(Power(story, county["id"], county["town"], item))
        batch = [i["id"] for i in county["items"] if i["takes"] == "batch"]
        if batch:
            programme.story(BATCH).give(
                "empowerment", "withdraw-powers-in-batch", county["id"], town=county["town"],
                delegations=[f"{item}-{county['town']}" for item in batch],
                reason="履职清单调整，列入上级收回", document="演示-收〔2025〕1号",
            )  # fmt: skip
    for duties in figures["duties"]:
        duty_list(programme, duties, registry().county_of(duties["town"]))
    for one in figures["reform"]:
        reform(programme, one)
