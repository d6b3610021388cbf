"""New land for projects, once the town has answered for its own stock (RZ-2.3.a, d)."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import cycle
from typing import Any

from deploy.demo.land.parcels import Parcel, Stock
from deploy.demo.projects.admission import Admitted
from deploy.demo.projects.progress import adjusted
from deploy.demo.story import Story

WAYS = ("reserve", "plan", "reserve", "refused", "reserve", "declined", "returned", "reserve")
"""How requests go, one after the other: from where the land comes, or what happens first."""
MOST_FROM_QUOTA = 13000
"""The first project of a town that needs no more gets its land from the town's quota."""
ASKS_WRONGLY = "zhaoxian-machinery"
"""The project whose town takes its request back and asks again."""
MEASURED_LESS = {"reserve": "318.40", "quota": "95.60"}
"""By source, what the measured boundary takes less of the first allocation of it."""
FROM = date(2023, 11, 15)
"""Reserves, survey and quota stand."""

Wait = tuple[str, datetime, datetime]
"""A town, and from when to when a request of it waited for land."""


def request_land(projects: list[Admitted], stock: Stock) -> list[Wait]:
    """Answers how long the pilots' demand was open, for those who come after it."""
    waits: list[Wait] = []
    with_quota: set[str] = set()
    ways = cycle(WAYS)
    less = dict(MEASURED_LESS)
    for project in projects:
        if "land" not in project.figures or project.town not in stock:
            continue
        way = next(ways) if "exits" not in project.figures else "reserve"
        if project.town not in with_quota and way == "reserve" and _fits_quota(project):
            way = "quota"
            with_quota.add(project.town)
        waits += _course(project, stock[project.town], way)
        if way in less and "exits" not in project.figures:
            _measured(project, less.pop(way))
    return waits


def adjusted_land(project: Admitted) -> None:
    """An adjusted project gets new land again once the county has looked at what it needs."""
    adjusted(project).then().give(
        "land", "resume-new-land", project.county,
        project=project.id, reason="调整后选址符合规划，用地规模未变",
        document=f"演示-用地复核-{project.id}",
    )  # fmt: skip


def _course(project: Admitted, parcels: list[Parcel], way: str) -> Iterable[Wait]:
    story, id = project.story.branch().not_before(FROM), project.id
    story.after(10)
    if id == ASKS_WRONGLY:
        _ask(story, project, parcels, f"{id}-0")
        story.give(
            "land", "withdraw-land-request", project.town,
            request=f"{id}-0", reason="申请编号填写有误，撤回后重新申请",
        )  # fmt: skip
        story.then()
    yield _request(story, project, parcels, id, way)
    if way == "refused":
        yield _request(story.after(20), project, parcels, f"{id}-2", "reserve")
    if way == "returned":
        story.after(45).give(
            "land", "return-draw", f"{project.county}-natural-resources",
            request=id, reason="选址避让高压走廊，原地块退回，另行申请",
            document=f"演示-退回用地-{id}",
        )  # fmt: skip
        yield _request(story.then(), project, parcels, f"{id}-2", "reserve")


def _request(
    story: Story, project: Admitted, parcels: list[Parcel], request: str, way: str
) -> Wait:
    asked = story.moment
    decided = story.branch().after(10)
    if decided.day >= project.figures.get("exits", date.max):
        return project.town, asked, asked
    _ask(story, project, parcels, request)
    if way == "declined":
        story.then().give(
            "land", "decline-reserve", project.town,
            town=project.town, request=request, reason="地块在城镇开发边界内，使用年度计划更为便捷",
        )  # fmt: skip
    return project.town, asked, _decided(story.after(10), project, request, way)


def _measured(project: Admitted, less: str) -> None:
    """The boundary 勘测定界 leaves out what a river or a line protects."""
    story = project.story.branch().not_before(FROM).after(70)
    area = float(project.figures["land"][0]) - float(less)
    story.give(
        "land", "reduce-allocation", f"{project.county}-natural-resources",
        request=project.id, area=f"{area:.2f}", reason="勘测定界扣除河道和电力线路保护范围",
        document=f"演示-勘测定界报告-{project.id}",
    )  # fmt: skip


def _ask(story: Story, project: Admitted, parcels: list[Parcel], request: str) -> None:
    area, use = project.figures["land"]
    matching = [p for p in parcels if p.use == use and float(p.area) >= float(area)]
    story.give(
        "land", "request-new-land", project.town,
        request=request, project=project.id, town=project.town, area=area, use=use,
        **_screening(matching, story.moment),
    )  # fmt: skip


def _screening(parcels: list[Parcel], moment: datetime) -> dict[str, Any]:
    """A parcel that the figures name has its own reason, the others that of their class."""
    here = [p for p in parcels if p.stands(moment)]
    by_class = {p.class_at(moment): p.reasons[p.class_at(moment)] for p in here if not p.why}
    named = [{"parcel": p.id, "reason": p.why} for p in here if p.why]
    return {
        "screening": named,
        "screening_by_class": [
            {"parcel_class": kind, "reason": reason} for kind, reason in sorted(by_class.items())
        ],
    }


def _decided(story: Story, project: Admitted, request: str, way: str) -> datetime:
    by = f"{project.county}-natural-resources"
    if way == "refused":
        return story.give(
            "land", "refuse-land", by,
            request=request, reason="总平面布置用地指标超出行业标准，请优化后重新申请",
            document=f"演示-不予安排用地-{request}",
        )  # fmt: skip
    source = {"plan": "plan", "declined": "plan", "quota": "quota"}.get(way, "reserve")
    return story.give(
        "land", "allocate-land", by,
        request=request, source=source, document=f"演示-用地批复-{request}",
        lot=f"{project.town}-2023-1" if source == "quota" else None,
    )  # fmt: skip


def _fits_quota(project: Admitted) -> bool:
    return "exits" not in project.figures and float(project.figures["land"][0]) <= MOST_FROM_QUOTA
