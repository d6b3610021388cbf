"""Stock used again, batch by batch, each parcel with a measure of its class (RZ-2.3.c)."""

from datetime import date
from itertools import cycle

from deploy.demo.land.parcels import Parcel, Stock, free
from deploy.demo.projects.admission import Admitted
from deploy.demo.story import Programme
from shared.policy.loader import registry

MEASURES = "land.revitalisation_measures"
WITHDRAWS = "zhaoxian"
"""The town one of whose batches its county takes back, whose parcels stand in the next one."""
RELEASES = "jufeng"
"""The town one of whose parcels a court seals, so that its batch goes on without it."""
SUPPORT = (
    ("natural-resources", "控制性详细规划调整", "列入绿色通道，合并审查规划调整和供地方案"),
    ("{county}-natural-resources", "土地收回补偿", "评估与协商同步推进，驻场服务"),
    ("{county}-approval", "改造项目立项", "容缺受理，并联办理立项和工程规划许可"),
)


def revitalise(programme: Programme, stock: Stock, projects: list[Admitted]) -> None:
    for town, parcels in stock.items():
        chosen = _taken(parcels, 20)
        first, second, third = chosen[:8], chosen[8:16], chosen[16:]
        users = [p for p in projects if p.town == town and p.story.day < date(2024, 6, 25)]
        _plan(programme, f"{town}-batch-2024", first, date(2024, 3, 5))
        for day, part in (
            (date(2024, 6, 25), first[:3]),
            (date(2024, 11, 25), first[3:6]),
            (date(2025, 3, 25), first[6:]),
        ):
            _used_again(programme, f"{town}-batch-2024", part, day, users)
        if town == WITHDRAWS:
            _plan(programme, f"{town}-batch-2024-2", second[:4], date(2024, 7, 5))
            programme.story(date(2024, 8, 15)).give(
                "land", "withdraw-batch", registry().county_of(town),
                batch=f"{town}-batch-2024-2", reason="国土空间规划修编，措施须重新研究",
            )  # fmt: skip
        _plan(programme, f"{town}-batch-2025", second, date(2025, 2, 14))
        _used_again(programme, f"{town}-batch-2025", second[:3], date(2025, 9, 25), [])
        if town == RELEASES:
            programme.story(date(2025, 11, 5)).give(
                "land", "release-parcel", registry().county_of(town),
                batch=f"{town}-batch-2025", parcel=second[-1].id, reason="人民法院查封，暂不能盘活",
                document=f"演示-查封告知-{second[-1].id}",
            )  # fmt: skip
        _plan(programme, f"{town}-batch-2026", third, date(2026, 5, 15), approved=False)


def _taken(parcels: list[Parcel], number: int) -> list[Parcel]:
    kinds = [free(parcels, "idle"), free(parcels, "inefficient")]
    mixed = [parcel for pair in zip(*kinds, strict=False) for parcel in pair][:number]
    for parcel in mixed:
        parcel.taken = True
    return mixed


def _plan(
    programme: Programme, batch: str, parcels: list[Parcel], day: date, approved: bool = True
) -> None:
    town = parcels[0].town
    county = registry().county_of(town)
    open_to = registry().parameters[MEASURES].value
    measures = [
        {"parcel": p.id, "measure": open_to[p.parcel_class][n % len(open_to[p.parcel_class])]}
        for n, p in enumerate(parcels)
    ]
    story = programme.story(day)
    story.give("land", "plan-batch", town, batch=batch, town=town, measures=measures)
    if not approved:
        return
    story.then().give(
        "land", "approve-batch", county, batch=batch, document=f"演示-盘活方案批复-{batch}"
    )
    story.then()
    for parcel, (by, formality, support) in zip(parcels, SUPPORT, strict=False):
        story.give(
            "land", "record-formality-support", by.format(county=county),
            batch=batch, parcel=parcel.id, formality=formality, support=support,
        )  # fmt: skip


def _used_again(
    programme: Programme, batch: str, parcels: list[Parcel], day: date, users: list[Admitted]
) -> None:
    """Every other one by a project of the town, if it has any."""
    story = programme.story(day)
    by = cycle([users[0].id, None] if users else [None])
    for parcel, project in zip(parcels, by, strict=False):
        parcel.left = story.give(
            "land", "record-revitalisation", parcel.surveyor,
            batch=batch, parcel=parcel.id, revitalised_on=story.day.isoformat(), project=project,
            document=f"演示-盘活验收-{parcel.id}",
        )  # fmt: skip
